using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using IqWorkflows.Casework.Takeover;

namespace IqWorkflows.Desk.Takeover;

/// <summary>Reads the first sheet of an XLSX file. Nothing in it is computed: of a formula the value that the spreadsheet kept counts. What would unpack to more than a caseload can be is not unpacked.</summary>
internal static class SpreadsheetReading
{
    private const long LargestUnpacked = 20L * 1024 * 1024; // the texts are held in memory, several times their size
    private const int MostParts = 300;
    private const long MostCells = (long)(Takeovers.MostLines + 1) * Takeovers.MostColumns;

    /// <summary>Formats of numbers that are days, as the format says by itself (ECMA-376, 18.8.30).</summary>
    private static readonly HashSet<uint> s_days = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];

    public static SheetAnswer Read(string fileName, byte[] content)
    {
        try
        {
            if (Against(content) is { } problem)
                return new SheetAnswer(null, problem);
            using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
            var workbook = document.WorkbookPart;
            if (workbook?.Workbook.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value is not { } first || workbook.GetPartById(first) is not WorksheetPart sheet)
                return new SheetAnswer(null, "Takeover.File.none");
            var rows = Rows(sheet, Shared(workbook), DayStyles(workbook));
            return rows is null ? new SheetAnswer(null, "Takeover.File.lines") : SheetReading.Of(fileName, rows);
        }
        catch (Exception exception) when (exception is InvalidDataException or OpenXmlPackageException or FileFormatException or XmlException or FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            return new SheetAnswer(null, "Takeover.File.broken"); // it begins like a spreadsheet and is none
        }
    }

    /// <summary>Unpacks every part once, counting and keeping nothing: what an archive says of its sizes need not be true.</summary>
    private static string? Against(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostParts || archive.Entries.Sum(part => Math.Max(0, part.Length)) > LargestUnpacked)
            return "Takeover.File.large";
        if (archive.Entries.Any(part => part.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return "Takeover.File.macros";
        var (buffer, all) = (new byte[81920], 0L);
        foreach (var part in archive.Entries)
        {
            using var stream = part.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if ((all += read) > LargestUnpacked)
                    return "Takeover.File.large";
            }
        }
        return null;
    }

    private static List<IReadOnlyList<string>>? Rows(WorksheetPart sheet, IReadOnlyList<string> shared, IReadOnlySet<uint> dayStyles)
    {
        var rows = new List<IReadOnlyList<string>>();
        var cells = 0L;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement || reader.LoadCurrentElement() is not Row row)
                continue;
            // Rows that are empty are not written; the number of a row says how many were.
            for (var number = row.RowIndex?.Value ?? (uint)rows.Count + 1; rows.Count + 1 < number;)
            {
                rows.Add([]);
                if (rows.Count > Takeovers.MostLines * 2)
                    return null;
            }
            var texts = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = ColumnOf(cell.CellReference?.Value) ?? texts.Count;
                if (++cells > MostCells || column > Takeovers.MostColumns)
                    return null;
                while (texts.Count < column)
                    texts.Add("");
                texts.Add(TextOf(cell, shared, dayStyles));
            }
            rows.Add(texts);
            if (rows.Count > Takeovers.MostLines * 2)
                return null;
        }
        return rows;
    }

    private static string TextOf(Cell cell, IReadOnlyList<string> shared, IReadOnlySet<uint> dayStyles)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "";
        if (cell.DataType?.Value == CellValues.InlineString)
            return cell.InlineString?.InnerText ?? "";
        if (cell.DataType?.Value == CellValues.Boolean)
            return value == "1" ? "ja" : "nein";
        if (cell.DataType is null && cell.StyleIndex?.Value is { } style && dayStyles.Contains(style)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 2958466)
            return DateTime.FromOADate(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return value;
    }

    private static List<string> Shared(WorkbookPart workbook) => [.. workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText) ?? []];

    /// <summary>Styles with which a number is shown as a day.</summary>
    private static HashSet<uint> DayStyles(WorkbookPart workbook)
    {
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(format => IsDay(format.FormatCode?.Value ?? "")).Select(format => format.NumberFormatId?.Value ?? 0).ToHashSet() ?? [];
        return [.. sheet?.CellFormats?.Elements<CellFormat>().Select((format, i) => (Format: format.NumberFormatId?.Value ?? 0, Index: (uint)i)).Where(style => s_days.Contains(style.Format) || own.Contains(style.Format)).Select(style => style.Index) ?? []];
    }

    private static bool IsDay(string code) => code.Contains("yy", StringComparison.OrdinalIgnoreCase) || code.Contains("jj", StringComparison.OrdinalIgnoreCase) || (code.Contains('d', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase));

    /// <summary><c>C7</c> is in column 2.</summary>
    private static int? ColumnOf(string? reference)
    {
        var letters = reference?.TakeWhile(char.IsAsciiLetterUpper).ToList();
        if (letters is not { Count: > 0 and <= 3 })
            return null;
        return letters.Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1;
    }
}
