using System.Text;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>A case on a page or two: for a talk, a colleague who takes over, or the client.</summary>
internal static class CaseSummary
{
    private static readonly string[] s_kinds = ["person", "case", "qualification", "application", "decision", "measure", "funding", "title", "employment"];

    public static Letter Of(CaseFileModel file, Visit visit)
    {
        var words = visit.Words;
        var text = new StringBuilder();
        text.Append(string.Join(' ', file.Situation())).Append("\n\n");
        List(text, visit["Tasks"], file.File.Work.Tasks.Select(task => words.In(task.Row.Title, task.Row.TitleEn) + (task.Row.DueOn is { } due ? $" ({words.Of("DueOn", words.Day(due))})" : "")));
        List(text, visit["Deadlines"], file.Running.Select(deadline => $"{file.NameOf(deadline)}: {(deadline.EndOn is { } end ? words.Day(end) : visit["Deadline." + deadline.State])}"));
        foreach (var kind in s_kinds)
        {
            foreach (var one in file.Facts.Of(kind))
                List(text, Words.AsHeading(file.KindName(kind)), file.Known(one).Select(known => $"{Words.AsHeading(known.Label)}: {known.Value.ReplaceLineEndings(" ")}"));
        }
        List(text, visit["Documents"], file.Facts.Of("document").Select(document => $"{document.Text("name") ?? file.Value(document, "code")}: {file.Value(document, "status")}"));
        return new Letter(visit.Viewer?.CentreName ?? "", [file.Name, file.CaseId], [file.Counsellor ?? visit["Nobody"], words.Day(visit.Today)], [new MailPart(words.Code, $"{file.Name}, {file.StateName}", text.ToString())]);
    }

    private static void List(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var known = lines.ToList();
        if (known.Count == 0)
            return;
        text.Append("## ").Append(heading).Append("\n\n");
        foreach (var line in known)
            text.Append("- ").Append(line).Append('\n');
        text.Append('\n');
    }
}
