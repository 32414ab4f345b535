using System.Security.Cryptography;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>Puts the access table that came with the program, or that an administrator has edited, in force when its words are new.</summary>
internal static class PutInForce
{
    /// <summary>Throws when the file is not there or wrong: without a table nobody may see anything.</summary>
    public static void AccessTable(DataFolder folder, Settings settings)
    {
        var file = Path.Combine(settings.SchemesFolder ?? throw new StoreException(Trouble.Vocabulary, "There is no folder of schemes with an access.yaml in it; name it with --schemes."), "access.yaml");
        var text = File.ReadAllText(file);
        if (folder.Read(s => s.Scheme(Partnership.Policy)?.Text) == text) return;
        var mistakes = new Mistakes();
        if (AccessFile.Read(file, text, settings.Vocabulary, mistakes) is null) throw new StoreException(Trouble.Vocabulary, string.Join('\n', mistakes.Found));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        folder.Do(new Command($"access:{Guid.NewGuid():n}", "access", "cairn serve", "administrator", hash), (_, _) => Decision.Append(hash) with { Schemes = [new SchemeText(Partnership.Policy, text)] }).GetAwaiter().GetResult();
    }
}
