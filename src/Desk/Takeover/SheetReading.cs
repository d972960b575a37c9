using System.Text;
using IqWorkflows.Casework.Takeover;

namespace IqWorkflows.Desk.Takeover;

/// <summary>What came of reading a file. Exactly one of the two.</summary>
/// <param name="Sheet">Null: it cannot be read.</param>
/// <param name="Problem">Key of why not.</param>
internal sealed record SheetAnswer(Sheet? Sheet, string? Problem);

/// <summary>Reads the file of a caseload, whatever a spreadsheet made of it: CSV in UTF-8 or Windows-1252 with semicolons, commas or tabs, or XLSX.</summary>
internal static class SheetReading
{
    /// <summary>Bytes of a file at most.</summary>
    public const int Largest = 5 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SheetAnswer Read(string fileName, byte[] content)
    {
        if (content.Length == 0)
            return new SheetAnswer(null, "Takeover.File.empty");
        if (content.Length > Largest)
            return new SheetAnswer(null, "Takeover.File.large");
        return content is [(byte)'P', (byte)'K', 3, 4, ..] ? SpreadsheetReading.Read(fileName, content)
            : content.AsSpan().IndexOf((byte)0) >= 0 ? new SheetAnswer(null, "Takeover.File.kind")
            : Of(fileName, CsvText.Read(TextOf(content)));
    }

    /// <summary>The rows as a sheet; empty ones are left out.</summary>
    public static SheetAnswer Of(string fileName, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>? headings = null;
        var lines = new List<SheetLine>();
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            if (row.All(cell => cell.Trim().Length == 0))
                continue;
            if (row.Count > Takeovers.MostColumns)
                return new SheetAnswer(null, "Takeover.File.columns");
            if (row.Any(cell => cell.Length > Takeovers.LongestCell))
                return new SheetAnswer(null, "Takeover.File.cell");
            if (headings is null)
                headings = [.. row.Select(cell => cell.Trim())];
            else if (lines.Count == Takeovers.MostLines)
                return new SheetAnswer(null, "Takeover.File.lines");
            else
                lines.Add(new SheetLine(number, row));
        }
        return headings is null || lines.Count == 0 ? new SheetAnswer(null, "Takeover.File.none") : new SheetAnswer(new Sheet(NameOf(fileName), headings, lines), null);
    }

    /// <summary>UTF-8 if it is that; otherwise what German spreadsheets write when nobody tells them.</summary>
    private static string TextOf(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        try
        {
            return s_strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content); // the provider knows it
        }
    }

    private static string NameOf(string fileName)
    {
        var name = string.Concat(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(sign => !char.IsControl(sign)));
        return name.Length == 0 ? "–" : name.Length > 100 ? name[..100] : name;
    }
}
