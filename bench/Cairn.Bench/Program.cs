using Cairn.Bench;
using Cairn.Rules.Simulating;
using System.Globalization;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Given(string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

// Twelve people, each paid for once or not at all, or on a ladder of three: what all come to together, exactly.
if (args.Contains("--exact"))
{
    foreach (var (what, one) in ((string, (long, double)[])[])[("one price", [(0, 0.9), (10_000_00, 0.1)]), ("a ladder of three", [(0, 0.5), (500_00, 0.2), (1_700_00, 0.2), (8_333_33, 0.1)])])
    {
        var timing = Timing.Of(what, 1, 1001, () => SumOfMany.Of(Enumerable.Repeat(one, 12)) is null ? throw new InvalidOperationException() : null);
        Console.WriteLine($"exact sum of twelve people, {what}: {timing.Median:0.000} ms");
    }
    return 0;
}

var size = int.Parse(Given("--facts") ?? "10000000");
if (size < 20_000)
{
    Console.Error.WriteLine("--facts: at least 20,000, so that every lot has a place.");
    return 1;
}
var page = Given("--write");
if (page != null && !Table.HasPlace(page))
{
    Console.Error.WriteLine($"{page}: no place for the table between {Table.From} and {Table.To}.");
    return 1;
}
var folder = Directory.CreateTempSubdirectory("cairn-bench-").FullName;
try
{
    // One set at a time, and its facts let go before the next: two would not fit a small machine.
    var tables = new List<string>();
    foreach (var noisy in (bool[])[true, false])
        tables.Add(Table.Rows(DataSet.Run(noisy ? "noisy" : "no noise", Generator.Make(size, noisy), folder, !args.Contains("--no-peers"))));
    var text = Table.Whole(size, tables);
    Console.WriteLine(text);
    if (page != null) Table.Write(page, text);
    return 0;
}
catch (InvalidOperationException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
