using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// What the people of the town are called, and how to reach them. Given names are ordinary; family names are made up of the sea and the
/// shore, so that nobody is named by chance. Telephone numbers are of the range kept for drama.
/// </summary>
internal static class SaltbyNames
{
    private static readonly string[] Women = ["Maureen", "Sandra", "Donna", "Tracey", "Shelley", "Lorraine", "Julie", "Angela", "Denise", "Carol", "Theresa", "Beverley"];
    private static readonly string[] YoungWomen = ["Gemma", "Leanne", "Hayley", "Chloe", "Jade", "Megan", "Paige", "Kirsty", "Stacey", "Ellie", "Zoe", "Amber"];
    private static readonly string[] Men = ["Terry", "Gary", "Kevin", "Darren", "Wayne", "Colin", "Graham", "Barry", "Dean", "Keith", "Trevor", "Nigel", "Raymond", "Clive", "Martin", "Russell"];
    private static readonly string[] YoungMen = ["Ryan", "Callum", "Jordan", "Connor", "Nathan", "Ashley", "Kieran", "Scott", "Aaron", "Luke", "Tyler", "Jamie", "Lewis", "Reece", "Adam", "Joel"];
    private static readonly string[] Families =
    [
        "Tidewell", "Mastbrook", "Kelpford", "Gullacre", "Brinsea", "Anchorley", "Ropewick", "Sandlark", "Harbrook", "Quaywood", "Lanternby", "Dunwater", "Saltmere", "Ferrydown", "Shinglewell", "Cobbleton",
        "Netherquay", "Pebblewick", "Driftway", "Marlpoint", "Oarsley", "Seabrace", "Thriftwell", "Eelford", "Cranshore", "Heronby", "Ternwick", "Sailby", "Keelham", "Rudderby", "Moorlight", "Wharfwood",
    ];

    /// <summary>Given names of women, of men, and family names, by the background that was recorded.</summary>
    private static readonly Dictionary<string, (string[] Women, string[] Men, string[] Families)> Others = new(StringComparer.Ordinal)
    {
        ["white-irish"] = (["Siobhan", "Bernadette", "Roisin"], ["Declan", "Padraig", "Eamon"], ["O'Strand", "Kilmarran", "MacTidey"]),
        ["other-white"] = (["Agnieszka", "Ana", "Ioana", "Katarzyna"], ["Piotr", "Rui", "Mihai", "Tomasz"], ["Morzewicz", "Pontelar", "Dunarel", "Zatokar", "Ribamares"]),
        ["pakistani"] = (["Shazia"], ["Tariq"], ["Kinarwal"]),
        ["caribbean"] = (["Yvonne"], ["Winston"], ["Baywater"]),
        ["not-said"] = (["Farah", "Grace", "Thuy", "Samira"], ["Abel", "Hassan", "Ravi", "Emeka", "Sunny"], ["Lagunes", "Shorewala", "Amberquay", "Deltan", "Reefson", "Monsun"]),
    };

    private static readonly string[] Streets = ["Ropewalk", "Lower Quay Street", "Mill Lane", "Station Terrace", "Net Loft Row", "Beacon Road", "Customs House Hill", "Dolphin Court"];

    public static void Live(SaltbyTown town)
    {
        town.Part("names");
        // One person who came twice: the second time under another spelling, and a birthday put right from a passport.
        const int first = 57, again = 147;
        var taken = new HashSet<string>(["Steven Harbrook", "Stephen Harbrook", "Lee Quaywood"], StringComparer.Ordinal);
        for (var number = 1; number <= 150; number++)
        {
            var person = SaltbyPeople.Reference(number);
            var (given, family) = number switch { first => ("Stephen", "Harbrook"), again => ("Steven", "Harbrook"), 49 or 133 => ("Lee", "Quaywood"), _ => Name(town, person, taken) };
            var day = town.Arrived(person);
            town.Say("called", person, day, details: $"given={given}|family={family}", recorded: day);
            if (!town.Chance(880) && number is not (first or again)) continue;
            var phone = string.Create(CultureInfo.InvariantCulture, $"07700 900{(number == again ? first : number):000}");
            town.Say("contact-details", person, day, details: $"phone={phone}|address={town.Between(1, 90)} {town.OneOf(Streets)}, Saltby|safe={(town.Chance(90) ? "no" : "yes")}", recorded: day);
        }
        var birth = town.Standing(SaltbyPeople.Reference(again), "birth")[0];
        town.Correct(birth, birth.Draft.Recorded + 19, from: town.Standing(SaltbyPeople.Reference(first), "birth")[0].Draft.From, evidence: "identity-document");
    }

    private static (string Given, string Family) Name(SaltbyTown town, string person, HashSet<string> taken)
    {
        var female = town.Standing(person, "sex")[0].Word("sex") == "female";
        var young = town.Standing(person, "birth")[0].Draft.From >= Day.Of(1985, 1, 1);
        var (women, men, families) = Others.TryGetValue(town.Standing(person, "ethnicity")[0].Word("background"), out var of) ? of : (young ? YoungWomen : Women, young ? YoungMen : Men, Families);
        while (true)
        {
            var (given, family) = (town.OneOf(female ? women : men), town.OneOf(families));
            if (taken.Add($"{given} {family}")) return (given, family);
        }
    }
}
