using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Desk.Rules;

/// <summary>A file of a mail text, taken apart into what people change and what only designers do.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Body">The text.</param>
internal sealed record MailSheet(RuleEntry Head, string Body)
{
    public string? Subject => Head.Text("subject");

    /// <summary>Whether it has a subject at all: frames have none.</summary>
    public bool HasSubject => Head.Names.Contains("subject");

    /// <returns>Null when the text has no head.</returns>
    public static MailSheet? Read(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
            return null;
        var members = text[4..(end + 1)];
        return RuleEntry.Read(members.Length > 0 ? members : "{}") is { } head ? new MailSheet(head, text[(end + 5)..].Trim()) : null;
    }

    /// <summary>The file with another subject and text.</summary>
    public string With(string subject, string body)
    {
        var head = Head.Copy();
        if (HasSubject)
            head.Set("subject", subject);
        var members = head.ToString();
        return $"---\n{members}{(members.EndsWith('\n') ? "" : "\n")}---\n\n{body.ReplaceLineEndings("\n").Trim()}\n";
    }
}
