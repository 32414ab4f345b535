using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>Whether a scheme has a place for one more person: asked to show it, and again inside the command that gives the place, so that the last is given once.</summary>
internal static class FreePlaces
{
    /// <summary>Whether this person could be given a place; true for one who holds theirs already, and where the scheme sets no number.</summary>
    public static bool HasOne(Partnership partnership, State state, Scheme scheme, string person)
    {
        var roll = partnership.Answer(state, scheme, partnership.Today).Roll;
        var subject = state.Facts.Of(About.Person).Find(person);
        return (subject >= 0 && subject < roll.Count && roll.EnrolledOn(subject) != Day.Never) || roll.PlacesLeft(subject < 0 ? int.MaxValue : subject) is not <= 0;
    }

    /// <summary>Why these facts cannot all be recorded: an enrolment among them has no place, or names no scheme of ours. Null where nothing stands in the way.</summary>
    public static string? Refuses(Partnership partnership, State state, IEnumerable<Draft> drafts)
    {
        foreach (var draft in drafts.Where(d => d.Kind.Name == "enrolment" && d.Retracts is null))
        {
            var named = draft.Details.FirstOrDefault(d => d.Detail.Name == "scheme").Text;
            if (partnership.SchemesOf(state).FirstOrDefault(s => s.Name == named) is not { } scheme) return "Choose the scheme in which they have a place.";
            if (!HasOne(partnership, state, scheme, draft.Subject)) return $"No place in {scheme.Title} is free. It is for {Number(scheme)} people in all. Without a place they wait in their order.";
        }
        return null;
    }

    /// <summary>How many people a scheme has places for, in all.</summary>
    private static int? Number(Scheme scheme) => scheme.Lots?.Places ?? scheme.Places;
}
