using IqWorkflows.Cases.Mail;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Structure;
using PdfSharp.UniversalAccessibility;

namespace IqWorkflows.Casework.Letters;

/// <summary>What is printed.</summary>
/// <param name="Sender">One line above the address, seen through the window of the envelope.</param>
/// <param name="Address">Lines of the address.</param>
/// <param name="Facts">Lines beside it: whom to call, number, day.</param>
/// <param name="Parts">One for each language; each begins a page.</param>
public sealed record Letter(string Sender, IReadOnlyList<string> Address, IReadOnlyList<string> Facts, IReadOnlyList<MailPart> Parts);

/// <summary>
/// Draws a letter as PDF: A4, address where DIN 5008 (form B) puts the window, all letters embedded, structure and language marked for screen readers.
/// </summary>
public sealed class LetterPdf(MailTexts texts)
{
    private const double LeftEdge = 25;
    private const double RightEdge = 190;
    private const double BottomEdge = 272;
    private const double LineHeight = 5.2;

    /// <returns>The file.</returns>
    /// <exception cref="FileNotFoundException">The fonts are not installed.</exception>
    public byte[] Draw(Letter letter)
    {
        LetterFonts.Use();
        using var document = new PdfDocument();
        document.Info.Title = letter.Parts[0].Subject;
        var accessible = UAManager.ForDocument(document);
        accessible.SetDocumentLanguage(letter.Parts[0].Language);
        var drawing = new Drawing(document, accessible.StructureBuilder, texts, LetterTypes.For(letter.Parts.Any(part => texts.Language(part.Language).IsRightToLeft)));
        foreach (var (part, number) in letter.Parts.Select((part, number) => (part, number)))
        {
            drawing.NewPage();
            if (number == 0)
                drawing.Head(letter);
            drawing.Part(part);
        }
        drawing.Close();
        using var file = new MemoryStream();
        document.Save(file);
        return file.ToArray();
    }

    private sealed class Drawing(PdfDocument document, StructureBuilder structure, MailTexts texts, LetterTypes types)
    {
        private LetterLines? _lines;
        private XGraphics? _page;
        private double _y;

        public void NewPage()
        {
            _page?.Dispose();
            var page = document.AddPage();
            page.Size = PdfSharp.PageSize.A4;
            _page = XGraphics.FromPdfPage(page, XGraphicsUnit.Millimeter);
            _lines = new LetterLines(_page, types);
            _y = 25;
        }

        public void Close() => _page?.Dispose();

        public void Head(Letter letter)
        {
            structure.BeginElement(PdfBlockLevelElementTag.Paragraph);
            Put(letter.Sender, types.Small, LeftEdge, 48);
            structure.End();
            structure.BeginElement(PdfBlockLevelElementTag.Paragraph);
            for (var i = 0; i < letter.Address.Count; i++)
                Put(letter.Address[i], types.Regular, LeftEdge, 66 + (i * LineHeight));
            structure.End();
            structure.BeginElement(PdfBlockLevelElementTag.Paragraph);
            for (var i = 0; i < letter.Facts.Count; i++)
                Put(letter.Facts[i], types.Regular, 125, 55 + (i * LineHeight));
            structure.End();
            _y = 103;
        }

        public void Part(MailPart part)
        {
            var isRightToLeft = texts.Language(part.Language).IsRightToLeft;
            Write(PdfBlockLevelElementTag.Heading1, [new MailRun(part.Subject, true)], isRightToLeft);
            _y += LineHeight * 0.6;
            foreach (var block in MailBlocks.Of(part.Markdown))
            {
                switch (block)
                {
                    case MailBlock.Heading heading:
                        Write(PdfBlockLevelElementTag.Heading2, [.. heading.Runs.Select(run => run with { IsBold = true })], isRightToLeft);
                        break;
                    case MailBlock.Paragraph paragraph:
                        Write(PdfBlockLevelElementTag.Paragraph, paragraph.Runs, isRightToLeft);
                        break;
                    case MailBlock.Listing list:
                        for (var i = 0; i < list.Items.Count; i++)
                            Write(PdfBlockLevelElementTag.ListItem, list.Items[i], isRightToLeft, list.IsNumbered ? $"{i + 1}." : "•");
                        _y += LineHeight * 0.6;
                        break;
                }
            }
        }

        /// <summary>A block stays on one page: what is marked for screen readers must not cross from one to the next.</summary>
        private void Write(PdfBlockLevelElementTag tag, IReadOnlyList<MailRun> runs, bool isRightToLeft, string? mark = null)
        {
            var indent = mark is null ? 0 : 6;
            var (left, right) = isRightToLeft ? (LeftEdge, RightEdge - indent) : (LeftEdge + indent, RightEdge);
            var lines = _lines!.Broken(LetterLines.Words(runs, types, isRightToLeft), right - left).ToList(); // a page was begun
            if (_y + ((lines.Count - 1) * LineHeight) > BottomEdge)
                NewPage();
            structure.BeginElement(tag);
            if (mark is not null)
                Put(mark, types.Regular, isRightToLeft ? right + 2 : LeftEdge, _y);
            foreach (var line in lines)
            {
                _lines.Draw(_page!, line, left, right, _y, isRightToLeft);
                _y += LineHeight;
            }
            structure.End();
            if (mark is null)
                _y += LineHeight * 0.6;
        }

        private void Put(string text, XFont font, double x, double y) => _page!.DrawString(text, font, XBrushes.Black, x, y);
    }
}
