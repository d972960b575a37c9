using System.IO.Compression;

namespace IqWorkflows.Casework.Documents;

/// <summary>Kinds of files that a case takes, told by what is in them: a name can say anything.</summary>
/// <param name="MediaType">What browsers are told.</param>
/// <param name="Endings">Endings of names that fit; the first is given to a name that has another.</param>
public sealed record FileKind(string MediaType, IReadOnlyList<string> Endings)
{
    private const string WordText = "word/document.xml";

    public static FileKind Pdf { get; } = new("application/pdf", [".pdf"]);

    public static FileKind Jpeg { get; } = new("image/jpeg", [".jpg", ".jpeg"]);

    public static FileKind Png { get; } = new("image/png", [".png"]);

    public static FileKind Tiff { get; } = new("image/tiff", [".tif", ".tiff"]);

    public static FileKind Word { get; } = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);

    public static IReadOnlyList<FileKind> All { get; } = [Pdf, Jpeg, Png, Tiff, Word];

    /// <returns>Null when it is none of these.</returns>
    public static FileKind? Of(byte[] content) => content.AsSpan() switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Pdf,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Tiff,
        [(byte)'P', (byte)'K', 3, 4, ..] when IsWord(content) => Word,
        _ => null,
    };

    /// <summary>The name with an ending that says what is in it, without the folders of another machine and without signs that mean something to a system.</summary>
    public string NameFor(string given)
    {
        var name = given.Replace('\\', '/');
        name = name[(name.LastIndexOf('/') + 1)..];
        name = string.Concat(name.Where(sign => !char.IsControl(sign) && sign is not (':' or '*' or '?' or '"' or '<' or '>' or '|'))).Trim(' ', '.');
        var ending = Path.GetExtension(name).ToLowerInvariant();
        var stem = Endings.Contains(ending) ? name[..^ending.Length] : name;
        if (!Endings.Contains(ending))
            ending = Endings[0];
        return (stem.Length == 0 ? "Datei" : stem.Length > 150 ? stem[..150] : stem) + ending;
    }

    /// <summary>A text of Word without programs in it. Only the list of its parts is read, nothing is unpacked.</summary>
    private static bool IsWord(byte[] content)
    {
        try
        {
            using var parts = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return parts.GetEntry(WordText) is not null && parts.Entries.All(part => !part.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false; // it begins like an archive and is none
        }
    }
}
