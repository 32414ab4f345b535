using Cairn.Bench;
using System.Globalization;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var size = int.Parse(args.SkipWhile(arg => arg != "--facts").Skip(1).FirstOrDefault("10000000"));
var folder = args.SkipWhile(arg => arg != "--in").Skip(1).FirstOrDefault(Path.Combine(Path.GetTempPath(), "cairn-bench"));
Directory.CreateDirectory(folder);
var sets = new List<DataSet>();
foreach (var noisy in (bool[])[true, false]) sets.Add(DataSet.Run(noisy ? "noisy" : "no noise", Generator.Make(size, noisy), folder, peers: !args.Contains("--no-peers")));
Console.WriteLine(Table.Of(sets));
return 0;
