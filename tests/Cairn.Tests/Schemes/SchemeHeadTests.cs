using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Schemes;

/// <summary>The top of a scheme, and its mistakes.</summary>
public class SchemeHeadTests
{
    private const string Work = "outcomes: { work: { when: { starts: { employment: any } } } }\n";

    [Fact]
    public void What_is_not_said_is_the_common_case()
    {
        var scheme = SideScheme.Read("scheme: test\n" + Work);
        (scheme.Title, scheme.NeedsClaims, scheme.AtCap, scheme.Places, scheme.Cap).ShouldBe(("test", true, AtCap.Rest, null, null));
        scheme = SideScheme.Read("scheme: test\ntitle: A test\nclaims: none\nat-cap: nothing\nplaces: 1,200\nruns: { from: 2026-04-01, to: 2026-04-01 }\n" + Work);
        (scheme.Title, scheme.NeedsClaims, scheme.AtCap, scheme.Places, scheme.Opens).ShouldBe(("A test", false, AtCap.Nothing, 1200, scheme.Closes));
    }

    [Fact]
    public void A_group_that_is_only_named_pays_the_first_of_its_outcomes()
    {
        var scheme = SideScheme.Read("scheme: test\npayers: { council: { title: Council } }\ngroups: { home: difference }\noutcomes:\n  a: { group: job, when: { starts: { employment: any } }, pays: £1 }\n  b: { group: job, when: { starts: { employment: any } }, pays: £2 }\n  c: { group: home, when: { starts: { housing: any } }, pays: £2 }\n");
        scheme.Groups.ShouldBe([new Alternatives("home", true), new Alternatives("job", false)]);
    }

    [Fact]
    public void Every_assumption_is_found_with_what_it_is_about()
    {
        var scheme = SideScheme.Read("""
            scheme: test
            assumptions: [ours, theirs]
            runs: { from: 2026-04-01, to: 2027-03-31 }
            payers: { council: { cap: £5, assumption: a cap } }
            milestones: { home: { when: { any: [ { starts: { housing: any }, assumption: any home }, { happens: { offence: any } } ] }, assumption: a step } }
            outcomes: { work: { when: { starts: { employment: any } }, pays: { 2026-04-01: { price: £1, because: agreed } }, assumption: a price } }
            """);
        scheme.Assumptions.ShouldBe([("scheme", "ours"), ("scheme", "theirs"), ("payers", "a cap"), ("home", "any home"), ("home", "a step"), ("work", "a price")]);
        SideScheme.Read("scheme: test\nassumptions: all of it\n" + Work).Assumptions.ShouldBe([("scheme", "all of it")]);
    }

    [Theory]
    [InlineData("tables: { wage: { soon: £1 } }\n" + Work, "2:19: 'soon' is not the date from which a value holds.")]
    [InlineData("tables: { wage: { 2026-01-01: 1.50 } }\n" + Work, "2:31: '1.50' is neither an amount nor a whole number.")]
    [InlineData("tables: { wage: { 2026-01-01: £1.505 } }\n" + Work, "2:31: '£1.505' is neither an amount nor a whole number.")]
    [InlineData("places: 0\n" + Work, "2:9: '0' should be a whole number above 0.")]
    [InlineData("runs: { from: 2026-04-02, to: 2026-04-01 }\n" + Work, "2:31: The scheme closes before it opens")]
    [InlineData("lots: { places: 2 }\n" + Work, "2:7: 'lots:' needs 'by:', a code or name that the referral has.")]
    [InlineData("lots: { by: nothing }\n" + Work, "2:13: 'lots:' needs 'by:', a code or name that the referral has.")]
    [InlineData("referral: { training: any }\n" + Work, "2:11: 'training' is about a member, and the scheme about a person; 'referral:' needs a kind about a person.")]
    [InlineData("about: member\n" + Work, "1:1: Say with 'referral:' which fact brings a member into the scheme")]
    [InlineData("about: member\nmilestones: { work: { when: { starts: { employment: any } } } }\n", "1:1: Say with 'referral:'")]
    [InlineData("about: member\neligible: { employment: any }\n", "1:1: Say with 'referral:'")]
    [InlineData("plaecs: 2\n" + Work, "2:1: 'plaecs' is not known here. Did you mean 'places'?")]
    public void A_mistake_is_named_where_it_stands(string text, string says) =>
        SideScheme.Mistake("scheme: test\n" + text).ShouldStartWith("test.yaml:" + says);
}
