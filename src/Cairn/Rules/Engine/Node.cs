using System.Runtime.CompilerServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>A clause bound to the record: asked within a window, it answers with the first day on which it is true, or never.</summary>
internal abstract class Node(Clause clause, BoundWindow? window)
{
    public Clause Clause { get; } = clause;

    /// <summary>Where in <see cref="Case.Days"/> the day is that a window of the commonest form hangs on: "after X", perhaps "within" so many days. -1 for no window, -2 for any other.</summary>
    private readonly int form = window is null ? -1 : window.PlainAfter ?? -2;
    private readonly int within = window?.FixedWithin ?? Day.Never;

    /// <summary>The answer within the window around the clause, cut by the clause's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int When(Case c, int lo, int hi)
    {
        if (form >= 0)
        {
            var after = c.Days[form];
            if (after == Day.Never) return Day.Never;
            lo = Math.Max(lo, after);
            hi = Math.Min(hi, unchecked(after + within));
        }
        else if (form == -2) window!.Cut(c, ref lo, ref hi);
        return lo > hi ? Day.Never : Find(c, lo, hi);
    }

    /// <summary>The same of many people at once: writes each answer at <see cref="Question.Who"/>.</summary>
    public void WhenEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        if (window is null && !crowd.SomeEmpty)
        {
            FindEach(crowd, asked, answers);
            return;
        }
        var (cut, _) = crowd.Rent();
        var left = window is null ? BoundWindow.Held(asked, cut) : window.CutEach(crowd, asked, cut);
        foreach (ref readonly var question in asked) answers[question.Who] = Day.Never;
        FindEach(crowd, cut.AsSpan(0, left), answers);
        crowd.Return();
    }

    /// <summary>The answers within windows already cut. A clause that is common makes this a loop of its own.</summary>
    protected virtual void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        foreach (ref readonly var question in asked) answers[question.Who] = Find(crowd.Turn(question.Who, question.Subject), question.Lo, question.Hi);
    }

    /// <summary>Where the day is without which the answer is never, whatever the window around; -1 when there is none.</summary>
    public int Gate => form;

    /// <summary>The answer within a window that is already cut and holds at least one day.</summary>
    protected abstract int Find(Case c, int lo, int hi);

    /// <summary>The positions of the facts behind an answer that came out on a day.</summary>
    public void Because(Case c, int lo, int hi, int day, List<int> facts)
    {
        if (window is not null) window.Cut(c, ref lo, ref hi);
        if (lo <= hi) Behind(c, lo, hi, day, facts);
    }

    protected abstract void Behind(Case c, int lo, int hi, int day, List<int> facts);

    /// <summary>The window the clause is asked in, for its reasons; empty (first after last) when it can never be asked.</summary>
    public (int Lo, int Hi) WindowIn(Case c, int lo, int hi)
    {
        if (window is not null) window.Cut(c, ref lo, ref hi);
        return (lo, hi);
    }

    /// <summary>The clauses inside, for reasons, each with the window around it; empty for a leaf.</summary>
    public virtual IEnumerable<(Node Part, int Lo, int Hi)> Parts(Case c, int lo, int hi) => [];
}

/// <summary>A window whose anchors are bound to where their days are kept.</summary>
internal sealed class BoundWindow(Window window, Scheme scheme, Calendar workingDays)
{
    private readonly BoundAnchor? after = window.After is { } a ? new BoundAnchor(a, scheme, workingDays) : null;
    private readonly BoundAnchor? before = window.Before is { } b ? new BoundAnchor(b, scheme, workingDays) : null;
    private readonly Length? within = window.Within;
    private readonly bool ever = window.Ever;

    /// <summary>The slot of the anchor of a window that only says "after" an anchor that is kept in a case, and perhaps within so many days; null for any other.</summary>
    public int? PlainAfter => before is null && !ever && after is { Slot: >= 0, Plain: true } && (within is null || within.Value.IsFixed) ? after.Slot : null;

    /// <summary>The days of that "within", or null.</summary>
    public int? FixedWithin => within is { IsFixed: true } length ? length.DaysFrom(0) : null;

    private readonly int days = window.Within is { IsFixed: true } length ? length.DaysFrom(0) : -1;

    /// <summary>Cuts the windows of many questions; gives how many still hold a day.</summary>
    public int CutEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<Question> cut)
    {
        if (ever || after is { Plain: false } || before is { Plain: false } || (after is null) == (before is null) || within is { Unit: LengthUnit.WorkingDays }) return CutOneByOne(crowd, asked, cut);
        var slot = (after ?? before)!.Slot;
        if (slot < 0) return CutOneByOne(crowd, asked, cut);
        var kept = crowd.Days;
        var slots = crowd.Slots;
        var months = Months();
        var left = 0;
        foreach (ref readonly var question in asked)
        {
            var anchor = kept[unchecked(question.Who * slots + slot)];
            int lo, hi;
            if (after is null)
            {
                lo = anchor == Day.Never ? Day.Never : months is not null ? months[anchor] : within is { } back ? back.Before(anchor) : 0;
                hi = Math.Min(anchor, Day.Last);
            }
            else
            {
                lo = Math.Max(question.Lo, anchor);
                hi = within is null ? question.Hi : Math.Min(question.Hi, days >= 0 ? unchecked(anchor + days) : months is not null ? months[anchor] : within.Value.After(anchor));
            }
            cut[left] = new Question(question.Who, question.Subject, lo, hi);
            left = unchecked(left + One.If(lo <= hi));
        }
        return left;
    }

    /// <summary>For a length in months or years, the day it reaches from each day: on from the anchor, or back from it.</summary>
    private ushort[]? Months() => within switch
    {
        { Unit: LengthUnit.Months } length => Day.TableOf(before is null ? length.Count : -length.Count),
        { Unit: LengthUnit.Years } length => Day.TableOf(12 * (before is null ? length.Count : -length.Count)),
        _ => null,
    };

    /// <summary>Those whose window holds a day.</summary>
    public static int Held(ReadOnlySpan<Question> asked, Span<Question> cut)
    {
        var left = 0;
        foreach (ref readonly var question in asked) if (question.Lo <= question.Hi) cut[left++] = question;
        return left;
    }

    private int CutOneByOne(Crowd crowd, ReadOnlySpan<Question> asked, Span<Question> cut)
    {
        var left = 0;
        foreach (ref readonly var question in asked)
        {
            var (lo, hi) = (question.Lo, question.Hi);
            Cut(crowd.Turn(question.Who, question.Subject), ref lo, ref hi);
            if (lo <= hi) cut[left++] = question with { Lo = lo, Hi = hi };
        }
        return left;
    }

    /// <summary>Cuts the window; when an anchor never came, nothing of it is left.</summary>
    public void Cut(Case c, ref int lo, ref int hi)
    {
        if (ever)
        {
            lo = 0;
            hi = Day.Last;
            return;
        }
        if (after is null && before is null)
        {
            if (within is { } only) hi = Math.Min(hi, After(only, lo));
            return;
        }
        var first = after is null ? 0 : after.Of(c);
        var last = before is null ? Day.Last : before.Of(c);
        if (first == Day.Never || last == Day.Never)
        {
            (lo, hi) = (1, 0);
            return;
        }
        if (before is null)
        {
            lo = Math.Max(lo, first);
            hi = Math.Min(hi, within is { } length ? After(length, first) : hi);
            return;
        }
        lo = after is null && within is { } back ? back.Unit is LengthUnit.WorkingDays ? workingDays.Minus(last, back.Count) : back.Before(last) : first;
        hi = last;
    }

    private int After(Length length, int day) => length.Unit is LengthUnit.WorkingDays ? workingDays.Plus(day, length.Count) : length.After(day);
}

/// <summary>An anchor bound to where its day is kept.</summary>
internal sealed class BoundAnchor(Anchor anchor, Scheme scheme, Calendar workingDays)
{
    public int Slot { get; } = anchor.Kind switch
    {
        AnchorKind.Referral => 0,
        AnchorKind.Enrolment => 1,
        AnchorKind.Reached => Case.FirstOutcome + scheme.Find(anchor.Name!)!.Number,
        _ => -1,
    };

    public bool Plain { get; } = anchor.Offset is null;

    private readonly int day = anchor.Kind switch { AnchorKind.Date => anchor.Date, AnchorKind.Opens => scheme.Opens, _ => scheme.Closes };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(Case c)
    {
        var at = Slot >= 0 ? c.Days[Slot] : day;
        return Plain ? at : Moved(at);
    }

    private int Moved(int at)
    {
        if (at == Day.Never) return at;
        var offset = anchor.Offset!.Value;
        if (offset.Unit is LengthUnit.WorkingDays) return anchor.Back ? workingDays.Minus(at, offset.Count) : workingDays.Plus(at, offset.Count);
        return anchor.Back ? offset.Before(at) : offset.After(at);
    }
}
