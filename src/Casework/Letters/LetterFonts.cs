using PdfSharp.Fonts;

namespace IqWorkflows.Casework.Letters;

/// <summary>
/// The typeface of letters, from the fonts of the machine: DejaVu Sans knows German, Turkish, Ukrainian and the joined forms of Arabic. Letters carry what they need of
/// it, so they look alike everywhere.
/// </summary>
public sealed class LetterFonts : IFontResolver
{
    private const string Regular = "DejaVuSans.ttf";
    private const string Bold = "DejaVuSans-Bold.ttf";

    private static readonly Lock s_once = new();
    private static LetterFonts? s_used;

    private readonly Dictionary<string, byte[]> _files;

    private LetterFonts(string folder) => _files = new[] { Regular, Bold }.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)));

    /// <summary>Where the fonts are looked for.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    /// <summary>Makes the fonts known to the library that draws, once per process.</summary>
    /// <exception cref="FileNotFoundException">The machine does not have them; the message says what to install.</exception>
    public static void Use()
    {
        lock (s_once)
        {
            if (s_used is not null)
                return;
            var found = Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, Bold, SearchOption.AllDirectories)).FirstOrDefault(file =>
                File.Exists(Path.Combine(Path.GetDirectoryName(file)!, Regular))); // a file has a folder
            if (found is null)
                throw new FileNotFoundException($"Letters need the fonts {Regular} and {Bold}. Install DejaVu (Debian: apt-get install fonts-dejavu-core) and try again.");
            s_used = new LetterFonts(Path.GetDirectoryName(found)!);
            GlobalFontSettings.FontResolver = s_used;
        }
    }

    byte[]? IFontResolver.GetFont(string faceName) => _files.GetValueOrDefault(faceName);

    FontResolverInfo? IFontResolver.ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);
}
