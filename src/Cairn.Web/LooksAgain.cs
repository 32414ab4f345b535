using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>
/// Every look of the log decided again, by the record, the access table and the emergencies of its instant; each must rest on the same ground and
/// show the same categories. Looks at people who were erased since cannot be, nor those that come out otherwise without a fact that was erased: about somebody
/// shown, or about a member, partner, group or place. They are counted apart.
/// </summary>
public sealed record LooksAgain(IReadOnlyList<Fault> Faults, int Looks, int Erased)
{
    /// <summary>Decides them all again in an open folder. What is looked at meanwhile may be left out.</summary>
    public static LooksAgain Of(DataFolder folder)
    {
        folder.CatchUp();
        var again = new Again(folder);
        var faults = new List<Fault>();
        var (looks, erased) = (0, 0);
        foreach (var (position, look) in folder.Looks.All())
        {
            if (folder.Read(state => look.People.Any(state.IsErased)))
            {
                erased++;
                continue;
            }
            var why = again.WhyNot(look);
            if (why is not null && again.RestsOnErased(look))
            {
                erased++;
                continue;
            }
            looks++;
            if (why is not null) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"look {position} by {look.By} at {look.Page} for {look.Purpose}"), why));
        }
        return new LooksAgain(faults, looks, erased);
    }

    private sealed class Again(DataFolder folder)
    {
        private readonly IReadOnlyList<(DateTimeOffset At, int Facts)> moments = folder.Moments();
        private readonly IReadOnlyList<OpenLook> emergencies = Emergencies.All(folder);
        private (int Facts, int Day, long Policy, Access Access)? kept;

        public string? WhyNot(Look look)
        {
            string? why = null;
            foreach (var facts in FactsAt(look.At))
            {
                why = folder.Read(state => WhyNot(state, facts, look));
                if (why is null) return null;
            }
            return why;
        }

        /// <summary>Whether a fact that was there at its instant, and could have been its ground, was erased since: what it said nobody can know any more.</summary>
        public bool RestsOnErased(Look look) => folder.Read(state => FactsAt(look.At).Last() is var facts
            && state.ErasedFacts.Any(e => e.Position < facts && (e.About is not Record.About.Person || look.People.Contains(e.Subject, StringComparer.Ordinal))));

        /// <summary>How many facts there were at an instant. Of what was recorded in the same millisecond nobody knows whether it came before or after.</summary>
        private IEnumerable<int> FactsAt(DateTimeOffset at)
        {
            var (low, high) = (0, moments.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (moments[middle].At < at) low = middle + 1;
                else high = middle;
            }
            yield return low == 0 ? 0 : moments[low - 1].Facts;
            for (; low < moments.Count && moments[low].At == at; low++) yield return moments[low].Facts;
        }

        private string? WhyNot(State state, int facts, Look look)
        {
            if (state.Scheme(Partnership.Policy, look.At) is not { } policy) return "no access table was in force";
            var access = At(state, facts, LondonTime.DayOf(look.At), policy).With(new OpenLooks([.. emergencies.Where(e => e.OpenedAt <= look.At && look.People.Contains(e.Person))], look.At));
            var (basis, categories) = look.Basis == nameof(Ground.Role) ? ByRole(access, look) : ByTie(access, look);
            if (basis == look.Basis && categories.SequenceEqual(look.Categories, StringComparer.Ordinal)) return null;
            return $"it rested on {look.Basis} and showed {Words(look.Categories)}; decided again it rests on {basis} and shows {Words(categories)}";
        }

        private Access At(State state, int facts, int day, SchemeVersion policy)
        {
            if (kept is not { } known || known.Facts != facts || known.Day != day || known.Policy != policy.Command)
            {
                var table = AccessFile.Read("access.yaml", policy.Text, folder.Vocabulary, new Mistakes()) ?? throw new InvalidDataException("The access table that was in force cannot be read.");
                kept = known = (facts, day, policy.Command, new Access(state.Facts.Prefix(facts), table, day, day, state.RecordedBy));
            }
            return known.Access;
        }

        private static (string, IReadOnlyList<string>) ByRole(Access access, Look look) =>
            Opening.ByRole.TryGetValue(look.Purpose, out var role) && access.May(look.By, role.Right).IsYes ? (nameof(Ground.Role), [role.Category]) : ("nothing", []);

        private static (string, IReadOnlyList<string>) ByTie(Access access, Look look)
        {
            var sights = look.People.Select(p => access.See(look.By, look.Purpose, p)).ToList();
            return sights.TrueForAll(s => s.Exists) ? Opening.Said(sights) : ("nothing, as there is no tie to somebody shown", []);
        }

        private static string Words(IReadOnlyList<string> categories) => categories.Count == 0 ? "nothing" : string.Join(", ", categories);
    }
}
