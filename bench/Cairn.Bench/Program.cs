using Cairn.Bench;
using System.Globalization;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Given(string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

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
