using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace IqWorkflows.Cases.Mail;

/// <summary>One text in one language, within its frame.</summary>
public sealed partial class MailText
{
    private readonly Lazy<HandlebarsTemplate<object, object>> _subject;
    private readonly Lazy<HandlebarsTemplate<object, object>> _body;

    internal MailText(string name, string occasion, string recipient, MailLanguage language, MailLevel level, string subject, string body, bool isUrgent)
    {
        (Name, Occasion, Recipient, Language, Level, IsUrgent) = (name, occasion, recipient, language, level, isUrgent);
        (Subject, Body) = (subject, body);
        _subject = new(() => MailTemplates.Line.Compile(subject));
        _body = new(() => MailTemplates.Markdown.Compile(body));
    }

    /// <summary>Name of its file without ending: <c>M09.de</c>.</summary>
    public string Name { get; }

    public string Occasion { get; }

    public string Recipient { get; }

    public MailLanguage Language { get; }

    /// <summary>Neutral: it names nothing of the case, so it may always be sent as it is.</summary>
    public MailLevel Level { get; }

    /// <summary>At the neutral level the recipient is asked to call within two days.</summary>
    public bool IsUrgent { get; }

    /// <summary>Codes of the deadlines that <c>{{deadline.end}}</c> may mean, first wins.</summary>
    public IReadOnlyList<string> Deadlines { get; internal init; } = [];

    /// <summary>A calendar file goes with it.</summary>
    public bool HasCalendar { get; internal init; }

    /// <summary>It is so urgent that it goes out at night and on Sundays, too.</summary>
    public bool AnyHour { get; internal init; }

    internal string Subject { get; }

    internal string Body { get; }

    /// <summary>Names that the text needs whatever else is known: those it names without asking first whether they are.</summary>
    internal IEnumerable<string> Needed => Mark().Matches(Subject + Body).Select(match => match.Groups["name"].Value).Distinct().Where(name => !(Subject + Body).Contains($"#if {name}}}", StringComparison.Ordinal));

    internal MailPart Written(IReadOnlyDictionary<string, object?> values) => new(
        Language.Tag, MailTemplates.OneLine(_subject.Value(values)), _body.Value(values).Trim());

    [GeneratedRegex(@"\{\{(?<name>[\w.]+)\}\}")]
    private static partial Regex Mark();
}

/// <summary>One language's part of a message.</summary>
/// <param name="Language">Tag of the language.</param>
/// <param name="Subject">Its subject; the heading on paper.</param>
/// <param name="Markdown">What it says.</param>
public sealed record MailPart(string Language, string Subject, string Markdown);
