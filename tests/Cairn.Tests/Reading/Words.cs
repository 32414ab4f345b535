using System.Text;
using Cairn.Record;

namespace Cairn.Tests.Reading;

/// <summary>A small vocabulary with one detail of every type, for tests of what is read and written in it.</summary>
public static class Words
{
    public static readonly Vocabulary Few = Vocabulary("""
        vocabulary: 1
        roles: [person, key-worker]
        evidence: { payslip: Payslip, own-statement: Own statement }
        lists:
          settings: { codes: { residential: Residential, community: Community } }
          needs: { codes: { old: { title: Old, until: 2022-03-31 }, new: { title: New, from: 2022-04-01 } } }
        kinds:
          referral: { details: { reason: words } }
          treatment: { is: spell, details: { setting: { list: settings, required: yes }, planned-days: { number: days, max: 1000 } } }
          employment: { is: spell, details: { hours: { number: hours a week, decimals: 1, max: 168 }, employer: name, pay: money, signed: date } }
          housing-need: { details: { need: { list: needs } } }
          dispute: { details: { fact: name } }
          protocol: { about: partner, is: spell }
          reading: { about: place, details: { value: { number: units, decimals: 2, min: -100, max: 1000000 } } }
        """);

    private static Vocabulary Vocabulary(string text)
    {
        var mistakes = new Mistakes();
        var vocabulary = VocabularyFile.Read("few.yaml", text, mistakes);
        mistakes.Found.ShouldBeEmpty();
        return vocabulary!;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Reads a file that must be right.</summary>
    public static Facts Read(string csv)
    {
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("f.csv", Bytes(csv), Few, mistakes);
        mistakes.Found.ShouldBeEmpty();
        return facts!;
    }

    /// <summary>Reads a file that must be wrong and gives what is said of it, a line a mistake.</summary>
    public static string[] Wrong(byte[] csv)
    {
        var mistakes = new Mistakes();
        FactsCsv.Read("f.csv", csv, Few, mistakes).ShouldBeNull();
        mistakes.Found.ShouldNotBeEmpty();
        return [.. mistakes.Found.Select(m => m.ToString())];
    }

    public static string[] Wrong(string csv) => Wrong(Bytes(csv));
}
