using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Everything that works on cases, put together once per runtime.</summary>
internal sealed class CaseRoom
{
    public CaseRoom(RuleBook rules, ProgramCache programs, MailOptions mail)
    {
        Rules = rules;
        var sql = new FactSql(rules.Facts);
        Facts = new FactBook(sql);
        Reading = new CaseReading(sql);
        Deadlines = new DeadlineKeeping(rules);
        Messages = new Messages(rules, Reading, mail);
        Prompts = new Prompts(Messages);
        Book = new CaseBook(rules, Facts, Reading, Deadlines);
        Course = new CaseCourse(Book, Facts, programs);
        Input = new CaseInput(Book, programs);
        Snapshots = new FactSnapshots(rules, Reading);
        Effects = new CaseEffectKeeping(Book, Course, new CaseDocuments(Book, Facts), Deadlines, Prompts);
    }

    public RuleBook Rules { get; }

    public FactBook Facts { get; }

    public CaseReading Reading { get; }

    public DeadlineKeeping Deadlines { get; }

    public Messages Messages { get; }

    public Prompts Prompts { get; }

    public CaseBook Book { get; }

    public CaseCourse Course { get; }

    public CaseInput Input { get; }

    public FactSnapshots Snapshots { get; }

    public CaseEffectKeeping Effects { get; }

    public void ConnectTo(Stepping stepping) => Book.Stepping = stepping;
}
