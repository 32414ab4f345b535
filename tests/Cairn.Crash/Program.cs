using Cairn.Crash;
using Cairn.Store;

// A process for the tests to kill, or to set against themselves: `append FOLDER` until killed, naming each command once it is
// acknowledged; `look FOLDER` and `evidence FOLDER TOKEN` the same with looks and files; `serve FOLDER` until killed; `contend FOLDER NAME ROUNDS` spends each cap as the parent says go; `measure FOLDER` says how fast the store is here.
switch (args)
{
    case ["append", var folder, var name]:
    {
        using var store = DataFolder.Open(folder, Sample.Vocabulary);
        var acknowledged = Console.Out;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            for (var n = 0; ; n++)
            {
                var key = $"{name}-{thread}-{n}";
                if (store.Do(Sample.Command(key), Sample.PersonAndPenny("cap:pennies", key)).GetAwaiter().GetResult() is Reply.Done) lock (acknowledged) acknowledged.WriteLine($"{key};");
            }
        });
        return 0;
    }
    case ["look", var folder, var name]:
    {
        using var store = DataFolder.Open(folder, Sample.Vocabulary);
        for (var n = 0; ; n++)
        {
            store.Looks.Write(new Look($"{name}-{n}", DateTimeOffset.UtcNow, "care", "own-case", ["housing"], "person", [Token.New(), Token.New()])).GetAwaiter().GetResult();
            Console.Out.WriteLine($"{name}-{n};");
        }
    }
    case ["evidence", var folder, var token]:
    {
        using var store = DataFolder.Open(folder, Sample.Vocabulary);
        for (var n = 0; ; n++)
        {
            using var pdf = new MemoryStream([.. "%PDF-1.7\n"u8, .. new byte[300_000], .. "%%EOF"u8]);
            var saved = (EvidenceReply.Saved)store.Evidence.Save(pdf, token).GetAwaiter().GetResult();
            Console.Out.WriteLine($"{saved.File};");
        }
    }
    case ["serve", var folder]:
    {
        using var store = DataFolder.Open(folder, Sample.Vocabulary, new FolderOptions { Serve = true });
        Console.Out.WriteLine("serving");
        Console.In.ReadLine();
        return 0;
    }
    case ["contend", var folder, var name, var rounds]:
    {
        using var store = DataFolder.Open(folder, Sample.Vocabulary);
        for (var round = 0; round < int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture); round++)
        {
            if (Console.In.ReadLine() is null) return 1;
            foreach (var line in Contest.Run(store, name, $"cap:{round}")) Console.Out.WriteLine(line);
            Console.Out.WriteLine("end");
        }
        return 0;
    }
    case ["measure", var folder]:
        Measure.Run(folder);
        return 0;
    default:
        return 2;
}
