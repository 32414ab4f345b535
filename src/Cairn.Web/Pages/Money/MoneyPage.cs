using System.Text.RegularExpressions;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Money;

/// <summary>A page about money: what such pages ask and say alike. Which right opens each stands in <see cref="Doors"/>.</summary>
public abstract partial class MoneyPage(Partnership partnership, Accounts accounts) : CairnPage
{
    protected Partnership Partnership => partnership;

    /// <summary>Whether the viewer has any of these rights today.</summary>
    public bool May(params Right[] rights) => partnership.Read(read => rights.Any(right => read.Access.May(Viewer.Id, right).IsYes));

    /// <summary>The viewer as the store knows who acts, in the role that gives them the first of these rights that they have.</summary>
    protected Asking Acting(string? key, params Right[] rights)
    {
        var basis = partnership.Read(read => rights.Select(r => read.Access.May(Viewer.Id, r).Basis).First(b => b is not null)!);
        return new Asking(Viewer.Id, basis.Role, Key: key is null ? null : Viewer.Once(key));
    }

    /// <summary>A member as pages name them; of nobody, that it came in a file.</summary>
    public string NameOf(string? member) => member is null ? "a file" : accounts.NameOf(member);

    /// <summary>A sentence of the desk with members called by name instead of by id, and payments by what they are for: their keys name people.</summary>
    public string Said(string why) => Words().Replace(Keys().Replace(why, key => $"a payment for '{key.Groups["outcome"].Value}'"), word => accounts.Find(word.Value) is { IsPerson: false } member ? member.Name : word.Value);

    /// <summary>The schemes that pay for results.</summary>
    protected static IEnumerable<Scheme> Paying(Reading read) => read.Schemes.Where(s => s.Payers.Count > 0 && s.Outcomes.Any(o => o.Pays.Count > 0));

    /// <summary>The run of a number, whatever its scheme; null where there is none.</summary>
    protected static (Scheme Scheme, PayRun Run)? Find(Reading read, string number) =>
        Paying(read).Select(s => (s, PayRuns.Of(read.Facts, s.Name).FirstOrDefault(r => r.Number == number))).Where(f => f.Item2 is not null).Select(f => ((Scheme, PayRun)?)(f.s, f.Item2!)).FirstOrDefault();

    /// <summary>How people are told apart where no name is shown.</summary>
    protected static string ReferenceOf(string token) => token.Length > 8 ? token[..8] : token;

    [GeneratedRegex(@"pay:[^\s:]+:[^\s:]+:(?<outcome>[^\s:]+):\d+:\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();

    [GeneratedRegex(@"[\w.-]*\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
