using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Everything that works on cases, put together once per runtime.</summary>
internal sealed class CaseRoom
{
    public CaseRoom(RuleBook rules, ProgramCache programs, MailOptions mail, ChangeNews? news = null)
    {
        News = news ?? new ChangeNews("case");
        Rules = rules;
        var sql = new FactSql(rules.Facts);
        Facts = new FactBook(sql);
        Reading = new CaseReading(sql);
        Deadlines = new DeadlineKeeping(rules);
        Messages = new Messages(rules, Reading, mail);
        Ladders = new LadderBook(rules.Occasions, rules.Deadlines, Reading, Deadlines);
        Watches = new CaseWatches(rules, Ladders);
        Lists = new StaffLists(rules, Messages);
        Prompts = new Prompts(Ladders, Watches, Messages);
        Book = new CaseBook(rules, Facts, Reading, Deadlines, Prompts, News);
        Rungs = new RungDoing(Ladders, Book, Messages);
        Course = new CaseCourse(Book, Facts, programs, Prompts);
        Input = new CaseInput(Book, programs);
        Snapshots = new FactSnapshots(rules, Reading);
        Erasure = new Erasure(Book, Facts, Ladders);
        Effects = new CaseEffectKeeping(Book, Course, new CaseDocuments(Book, Facts), Deadlines, Prompts);
    }

    public RuleBook Rules { get; }

    public ChangeNews News { get; }

    public FactBook Facts { get; }

    public CaseReading Reading { get; }

    public DeadlineKeeping Deadlines { get; }

    public Messages Messages { get; }

    public LadderBook Ladders { get; }

    public RungDoing Rungs { get; }

    public CaseWatches Watches { get; }

    public StaffLists Lists { get; }

    public Prompts Prompts { get; }

    public CaseBook Book { get; }

    public CaseCourse Course { get; }

    public CaseInput Input { get; }

    public Erasure Erasure { get; }

    public FactSnapshots Snapshots { get; }

    public CaseEffectKeeping Effects { get; }

    /// <summary>A step that nobody is there to hear of was refused: the lead of the centre is asked to look, once for each reason.</summary>
    public void TellRefused(Turn turn, CaseRefusedException refused, DateTimeOffset now)
    {
        if (Book.Find(turn, refused.CaseId) is null)
            return;
        foreach (var reason in refused.Reasons)
        {
            CaseTasks.Open(
                turn,
                new NewCaseTask(refused.CaseId, "Der Ablauf wollte einen Schritt tun, den der Fall nicht erlaubt", "The procedure wanted to take a step that the case does not allow", "LEAD")
                {
                    Level = "L2",
                    Why = reason,
                    OnceKey = $"{refused.CaseId} refused {reason}",
                },
                now);
        }
    }

    public void ConnectTo(Stepping stepping) => Book.Stepping = stepping;
}
