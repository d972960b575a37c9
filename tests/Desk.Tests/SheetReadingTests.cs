using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Desk.Takeover;

namespace IqWorkflows.Desk.Tests;

public sealed class SheetReadingTests
{
    [Theory]
    [InlineData("Name;Ort\nMüller;Köln\n")]
    [InlineData("Name,Ort\r\nMüller,Köln\r\n")]
    [InlineData("Name\tOrt\nMüller\tKöln")]
    [InlineData("sep=;\nName;Ort\nMüller;Köln\n")]
    [InlineData("\uFEFF\"Name\";\"Ort\"\n\"Müller\";\"Köln\"\n")]
    public void Separators_are_found_by_themselves(string text)
    {
        var sheet = SheetReading.Read("f.csv", Encoding.UTF8.GetBytes(text)).Sheet!;

        Assert.Equal(["Name", "Ort"], sheet.Headings);
        Assert.Equal(["Müller", "Köln"], Assert.Single(sheet.Lines).Cells);
    }

    [Fact]
    public void Windows_1252_is_read_when_it_is_no_utf8()
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Name;Preis\nMüller – Söhne;5 €\n");

        Assert.Equal(["Müller – Söhne", "5 €"], SheetReading.Read("f.csv", content).Sheet!.Lines[0].Cells);
    }

    [Fact]
    public void Quotes_hold_separators_line_ends_and_quotes_and_rows_keep_their_numbers()
    {
        var sheet = SheetReading.Read("C:\\Daten\\f.csv", Encoding.UTF8.GetBytes("Name;Notiz\n\nA;\"x;y\n\"\"z\"\"\"\n;\nB;=1+1\n")).Sheet!;

        Assert.Equal("f.csv", sheet.FileName);
        Assert.Equal([3, 5], sheet.Lines.Select(line => line.Number));
        Assert.Equal("x;y\n\"z\"", sheet.Lines[0].Cells[1]);
        Assert.Equal("=1+1", sheet.Lines[1].Cells[1]); // a text like any other
    }

    [Fact]
    public void Of_a_spreadsheet_days_shared_texts_and_kept_values_of_formulas_are_read()
    {
        var sheet = SheetReading.Read("f.xlsx", Spreadsheet(new Row(
            new Cell { CellReference = "A2", DataType = CellValues.InlineString, InlineString = new InlineString(new Text("Müller")) },
            new Cell { CellReference = "C2", StyleIndex = 1, CellValue = new CellValue("46083") },
            new Cell { CellReference = "D2", CellFormula = new CellFormula("1+1"), CellValue = new CellValue("2") })
        { RowIndex = 2 })).Sheet!;

        Assert.Equal(["Müller", "", "2026-03-02", "2"], Assert.Single(sheet.Lines).Cells);
    }

    [Fact]
    public void What_would_unpack_to_very_much_is_not_unpacked()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var bomb = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 70; i++)
                bomb.Write(zeros);
        }

        Assert.Equal("Takeover.File.large", SheetReading.Read("f.xlsx", file.ToArray()).Problem);
    }

    [Fact]
    public void A_row_number_beyond_all_rows_fills_no_memory() =>
        Assert.Equal("Takeover.File.lines", SheetReading.Read("f.xlsx", Spreadsheet(new Row(new Cell { CellValue = new CellValue("1") }) { RowIndex = 1_000_000 })).Problem);

    [Fact]
    public void Too_many_rows_columns_and_letters_are_refused()
    {
        Assert.Equal("Takeover.File.lines", Problem("Name\n" + string.Concat(Enumerable.Repeat("x\n", Takeovers.MostLines + 1))));
        Assert.Equal("Takeover.File.columns", Problem(new string(';', Takeovers.MostColumns) + "x\ny\n"));
        Assert.Equal("Takeover.File.cell", Problem("Name\n" + new string('x', Takeovers.LongestCell + 1)));
        Assert.Equal("Takeover.File.large", SheetReading.Read("f.csv", new byte[SheetReading.Largest + 1]).Problem);
    }

    private static string? Problem(string text) => SheetReading.Read("f.csv", Encoding.UTF8.GetBytes(text)).Problem;

    /// <summary>Headings A to D and one more row; style 1 is a day.</summary>
    private static byte[] Spreadsheet(Row row)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(new SharedStringItem(new Text("Name")));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
            var sheet = workbook.AddNewPart<WorksheetPart>();
            var headings = new Row(
                new Cell { CellReference = "A1", DataType = CellValues.SharedString, CellValue = new CellValue("0") },
                new Cell { CellReference = "B1", DataType = CellValues.InlineString, InlineString = new InlineString(new Text("Leer")) },
                new Cell { CellReference = "C1", DataType = CellValues.InlineString, InlineString = new InlineString(new Text("Tag")) },
                new Cell { CellReference = "D1", DataType = CellValues.InlineString, InlineString = new InlineString(new Text("Summe")) })
            { RowIndex = 1 };
            sheet.Worksheet = new Worksheet(new SheetData(headings, row));
            workbook.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "Fälle" }));
        }
        return file.ToArray();
    }
}
