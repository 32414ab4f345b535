using System.Diagnostics;
using System.Globalization;

namespace Cairn.Tests.Survival;

/// <summary>R's package survival as the judge, run as the test runs.</summary>
internal static class R
{
    /// <summary>What a script gives out, number by number, NA as null; the test is skipped, and says so, where R is not installed.</summary>
    public static IReadOnlyList<double?> Says(string script)
    {
        var said = Run("options(digits = 15, warn = -1); suppressMessages(library(survival)); say <- function(...) cat(format(c(...), digits = 15, scientific = TRUE), sep = '\\n')\n" + script, out var error);
        Assert.SkipWhen(said is null, $"Rscript with the package survival (Debian: r-cran-survival) is not installed. {error}");
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => n is "NA" or "NaN" ? (double?)null : n == "Inf" ? double.PositiveInfinity : double.Parse(n, CultureInfo.InvariantCulture))];
    }

    /// <summary>Six significant figures, and in the same places nothing.</summary>
    public static void Agrees(IReadOnlyList<double?> r, IEnumerable<double?> ours)
    {
        var all = ours.ToList();
        all.Count.ShouldBe(r.Count);
        var worst = 0.0;
        for (var i = 0; i < all.Count; i++)
        {
            (all[i] is null).ShouldBe(r[i] is null, $"figure {i + 1}: {all[i]} here, {r[i]} in R");
            if (r[i] is not { } theirs) continue;
            var apart = Math.Abs(all[i]!.Value - theirs) / Math.Max(Math.Abs(theirs), 1e-9);
            apart.ShouldBeLessThan(1e-6, $"figure {i + 1}: {all[i]} here, {theirs} in R");
            worst = Math.Max(worst, apart);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} figures, the furthest {worst:0.0e+0} apart"));
    }

    private static string? Run(string script, out string error)
    {
        error = "";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", ["-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var failed = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.StandardInput.Write(script);
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            error = failed.Result;
            // A script of ours that fails is no reason to skip.
            if (process.ExitCode != 0 && !error.Contains("no package called", StringComparison.Ordinal)) throw new InvalidOperationException(error);
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
