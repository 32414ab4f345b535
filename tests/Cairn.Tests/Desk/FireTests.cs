using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cairn.Tests.Desk;

/// <summary>The command in real processes: killed, doubled, run again.</summary>
public class FireTests
{
    private const int Kills = 100;

    [Fact]
    public async Task Killed_at_any_moment_a_hundred_times_over_settling_pays_everyone_once_in_the_end()
    {
        using var cli = Payday.Open();
        var whole = Stopwatch.StartNew();
        var fresh = Payday.Copy(cli.Folder, cli.In("fresh"));
        // How long it takes when nothing stops it, at best of three: slower runs are killed early more often.
        var time = int.MaxValue;
        for (var n = 0; n < 3; n++)
        {
            var copy = Payday.Copy(fresh, cli.In($"whole{n}"));
            var one = Stopwatch.StartNew();
            Cli.Run(copy, Payday.Settle).Said.ShouldContain($"{Payday.People} payments posted, £24,000.00");
            time = Math.Min(time, (int)one.ElapsedMilliseconds);
        }
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var delays = new ConcurrentQueue<int>(Enumerable.Range(0, Kills).Select(_ => random.Next(time + (time / 5))));
        var killed = new ConcurrentBag<string>();
        async Task Worker(int worker)
        {
            var n = 0;
            string? folder = null;
            while (delays.TryDequeue(out var delay))
            {
                folder ??= Payday.Copy(fresh, cli.In($"w{worker}-{n++}"));
                using var child = Cli.Start(folder, Payday.Settle);
                var said = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await Task.Delay(delay, TestContext.Current.CancellationToken);
                child.Kill();
                await child.WaitForExitAsync(TestContext.Current.CancellationToken);
                (await errors).ShouldBe("", $"seed {seed}");
                killed.Add(folder);
                var there = Payday.Payments(folder);
                there.ShouldBeOneOf(0, Payday.People);
                // What it said is done is done.
                if ((await said).Contains("payments posted", StringComparison.Ordinal)) there.ShouldBe(Payday.People);
                if (there > 0) folder = null;
            }
        }
        await Task.WhenAll(Worker(0), Worker(1));
        killed.Count.ShouldBe(Kills);
        foreach (var folder in killed.Distinct())
        {
            Cli.Run(folder, Payday.Settle).Status.ShouldBe(0);
            Payday.Payments(folder).ShouldBe(Payday.People, $"seed {seed}");
            var verified = Cli.Run(folder, ["verify", "--data", "data"]);
            verified.Status.ShouldBe(0, verified.Errors);
            verified.Said.ShouldContain($"{Payday.People} payments come out the same to the penny");
        }
        Journal(killed.Last());
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills over {time} ms in {killed.Distinct().Count()} stores, {whole.Elapsed.TotalSeconds:0} s in all, seed {seed}");
    }

    [Fact]
    public async Task Two_settlements_at_once_on_one_folder_pay_once()
    {
        using var cli = Payday.Open(40);
        using var one = Cli.Start(cli.Folder, Payday.Settle);
        using var two = Cli.Start(cli.Folder, Payday.Settle);
        var said = await Task.WhenAll(new[] { one, two }.Select(async p =>
        {
            var text = await p.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await p.WaitForExitAsync(TestContext.Current.CancellationToken);
            p.ExitCode.ShouldBe(0);
            return text;
        }));
        said.Count(s => s.Contains("40 payments posted", StringComparison.Ordinal)).ShouldBe(1);
        said.Count(s => s.Contains("0 payments posted, £0.00", StringComparison.Ordinal)).ShouldBe(1);
        Payday.Payments(cli.Folder).ShouldBe(40);
        cli.Well("verify", "--data", "data").ShouldContain("All is sound.");
    }

    [Fact]
    public void Settled_twice_by_the_command_pays_once_and_the_same_key_answers_as_the_first_time()
    {
        using var cli = Payday.Open(3);
        cli.Well([.. Payday.Settle, "--key", "june"]).ShouldContain("3 payments posted, £360.03");
        cli.Well([.. Payday.Settle, "--key", "june"]).ShouldContain("nothing was done twice. 3 payments posted");
        cli.Well(Payday.Settle).ShouldContain("0 payments posted, £0.00");
        var earlier = cli.Run("settle", "many.yaml", "--data", "data", "--on", "2026-05-31", "--by", "fran");
        (earlier.Status, earlier.Errors).ShouldBe((1, "Refused (SettledLater): many was settled as at 30 June 2026, and by an earlier day what was paid since would look wrong. Settle as at that day or later.\n"));
        Payday.Payments(cli.Folder).ShouldBe(3);
        cli.Run("approve", "pay:many:nobody:into-work:1:1", "--data", "data", "--by", "gus").Status.ShouldBe(1);
    }

    /// <summary>Another program adds it up for itself.</summary>
    private static void Journal(string folder)
    {
        Cli.Run(folder, ["export", "--data", "data", "--hledger", "many.journal"]).Status.ShouldBe(0);
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "hledger")))) return;
        Hledger("check", "--strict").ShouldBe("");
        Hledger("bal", "paid:", "-N", "-O", "csv").ShouldBe("\"account\",\"balance\"\n\"paid:many:council\",\"20000.00 GBP\"\n\"paid:many:fund\",\"4000.00 GBP\"\n");

        string Hledger(params string[] arguments)
        {
            var start = new ProcessStartInfo("hledger", ["-f", Path.Combine(folder, "many.journal"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
            return said;
        }
    }
}
