using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Help;

/// <summary>Questions that people ask, with answers in a sentence or two; other ones for those who have a plan than for members.</summary>
public sealed class IndexModel : CairnPage
{
    private static readonly (string, string)[] ForPeople =
    [
        ("Who can see my record?", "My information shows everyone who can, what they see and why, and everyone who looked."),
        ("Something is wrong. What can I do?", "Open the entry and choose \"I disagree with this\". Your words stand beside it. You can also make a complaint in My information. You get an answer."),
        ("Can I have all that you know of me?", "Yes. Open My information and choose \"Get all my data\"."),
        ("What is an \"earliest\" day?", "It is the first day on which a step can be done if all goes well from now on. It moves when things change. Nobody is late because of it."),
        ("I had a lapse. Do I lose my place?", "No. A lapse is not an end. Talk to your worker, who can help."),
        ("How do I leave this page fast?", "Choose \"Leave this site\" at the top. It signs you out and shows the weather."),
    ];

    private static readonly (string, string)[] ForMembers =
    [
        ("Why can I not find someone?", "You see only people with whom you have a tie, such as a referral to your service. Cairn does not say whether others are in it."),
        ("I recorded something wrong.", "Open the fact and choose \"Put it right\". What you wrote before stays to be seen, and what follows from it is worked out anew."),
        ("Why is a result not paid?", "Open the person and the result. Each clause says yes or not yet, with the facts behind it and what is missing."),
        ("Who sees that I looked?", "The person does: each page you open of somebody is written down before you see it."),
        ("Which evidence is needed?", "The result's page lists it. One of the kinds named is enough unless it says otherwise."),
        ("Is there a guide?", "Yes, with a page for each role and pictures. It comes with Cairn, in docs/guide; ask your administrator for yours."),
    ];

    public IReadOnlyList<(string Question, string Answer)> Answers => Viewer.IsPerson ? ForPeople : ForMembers;
}
