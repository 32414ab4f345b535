namespace Cairn.Rules.Simulating;

/// <summary>Money that goes out and comes back, a figure a month: what an investor wants to know of it.</summary>
public static class CashFlow
{
    /// <summary>What comes back for each pound that goes out; null where nothing goes out.</summary>
    public static double? Multiple(ReadOnlySpan<double> outgoing, ReadOnlySpan<double> incoming)
    {
        double spent = 0, back = 0;
        foreach (var o in outgoing) spent += o;
        foreach (var i in incoming) back += i;
        return spent > 0 ? back / spent : null;
    }

    /// <summary>
    /// The yearly rate at which the flows, each at the end of its month, are worth nothing today: the monthly rate to the power of twelve, as a spreadsheet's
    /// IRR has it. -1 where money goes out and nothing comes back; null where no money goes out before it comes in, or more than one rate would do.
    /// </summary>
    public static double? YearlyReturn(ReadOnlySpan<double> net)
    {
        var (changes, sign, back) = (0, 0, 0.0);
        foreach (var flow in net)
        {
            if (flow == 0) continue;
            if (sign == 0 && flow > 0) return null;
            if (sign != 0 && Math.Sign(flow) != sign) changes++;
            sign = Math.Sign(flow);
            if (flow > 0) back += flow;
        }
        if (sign == 0) return null;
        if (back == 0) return -1;
        // More than one change of sign may still have one rate: it has where the balance, put together, turns up once.
        if (changes > 1 && !TurnsOnce(net)) return null;
        double low = -0.9999, high = 10;
        if (Worth(net, low) < 0) return -1;
        if (Worth(net, high) > 0) return null;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (Worth(net, middle) > 0) low = middle;
            else high = middle;
        }
        return Math.Pow(1 + (low + high) / 2, 12) - 1;
    }

    /// <summary>Whether the running balance goes from below nothing to above it once at most: then there is one rate above nothing (Norstrom 1972), or one below.</summary>
    private static bool TurnsOnce(ReadOnlySpan<double> net)
    {
        double balance = 0;
        var (turns, sign) = (0, 0);
        foreach (var flow in net)
        {
            balance += flow;
            if (balance == 0) continue;
            if (sign != 0 && Math.Sign(balance) != sign) turns++;
            sign = Math.Sign(balance);
        }
        return turns <= 1;
    }

    private static double Worth(ReadOnlySpan<double> net, double monthly)
    {
        double sum = 0;
        for (var m = net.Length - 1; m >= 0; m--) sum = sum / (1 + monthly) + net[m];
        return sum;
    }
}
