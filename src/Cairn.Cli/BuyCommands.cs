using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;
using Day = Cairn.Record.Day;

namespace Cairn.Cli;

/// <summary>
/// Spending a personal allocation: <c>cairn buy</c> reserves the amount under a key, and <c>cairn bought</c>, <c>cairn cancel</c> or
/// <c>cairn return</c> says what became of it. Each step is an entry and a fact in one command, once however often it is asked.
/// </summary>
internal static class BuyCommands
{
    public static Command Buy()
    {
        var (folder, scheme, on) = (new Folder(), SchemeArgument(), OnOption());
        var person = new Argument<string>("person") { Description = "The person, as a source calls them." };
        var item = new Argument<string>("item") { Description = "An item of the framework." };
        var amount = new Argument<string>("amount") { Description = "What it costs in all, such as £45." };
        var units = new Option<int>("--units") { Description = "How many of it.", DefaultValueFactory = _ => 1 };
        var approvedBy = new Option<string?>("--approved-by") { Description = "The role in which somebody approved it, where the rules ask for that." };
        var approver = new Option<string?>("--approver") { Description = "The member who approved it." };
        var system = new Option<string?>("--system") { Description = "The system that calls the person so; the first that knows the name unless given." };
        var key = new Option<string?>("--key") { Description = "A key of your own for the purchase: asked again with the same key, it is held once." };
        var command = new Command("buy", "Hold an amount of a person's allocation for something on the framework; say why not.") { units, approvedBy, approver, system, key, on };
        foreach (var argument in (Argument<string>[])[scheme, person, item, amount]) command.Arguments.Add(argument);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!Pence.TryParse(Pounds(parsed.GetValue(amount)!), out var pence, out var why)) return Wrong(why);
            if (parsed.GetValue(approver) is not null && parsed.GetValue(approvedBy) is null) return Wrong("--approver needs --approved-by: in what role they approved it.");
            return On(folder, parsed, scheme, on, (store, budget, text, day) =>
            {
                var (token, unknown) = Folder.Finder(store, parsed.GetValue(system))(parsed.GetValue(person)!);
                if (token is null) return Input(unknown);
                var by = parsed.GetValue(folder.By)!;
                var ask = new Ask(token, parsed.GetValue(item)!, pence)
                {
                    Units = parsed.GetValue(units), AskedBy = by,
                    Approval = parsed.GetValue(approvedBy) is { } role ? new Approval(role, parsed.GetValue(approver)) : null,
                };
                return Hold(store, budget, text, day, ask, parsed.GetValue(key) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), by);
            });
        });
        return command;
    }

    public static Command Bought()
    {
        var amount = new Argument<string?>("amount") { Description = "What the bill came to, where it is less than was held.", Arity = ArgumentArity.ZeroOrOne };
        return Step("bought", "Pay what was held for a purchase, or the lower amount of the bill; the rest is free again.", amount,
            (acts, scheme, on, purchase, pence) => acts.Bought(scheme, on, purchase, pence), (purchase, pence) => $"{purchase} is paid: {Pence.Format(pence)}.");
    }

    public static Command Cancel() => Step("cancel", "Give back what was held for a purchase that will not be made.", null,
        (acts, scheme, on, purchase, _) => acts.Cancel(scheme, on, purchase), (purchase, _) => $"{purchase} is cancelled; what was held is free again.");

    public static Command Return() => Step("return", "Put back all that was paid for a purchase that was returned.", null,
        (acts, scheme, on, purchase, _) => acts.Return(scheme, on, purchase), (purchase, pence) => $"{purchase} is returned: {Pence.Format(pence)} is free again.");

    private static int Hold(DataFolder store, Scheme scheme, string text, int on, Ask ask, string purchase, string by) =>
        Folder.Say(Acts(store, by).Hold(scheme, text, on, ask, purchase).GetAwaiter().GetResult(), answer =>
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return $"{Pence.Format(root.GetProperty("held").GetInt64())} is held for {ask.Item} as {purchase}; {Pence.Format(root.GetProperty("left").GetInt64())} is left. When it is paid for: cairn bought {scheme.Name} {purchase}";
        });

    private static BuyActs Acts(DataFolder store, string by) => new(store, new Asking(by, "finance-officer"));

    private static Command Step(string verb, string what, Argument<string?>? amount, Func<BuyActs, Scheme, int, string, long?, Task<Reply>> act, Func<string, long, string> say)
    {
        var (folder, scheme, on) = (new Folder(), SchemeArgument(), OnOption());
        var purchase = new Argument<string>("purchase") { Description = "The purchase's key, as buy printed it." };
        var command = new Command(verb, what) { on };
        command.Arguments.Add(scheme);
        command.Arguments.Add(purchase);
        if (amount is not null) command.Arguments.Add(amount);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            long? pence = null;
            if (amount is not null && parsed.GetValue(amount) is { } text)
            {
                if (!Pence.TryParse(Pounds(text), out var given, out var why)) return Wrong(why);
                pence = given;
            }
            var named = parsed.GetValue(purchase)!;
            return On(folder, parsed, scheme, on, (store, budget, _, day) =>
                Folder.Say(act(Acts(store, parsed.GetValue(folder.By)!), budget, day, named, pence).GetAwaiter().GetResult(), answer => say(named, long.Parse(answer, CultureInfo.InvariantCulture))));
        });
        return command;
    }

    private static int On(Folder folder, ParseResult parsed, Argument<string> schemeArgument, Option<string?> onOption, Func<DataFolder, Scheme, string, int, int> work)
    {
        if (Question.DayOf(parsed.GetValue(onOption), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } on) return Exit.CommandWrong;
        var path = parsed.GetValue(schemeArgument)!;
        return folder.Open(parsed, (store, vocabulary) =>
        {
            var mistakes = new Mistakes();
            // A scheme that the data holds may be named without its file.
            var text = File.Exists(path) ? File.ReadAllText(path) : store.Read(s => (s.Scheme(path, on) ?? s.Schemes.FirstOrDefault(v => v.Scheme == path))?.Text);
            if (text is null) return Input($"There is no file {path}, and the data holds no scheme of that name.");
            var scheme = SchemeFile.Read(Files.Shown(path), text, vocabulary, mistakes);
            if (Files.Report(mistakes) || scheme is null) return Exit.InputWrong;
            return scheme.Budget is null ? Input($"{scheme.Name} is not a budget, so nothing is bought from it.") : work(store, scheme, text, on);
        }, path);
    }

    private static string Pounds(string amount) => amount.Contains('£', StringComparison.Ordinal) || amount.EndsWith('p') ? amount : "£" + amount;

    private static Argument<string> SchemeArgument() => new("scheme") { Description = "A budget: its file, or the name of one that the data holds." };

    private static Option<string?> OnOption() => new("--on") { Description = "The day of it; today unless given." };

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.CommandWrong;
    }

    private static int Input(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.InputWrong;
    }
}
