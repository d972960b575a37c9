using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>The message as plain text.</summary>
internal static class MailAsText
{
    private const string Line = "----------------------------------------";

    public static string Of(IReadOnlyList<MailPart> parts, MailTexts texts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
                text.Append('\n').Append(Line).Append("\n\n");
            else if (parts.Count > 1 && texts.Language(part.Language).GermanBelow is { Length: > 0 } note)
                text.Append(note).Append("\n\n");
            Write(text, MailBlocks.Of(part.Markdown));
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<MailBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0)
                text.Append('\n');
            switch (blocks[i])
            {
                case MailBlock.Heading heading:
                    text.Append(Plain(heading.Runs)).Append('\n');
                    break;
                case MailBlock.Paragraph paragraph:
                    text.Append(Plain(paragraph.Runs)).Append('\n');
                    break;
                case MailBlock.Listing list:
                    for (var item = 0; item < list.Items.Count; item++)
                        text.Append(list.IsNumbered ? $"{item + 1}. " : "- ").Append(Plain(list.Items[item])).Append('\n');
                    break;
            }
        }
    }

    private static string Plain(IEnumerable<MailRun> runs) =>
        string.Concat(runs.Select(run => run.Link is { } link && !link.EndsWith(run.Text, StringComparison.Ordinal) ? $"{run.Text} ({link})" : run.Text));
}
