using IqWorkflows.Cases.Mail;
using PdfSharp.Drawing;

namespace IqWorkflows.Casework.Letters;

/// <summary>A word with its typeface; a space follows it unless it is the last of its line.</summary>
internal sealed record LetterWord(string Text, XFont Font);

/// <summary>Breaks text into lines and draws them, from left to right or from right to left.</summary>
internal sealed class LetterLines(XGraphics measure, LetterTypes types)
{
    private readonly Dictionary<(string, XFont), double> _widths = [];

    /// <summary>The words of some runs; an empty list is a line break.</summary>
    public static List<List<LetterWord>> Words(IEnumerable<MailRun> runs, LetterTypes types, bool isRightToLeft)
    {
        List<List<LetterWord>> lines = [[]];
        var isOpen = false; // whether the next letters belong to the word before
        foreach (var run in runs)
        {
            var font = run.IsBold ? types.Bold : types.Regular;
            foreach (var (line, number) in run.Text.Split('\n').Select((line, number) => (line, number)))
            {
                if (number > 0)
                {
                    lines.Add([]);
                    isOpen = false;
                }
                var pieces = line.Split(' ');
                for (var i = 0; i < pieces.Length; i++)
                {
                    var text = isRightToLeft ? ArabicLetters.Joined(pieces[i]) : pieces[i];
                    if (i > 0)
                        isOpen = false;
                    if (text.Length == 0)
                        continue;
                    if (isOpen && lines[^1] is [.., var last] && last.Font == font)
                        lines[^1][^1] = last with { Text = last.Text + text };
                    else if (isOpen && lines[^1] is [.., var other])
                        lines[^1][^1] = other with { Text = other.Text + text }; // a full stop behind a bold word
                    else
                        lines[^1].Add(new LetterWord(text, font));
                    isOpen = true;
                }
            }
        }
        return lines;
    }

    /// <summary>Lines of words that fit into a width; a word that is too long stands alone.</summary>
    public IEnumerable<List<LetterWord>> Broken(IEnumerable<List<LetterWord>> lines, double width)
    {
        var space = Width(" ", types.Regular);
        foreach (var words in lines)
        {
            var line = new List<LetterWord>();
            var used = 0.0;
            foreach (var word in words)
            {
                var wide = Width(word.Text, word.Font);
                if (line.Count > 0 && used + space + wide > width)
                {
                    yield return line;
                    line = [];
                    used = 0;
                }
                used += (line.Count > 0 ? space : 0) + wide;
                line.Add(word);
            }
            if (line.Count > 0)
                yield return line;
        }
    }

    public void Draw(XGraphics page, IReadOnlyList<LetterWord> line, double left, double right, double baseline, bool isRightToLeft)
    {
        var pieces = isRightToLeft ? Seen(line) : line.Select((word, i) => new LetterWord(i + 1 < line.Count ? word.Text + " " : word.Text, word.Font)).ToList();
        var x = isRightToLeft ? right - pieces.Sum(piece => Width(piece.Text, piece.Font)) : left;
        foreach (var piece in pieces)
        {
            page.DrawString(piece.Text, piece.Font, XBrushes.Black, x, baseline);
            x += Width(piece.Text, piece.Font);
        }
    }

    public double Width(string text, XFont font)
    {
        if (!_widths.TryGetValue((text, font), out var width))
            _widths[(text, font)] = width = measure.MeasureString(text, font).Width;
        return width;
    }

    /// <summary>The line as it is seen, in pieces of one typeface.</summary>
    private static List<LetterWord> Seen(IReadOnlyList<LetterWord> line)
    {
        var text = string.Join(' ', line.Select(word => word.Text));
        var fonts = line.SelectMany((word, i) => Enumerable.Repeat(word.Font, word.Text.Length + (i + 1 < line.Count ? 1 : 0))).ToList();
        var pieces = new List<LetterWord>();
        foreach (var (at, sign) in ArabicLetters.Seen(text))
        {
            if (pieces is [.., var last] && last.Font == fonts[at])
                pieces[^1] = last with { Text = last.Text + sign };
            else
                pieces.Add(new LetterWord(sign.ToString(), fonts[at]));
        }
        return pieces;
    }
}

/// <summary>The typefaces of a letter. Sizes are in millimetres, as everything on the page is.</summary>
internal sealed record LetterTypes(XFont Regular, XFont Bold, XFont Small)
{
    private const double Point = 25.4 / 72;

    /// <param name="isArabic">
    /// Then the file carries the whole fonts, some 700 KB: letters with hamza and dots are put together of parts of parts, and the library's own choice of what is needed
    /// leaves the inner ones out.
    /// </param>
    public static LetterTypes For(bool isArabic)
    {
        var options = new XPdfFontOptions(
            PdfSharp.Pdf.PdfFontEncoding.Unicode, isArabic ? PdfSharp.Pdf.PdfFontEmbedding.EmbedCompleteFontFile : PdfSharp.Pdf.PdfFontEmbedding.TryComputeSubset);
        return new LetterTypes(
            new XFont("letter", 10.5 * Point, XFontStyleEx.Regular, options), new XFont("letter", 10.5 * Point, XFontStyleEx.Bold, options), new XFont("letter", 7 * Point, XFontStyleEx.Regular, options));
    }
}
