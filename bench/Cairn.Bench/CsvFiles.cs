using System.Globalization;
using System.Text;

namespace Cairn.Bench;

/// <summary>The same facts as files: as Cairn reads them, words and all, and as bare codes for loading a database before its clock starts.</summary>
public static class CsvFiles
{
    private const string Header = "person,fact,from,to,recorded,id,retracts,lot,type,setting,reason,contract,alcohol-days\n";

    private static readonly byte[][] Dates = [.. Enumerable.Range(0, Day.Never).Select(day => Ascii(Day.Date(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))];

    /// <summary>For each kind and code the detail columns, from lot to contract, commas included.</summary>
    private static readonly byte[][][] Details =
    [
        [.. Enumerable.Range(0, Question.Lots + 1).Select(lot => Ascii($"lot-{lot:000},,,,,"))],
        [.. Code.Housing.Select(type => Ascii($",{type},,,,"))],
        None, None,
        [.. Code.Setting.Select(setting => Ascii($",,{setting},"))],
        [.. Code.Contract.Select(contract => Ascii($",,,,{contract},"))],
        None, None,
    ];

    private static readonly byte[][] Kinds = [.. Kind.Names.Select(Ascii)], Reasons = [.. Code.Reason.Select(reason => Ascii(reason + ",,"))];

    private static byte[][] None => [.. Enumerable.Range(0, 10).Select(_ => Ascii(",,,,,"))];

    public static void Write(Facts facts, string path)
    {
        using var file = new Writer(path);
        file.Put(Encoding.ASCII.GetBytes(Header));
        for (var i = 0; i < facts.Count; i++)
        {
            int kind = facts.Kind[i], code = facts.Code[i];
            file.Put('p').Number(facts.Person[i], 7).Put(',').Put(Kinds[kind]).Put(',');
            Spell(file, facts, i);
            file.Number(i).Put(',').Id(facts.Retracts[i]).Put(',').Put(Details[kind][code]);
            if (kind == Kind.Treatment) file.Put(Reasons[facts.Value[i]]);
            if (kind == Kind.Review) file.Number(facts.Value[i]);
            file.Put('\n');
        }
    }

    /// <summary>id, person, kind, code, from, to, recorded, retracts, value; no header.</summary>
    public static void WriteCodes(Facts facts, string path)
    {
        using var file = new Writer(path);
        for (var i = 0; i < facts.Count; i++)
        {
            file.Number(i).Put(',').Number(facts.Person[i]).Put(',').Number(facts.Kind[i]).Put(',').Number(facts.Code[i]).Put(',');
            Spell(file, facts, i);
            file.Id(facts.Retracts[i]).Put(',').Number(facts.Value[i]).Put('\n');
        }
    }

    private static void Spell(Writer file, Facts facts, int i)
    {
        file.Put(Dates[facts.From[i]]).Put(',');
        if (facts.To[i] != Day.Never) file.Put(Dates[facts.To[i]]);
        file.Put(',').Put(Dates[facts.Recorded[i]]).Put(',');
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private sealed class Writer(string path) : IDisposable
    {
        private readonly FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        private readonly byte[] buffer = new byte[1 << 20];
        private int used;

        public Writer Put(char ascii)
        {
            buffer[used++] = (byte)ascii;
            return this;
        }

        public Writer Put(byte[] text)
        {
            if (used > buffer.Length - 256) Flush();
            text.CopyTo(buffer, used);
            used += text.Length;
            return this;
        }

        public Writer Number(int number, int width = 1)
        {
            if (used > buffer.Length - 256) Flush();
            number.TryFormat(buffer.AsSpan(used), out var length, width == 1 ? default : "D" + width, CultureInfo.InvariantCulture);
            used += length;
            return this;
        }

        public Writer Id(int id) => id < 0 ? this : Number(id);

        private void Flush()
        {
            file.Write(buffer, 0, used);
            used = 0;
        }

        public void Dispose()
        {
            Flush();
            file.Dispose();
        }
    }
}
