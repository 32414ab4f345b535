using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.GettingIn;

/// <summary>How often one viewer may do what lays much open; put on a page with <see cref="EnableRateLimitingAttribute"/>.</summary>
public static class Limits
{
    /// <summary>30 a minute. A page that is opened without <c>find</c> is not counted.</summary>
    public const string Search = "search";

    internal static void Add(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Search, http => http.Request.Query["find"].ToString().Length == 0 ? RateLimitPartition.GetNoLimiter("") : Window(http, 30, TimeSpan.FromMinutes(1)));
    });

    private static RateLimitPartition<string> Window(HttpContext http, int most, TimeSpan time) =>
        RateLimitPartition.GetSlidingWindowLimiter(Viewer.Of(http)?.Id ?? "", _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = time, SegmentsPerWindow = 6 });
}
