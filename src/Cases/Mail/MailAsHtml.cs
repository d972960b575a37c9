using System.Globalization;
using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>The message as HTML that mail programs show alike: no style sheet, no picture, nothing to load; readable at any width, with language and direction for screen readers.</summary>
internal static class MailAsHtml
{
    private const string BodyStyle = "margin:0;padding:16px;background:#ffffff;color:#1a1a1a;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5";
    private const string PartStyle = "max-width:640px;margin:0 auto";
    private const string Space = "margin:0 0 16px 0";

    public static string Of(string subject, IReadOnlyList<MailPart> parts, MailTexts texts)
    {
        var first = texts.Language(parts[0].Language);
        var html = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{first.Tag}\" dir=\"{first.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Encoded(subject)}</title>\n</head>\n<body style=\"{BodyStyle}\">\n");
        for (var i = 0; i < parts.Count; i++)
        {
            var language = texts.Language(parts[i].Language);
            if (i > 0)
                html.Append("<hr style=\"max-width:640px;margin:24px auto;border:0;border-top:1px solid #767676\">\n");
            html.Append(CultureInfo.InvariantCulture, $"<div lang=\"{language.Tag}\" dir=\"{language.Direction}\" style=\"{PartStyle};text-align:{(language.IsRightToLeft ? "right" : "left")}\">\n");
            if (i == 0 && parts.Count > 1 && language.GermanBelow.Length > 0)
                html.Append(CultureInfo.InvariantCulture, $"<p style=\"{Space};color:#595959\">{Encoded(language.GermanBelow)}</p>\n");
            foreach (var block in MailBlocks.Of(parts[i].Markdown))
                Write(html, block, language);
            html.Append("</div>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, MailBlock block, MailLanguage language)
    {
        switch (block)
        {
            case MailBlock.Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"margin:24px 0 8px 0;font-size:18px\">{Encoded(heading.Runs)}</h2>\n");
                break;
            case MailBlock.Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p style=\"{Space}\">{Encoded(paragraph.Runs)}</p>\n");
                break;
            case MailBlock.Listing list:
                var tag = list.IsNumbered ? "ol" : "ul";
                html.Append(CultureInfo.InvariantCulture, $"<{tag} style=\"{Space};padding-{(language.IsRightToLeft ? "right" : "left")}:24px\">\n");
                foreach (var item in list.Items)
                    html.Append(CultureInfo.InvariantCulture, $"<li style=\"margin:0 0 4px 0\">{Encoded(item)}</li>\n");
                html.Append(CultureInfo.InvariantCulture, $"</{tag}>\n");
                break;
        }
    }

    private static string Encoded(IEnumerable<MailRun> runs) => string.Concat(runs.Select(run =>
    {
        var text = Encoded(run.Text).Replace(MailRun.NewLine, "<br>\n", StringComparison.Ordinal);
        if (run.IsBold)
            text = $"<strong>{text}</strong>";
        return run.Link is { } link ? $"<a href=\"{Encoded(link)}\" style=\"color:#004b76\">{text}</a>" : text;
    }));

    /// <summary>Only what must be: umlauts and other scripts stay as they are.</summary>
    private static string Encoded(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
