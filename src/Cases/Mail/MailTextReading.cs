using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Mail;

/// <summary>
/// Reads the files of texts: a head between two lines <c>---</c>, then Markdown. <c>_frame.de.md</c> holds the language and what surrounds every text to clients,
/// <c>_staff</c> and <c>_partner</c> what surrounds those to colleagues and to others; <c>_neutral</c> and <c>_urgent</c> are whole texts without content of the case.
/// </summary>
internal sealed partial class MailTextReading(Func<string, bool> isFact)
{
    public const string NeutralName = "_neutral";
    public const string Urgent = "_urgent";
    private const string Frame = "_frame";
    private const string BodyMark = "{{body}}";

    private static readonly string[] s_staff = ["counsellor", "lead", "coordination", "dsb"];
    private static readonly string[] s_clients = ["client", "participant"];

    private readonly List<RuleProblem> _problems = [];
    private readonly Dictionary<string, MailLanguage> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Language), string> _frames = [];

    public RuleReading<MailTexts> Read(IEnumerable<MailFile> files)
    {
        var all = files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(Split).OfType<Sheet>().ToList();
        foreach (var sheet in all.Where(sheet => sheet.Kind == Frame))
            ReadLanguage(sheet);
        foreach (var sheet in all.Where(sheet => sheet.Kind is "_staff" or "_partner"))
        {
            _frames[(sheet.Kind, sheet.Language)] = Framed(sheet, MailLevel.Content);
            sheet.Head.Close();
        }
        var neutral = all.Where(sheet => sheet.Kind is NeutralName or Urgent).Select(sheet => Text(sheet, MailLevel.Neutral)).OfType<MailText>().ToList();
        var texts = all.Where(sheet => !sheet.Kind.StartsWith('_')).Select(sheet => Text(sheet, MailLevel.Content)).OfType<MailText>().ToList();
        foreach (var twice in texts.GroupBy(text => (text.Occasion, text.Recipient, text.Language.Tag)).Where(group => group.Count() > 1))
            Report(twice.Last().Name + ".md", 1, "", $"{twice.First().Name}.md is for the same occasion, recipient and language.", "Remove one of them.");
        foreach (var sheet in all)
            _problems.AddRange(sheet.Rules.Problems);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(all.Select(sheet => $"{sheet.File}\n{sheet.Source}\n")))))[..12];
        return new RuleReading<MailTexts>(_problems.Count == 0 ? new MailTexts([.. _languages.Values], texts, neutral, hash) : null, _problems);
    }

    /// <summary>A file cut into name, head and body. <c>M34.employer.de.md</c>: occasion, recipient, language.</summary>
    private Sheet? Split(MailFile file)
    {
        var name = FileName().Match(file.Name);
        var text = file.Text.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        if (!name.Success)
            Report(file.Name, 1, "", "The name of the file says neither occasion nor language.", "Name it like M09.de.md or M34.employer.de.md.");
        else if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
            Report(file.Name, 1, "", "There is no head.", "Begin with a line ---, the members, and another line ---.");
        else
        {
            var rules = new RuleText(file.Name);
            var members = text[4..(end + 1)];
            if (rules.Root("\n" + (members.Length > 0 ? members : "{}")) is { } head) // an empty line for the first ---, so that places stay right
                return new Sheet(file.Name, name.Groups["kind"].Value, name.Groups["to"].Value, name.Groups["language"].Value, head, rules, text[(end + 5)..].Trim(), text);
            _problems.AddRange(rules.Problems);
        }
        return null;
    }

    private void ReadLanguage(Sheet sheet)
    {
        var head = sheet.Head;
        var (weekdays, months) = (head.Texts("weekdays"), head.Texts("months"));
        if (weekdays.Count != 7)
            head.Report("weekdays", "A week has seven days.", "List them from Sunday.");
        if (months.Count != 12)
            head.Report("months", "A year has twelve months.", "List them from January.");
        _languages[sheet.Language] = new MailLanguage(
            sheet.Language, head.Text("name"), head.OptionalText("direction") == "rtl", weekdays, months, head.Text("day"), head.Text("moment"), head.OptionalText("german_below") ?? "");
        head.Close();
        _frames[(Frame, sheet.Language)] = Framed(sheet, MailLevel.Content);
    }

    private string Framed(Sheet sheet, MailLevel level)
    {
        if (!sheet.Body.Contains(BodyMark, StringComparison.Ordinal))
            Report(sheet.File, 1, "", "The frame has no place for the text.", "Put {{body}} on a line of its own.");
        Check(sheet, sheet.Body.Replace(BodyMark, "", StringComparison.Ordinal), level);
        return sheet.Body;
    }

    private MailText? Text(Sheet sheet, MailLevel level)
    {
        var head = sheet.Head;
        var subject = head.Text("subject");
        var recipient = sheet.Recipient.Length > 0 ? sheet.Recipient : head.OptionalText("to") ?? "client";
        var isUrgent = head.Has("urgent") && head.YesOrNo("urgent");
        var (deadlines, hasCalendar, anyHour) = (head.Texts("deadlines"), head.Has("calendar") && head.YesOrNo("calendar"), head.Has("any_hour") && head.YesOrNo("any_hour"));
        if (head.OptionalText("level") is { } said)
        {
            level = MailLevel.Neutral;
            if (said != "neutral")
                head.Report("level", $"\"{said}\" is no level.", "Write neutral for a text that names nothing of the case, or leave it out.");
        }
        head.Close();
        Check(sheet, subject, level);
        Check(sheet, sheet.Body, level);
        var frame = s_staff.Contains(recipient) ? "_staff" : s_clients.Contains(recipient) ? Frame : "_partner";
        if (!_languages.TryGetValue(sheet.Language, out var language) || !_frames.TryGetValue((frame, sheet.Language), out var around))
        {
            Report(sheet.File, 1, "", $"There is no {frame}.{sheet.Language}.md for it.", "Add that file first.");
            return null;
        }
        return new MailText(sheet.File[..^3], sheet.Kind, recipient, language, level, subject, around.Replace(BodyMark, sheet.Body, StringComparison.Ordinal), isUrgent)
        {
            Deadlines = deadlines,
            HasCalendar = hasCalendar,
            AnyHour = anyHour,
        };
    }

    /// <summary>Only if, unless, each and known names: a text is no program.</summary>
    private void Check(Sheet sheet, string text, MailLevel level)
    {
        var open = new Stack<string>();
        foreach (Match match in Mark().Matches(text))
        {
            var line = LineOf(sheet, match.Value);
            var inner = match.Groups["inner"].Value.Trim();
            if (Opening().Match(inner) is { Success: true } opening)
            {
                open.Push(opening.Groups["block"].Value);
                CheckName(sheet, line, opening.Groups["name"].Value, level);
            }
            else if (inner is "/if" or "/unless" or "/each")
            {
                if (!open.TryPop(out var block) || block != inner[1..])
                    Report(sheet.File, line, inner, $"{match.Value} closes nothing.", "Every {{#if}}, {{#unless}} and {{#each}} has one end.");
            }
            else if (inner == "this" && open.Contains("each") || inner == "else" && open.Count > 0)
                continue;
            else
                CheckName(sheet, line, inner, level);
        }
        foreach (var block in open)
            Report(sheet.File, 1, block, $"{{{{#{block}}}}} is never closed.", $"Add {{{{/{block}}}}}.");
        if (text.Contains("{{{", StringComparison.Ordinal))
            Report(sheet.File, LineOf(sheet, "{{{"), "", "Three braces would put a value in as it is.", "Write two.");
    }

    private void CheckName(Sheet sheet, int line, string name, MailLevel level)
    {
        if (MailVariables.Neutral.Contains(name))
            return;
        if (!MailVariables.Content.Contains(name) && !isFact(name))
            Report(sheet.File, line, name, $"Nobody knows \"{name}\", or texts must not name it.", "Take a fact of facts.yaml that is not sensitive, or one of the names in README.md.");
        else if (level == MailLevel.Neutral)
            Report(sheet.File, line, name, $"\"{name}\" says something of the case.", "A neutral text names only the number of the case, the centre and the counsellor.");
    }

    private static int LineOf(Sheet sheet, string text) =>
        sheet.Source.IndexOf(text, StringComparison.Ordinal) is var at and >= 0 ? sheet.Source.AsSpan(0, at).Count('\n') + 1 : 1;

    private void Report(string file, int line, string path, string message, string remedy) => _problems.Add(new RuleProblem(file, line, 1, path, message, remedy));

    private sealed record Sheet(string File, string Kind, string Recipient, string Language, RuleMap Head, RuleText Rules, string Body, string Source);

    [GeneratedRegex(@"^(?<kind>_[a-z]+|[A-Z]\d+[a-z]?(-[A-Za-z0-9]+)?)(\.(?<to>[a-z_]+))?\.(?<language>[a-z]{2,3}(-[a-z-]+)?)\.md$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\{\{(?<inner>[^}]*)\}\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^#(?<block>if|unless|each)\s+(?<name>[\w.]+)$")]
    private static partial Regex Opening();
}
