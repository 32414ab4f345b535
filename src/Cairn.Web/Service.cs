using System.Globalization;
using Cairn.Store;
using Cairn.Web.Demo;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Cairn.Web.Messages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Cairn.Web;

/// <summary>The web application: pages over a data folder.</summary>
public static class Service
{
    /// <summary>Opens the data and makes the application, ready to run; throws a <see cref="StoreException"/> when the data cannot be served.</summary>
    public static WebApplication Build(Settings settings)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Service).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(settings.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        if (settings.CertificateFile is { } file) builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate.Read(file, settings.CertificatePassword)));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);

        var clock = settings.IsDemo ? new DemoClock() : settings.Clock;
        var folder = DataFolder.Open(settings.DataFolder, settings.Vocabulary, new FolderOptions { Serve = true, KeysFolder = settings.KeysFolder, Clock = clock });
        if (settings.IsDemo) DemoTown.Fill(folder, settings, (DemoClock)clock);
        PutInForce.AccessTable(folder, settings);
        builder.Services.AddSingleton(settings).AddSingleton(folder).AddSingleton(new Partnership(folder, settings.Vocabulary, clock)).AddSingleton(clock).AddSingleton<Opening>().AddSingleton<HelpLines>().AddSingleton<Tries>().AddSingleton(new Accounts(settings.IsDemo ? DemoAccounts.Of(folder, settings.DemoFolder!, DemoTown.Today) : [], folder));
        builder.Services.AddSingleton<IReadOnlyList<IPost>>(_ => Ways(settings, clock)).AddSingleton(services => new Postman(services.GetRequiredService<Partnership>(), services.GetRequiredService<IReadOnlyList<IPost>>(), services.GetRequiredService<ILogger<Postman>>(), settings.MessagesEvery)).AddHostedService(services => services.GetRequiredService<Postman>());
        AddPages(builder, settings);
        AddGettingIn(builder, settings, folder);

        var app = builder.Build();
        Doors.Check(app.Services.GetRequiredService<Microsoft.AspNetCore.Mvc.Infrastructure.IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().Select(p => p.ViewEnginePath));
        app.UseProxy(settings);
        app.UseSecurity();
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
        // Only files that are the same for everyone: a page that is made small over TLS tells a listener what is on it by its length.
        app.UseWhen(ask => ask.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal), files => files.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new ManifestEmbeddedFileProvider(typeof(Service).Assembly, "Assets"),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.MapRazorPages();
        app.MapHealth(app.Services.GetRequiredService<Partnership>());
        if (!settings.IsDemo) app.Lifetime.ApplicationStarted.Register(() => SetUp.Tell(folder, settings));
        return app;
    }

    /// <summary>A text before mail before a letter: an old phone is what most people have.</summary>
    private static List<IPost> Ways(Settings settings, TimeProvider clock)
    {
        if (settings.IsDemo) return [new DemoPost()];
        List<IPost> ways = [];
        if (settings.Notify is { } notify) ways.Add(new NotifyPost(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = TimeSpan.FromSeconds(20) }, settings.NotifyUrl, notify.Key, notify.Template, clock));
        if (settings.Mail is { } mail) ways.Add(new MailPost(mail.Server, mail.From));
        ways.Add(new LetterPost());
        return ways;
    }

    private static void AddPages(WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddRoutingCore().AddRazorPages(pages => pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .AddMvcOptions(mvc => mvc.Filters.Add<DoorKeeper>())
            .AddApplicationPart(typeof(Service).Assembly);
        builder.Services.AddResponseCompression(made => made.EnableForHttps = true).Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        builder.Services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = settings.IsSecure ? "__Host-cairn-form" : "cairn-form";
            forgery.Cookie.SecurePolicy = settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            forgery.FormFieldName = "form-token";
        });
    }

    private static void AddGettingIn(WebApplicationBuilder builder, Settings settings, DataFolder folder)
    {
        builder.Services.AddDataProtection().SetApplicationName("Cairn").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.KeysFolder ?? settings.DataFolder, "web-keys")))
            .AddKeyManagementOptions(keys => keys.XmlEncryptor = new KeyRing(folder.Seal));
        builder.Services.AddAuthentication(SessionHandler.Named).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Named, null);
        builder.Services.AddSingleton<Passwords>().AddSingleton<Throttle>().AddSingleton<Entrance>().AddSingleton<Kept>().AddSingleton<Again>().AddSingleton<Membership>().AddSingleton<Leaving>().AddSingleton<Pages.SignIn.PasswordForm>();
        Passkeys.Add(builder.Services, settings);
        Limits.Add(builder.Services);
    }
}
