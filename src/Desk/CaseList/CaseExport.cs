using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.CaseList;

/// <summary>A list of cases as a file for a spreadsheet.</summary>
internal static class CaseExport
{
    /// <summary>Cases of one file at most.</summary>
    public const int Most = 20_000;

    private static readonly string[] s_columns = ["Name", "Cases.Number", "Profession", "Authority", "State", "NextDate", "Cases.NextWhat", "Cases.StalledSince", "Cases.LateSince", "Counselling"];

    /// <summary>UTF-8 with a byte order mark and semicolons, as German spreadsheets expect it.</summary>
    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<CaseLine>> all, Words words, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', s_columns.Select(column => Quoted(words[column]))));
        await foreach (var lines in all.WithCancellation(cancellationToken))
        {
            foreach (var line in lines)
                await writer.WriteLineAsync(string.Join(';', CellsOf(line).Select(Quoted)));
            await writer.FlushAsync(cancellationToken);
        }
    }

    public static async Task WriteXlsxAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<CaseLine>> all, Words words, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream(); // the zip is written back and forth
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                Write(writer, s_columns.Select(column => words[column]));
                await foreach (var lines in all.WithCancellation(cancellationToken))
                {
                    foreach (var line in lines)
                        Write(writer, CellsOf(line));
                }
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = words["Cases"] }));
        }
        file.Position = 0;
        await file.CopyToAsync(stream, cancellationToken);
    }

    /// <summary>A text that a spreadsheet would take for a formula is none any more.</summary>
    internal static string Defused(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    private static string Quoted(string text) => '"' + Defused(text).Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string[] CellsOf(CaseLine line) =>
    [
        line.Name, line.CaseId, line.Profession ?? "", line.Authority ?? "", line.State, Day(line.NextOn), line.NextWhat ?? "", Day(line.StalledSince), Day(line.LateSince), line.Counsellor ?? "",
    ];

    private static string Day(DateOnly? day) => day?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) ?? "";

    private static void Write(OpenXmlWriter writer, IEnumerable<string> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(string.Concat(cell.Where(System.Xml.XmlConvert.IsXmlChar)))) });
        writer.WriteEndElement();
    }
}
