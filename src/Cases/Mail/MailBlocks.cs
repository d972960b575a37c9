using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IqWorkflows.Cases.Mail;

/// <summary>A stretch of text within a block.</summary>
public sealed record MailRun(string Text, bool IsBold, string? Link = null)
{
    public const string NewLine = "\n";
}

/// <summary>A block of a message, whatever it is shown on: text, HTML or paper.</summary>
public abstract record MailBlock
{
    private MailBlock() { }

    public sealed record Heading(IReadOnlyList<MailRun> Runs) : MailBlock;

    public sealed record Paragraph(IReadOnlyList<MailRun> Runs) : MailBlock;

    /// <param name="Items">The entries.</param>
    /// <param name="IsNumbered">With numbers instead of dots.</param>
    public sealed record Listing(IReadOnlyList<IReadOnlyList<MailRun>> Items, bool IsNumbered) : MailBlock;
}

/// <summary>Markdown as blocks. HTML in it is text.</summary>
public static class MailBlocks
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static IReadOnlyList<MailBlock> Of(string markdown) => [.. Markdown.Parse(markdown, s_pipeline).SelectMany(BlocksOf)];

    /// <summary>Puts lists below the text, each with its heading. Their lines are shown as they are.</summary>
    public static string WithLists(string markdown, IReadOnlyList<MailList> lists)
    {
        var text = new StringBuilder(markdown);
        foreach (var list in lists.Where(list => list.Lines.Count > 0))
        {
            text.Append("\n\n## ").Append(Escaped(list.Heading)).Append("\n\n");
            foreach (var line in list.Lines)
                text.Append("- ").Append(Escaped(line)).Append('\n');
        }
        return text.ToString();
    }

    private static string Escaped(string text)
    {
        var writer = new StringWriter();
        MailTemplates.Markdown.Configuration.TextEncoder.Encode(text, writer);
        return writer.ToString();
    }

    private static IEnumerable<MailBlock> BlocksOf(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                yield return new MailBlock.Heading(RunsOf(heading.Inline));
                break;
            case ListBlock list:
                yield return new MailBlock.Listing([.. list.OfType<ListItemBlock>().Select(item => item.OfType<LeafBlock>().SelectMany(leaf => RunsOf(leaf.Inline)).ToList())], list.IsOrdered);
                break;
            case ContainerBlock container:
                foreach (var inner in container.SelectMany(BlocksOf))
                    yield return inner;
                break;
            case LeafBlock { Inline: { } inline }:
                yield return new MailBlock.Paragraph(RunsOf(inline));
                break;
        }
    }

    private static List<MailRun> RunsOf(ContainerInline? inlines)
    {
        var runs = new List<MailRun>();
        if (inlines is not null)
            Add(inlines, false, null, runs);
        return runs;
    }

    private static void Add(ContainerInline inlines, bool isBold, string? link, List<MailRun> runs)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Append(runs, new MailRun(literal.Content.ToString(), isBold, link));
                    break;
                case LineBreakInline { IsHard: var isHard }:
                    Append(runs, new MailRun(isHard ? MailRun.NewLine : " ", isBold, link));
                    break;
                case HtmlEntityInline entity:
                    Append(runs, new MailRun(entity.Transcoded.ToString(), isBold, link));
                    break;
                case CodeInline code:
                    Append(runs, new MailRun(code.Content, isBold, link));
                    break;
                case AutolinkInline auto:
                    Append(runs, new MailRun(auto.Url, isBold, auto.IsEmail ? "mailto:" + auto.Url : auto.Url));
                    break;
                case LinkInline to:
                    Add(to, isBold, to.Url, runs);
                    break;
                case EmphasisInline emphasis:
                    Add(emphasis, true, link, runs);
                    break;
                case ContainerInline container:
                    Add(container, isBold, link, runs);
                    break;
            }
        }
    }

    /// <summary>The parser cuts a text at every escaped character; whoever lays it out wants it whole.</summary>
    private static void Append(List<MailRun> runs, MailRun run)
    {
        if (runs is [.., var last] && last.IsBold == run.IsBold && last.Link == run.Link)
            runs[^1] = last with { Text = last.Text + run.Text };
        else
            runs.Add(run);
    }
}
