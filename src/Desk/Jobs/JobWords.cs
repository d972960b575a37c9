using IqWorkflows.Casework;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Desk.Jobs;

/// <summary>Says in words what jobs and messages are about.</summary>
public sealed class JobWords(Visit visit, RuleBook rules)
{
    private readonly Words _words = visit.Words;

    public string Name(string job) => _words.Has("Jobs.Name." + job) ? _words["Jobs.Name." + job] : job;

    public string About(string job) => _words.Has("Jobs.About." + job) ? _words["Jobs.About." + job] : "";

    public string ItemName(string job) => _words.Has("Jobs.Item." + job) ? _words["Jobs.Item." + job] : Name(job);

    public string Every(TimeSpan interval) => interval.TotalSeconds switch
    {
        <= 1 => _words["Jobs.EverySecond"],
        < 60 and var seconds => _words.Of("Jobs.EverySeconds", Math.Round(seconds)),
        60 => _words["Jobs.EveryMinute"],
        < 3600 and var seconds => _words.Of("Jobs.EveryMinutes", Math.Round(seconds / 60)),
        3600 => _words["Jobs.EveryHour"],
        var seconds => _words.Of("Jobs.EveryHours", Math.Round(seconds / 3600)),
    };

    public string Duration(TimeSpan lasted) => lasted < TimeSpan.FromSeconds(1) ? _words.Of("Jobs.Milliseconds", Math.Max(lasted.TotalMilliseconds, 1)) : _words.Of("Jobs.Seconds", lasted.TotalSeconds);

    /// <summary>Of today the time alone, else the day too.</summary>
    public string When(DateTimeOffset moment) => GermanDay.Of(moment) == visit.Today ? GermanDay.TimeOf(moment) : _words.Moment(moment);

    /// <summary>The same with seconds: some jobs run every second.</summary>
    public string WhenExactly(DateTimeOffset moment) =>
        GermanDay.Of(moment) == visit.Today ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{GermanDay.ClockOf(moment):HH:mm:ss}") : _words.Moment(moment);

    public string Occasion(string code) => rules.Occasions.Find(code)?.Name.In(_words.Language) ?? code;

    public bool IsClassC(string? occasion) => occasion is not null && rules.Occasions.Find(occasion)?.IsClassC == true;

    public string Recipient(string kind) => _words.Has("Recipient." + kind) ? _words["Recipient." + kind] : kind;

    public string State(MessageState state) => _words["MessageState." + state];

    public string Trouble(MailTroubleKind kind) => _words["Jobs.Trouble." + kind];

    public string Care(MailTroubleKind kind) => _words["Jobs.Care." + kind];

    /// <summary>Whom a message names, or what kind of recipient it has.</summary>
    public string Whom(MessageLine line) => line.Name is { Length: > 0 } name ? $"{name} ({Recipient(line.Recipient)})" : Recipient(line.Recipient);
}
