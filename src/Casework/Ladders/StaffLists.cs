using System.Globalization;
using System.Text.Json;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Puts together what a counsellor has before them today, and what a lead must know of the week. Lines hold numbers of cases, codes and days, never persons.</summary>
internal sealed class StaffLists(RuleBook rules, Messages messages)
{
    public const string OfTheDay = "M53";
    public const string OfTheWeek = "M54";

    private const int MostLines = 200;
    private const int DaysAhead = 7;
    private const int MuchInPerCent = 20;

    private readonly LadderText _text = new(Language.German);

    /// <summary>The list of the day of a counsellor; written once a day.</summary>
    public bool WriteDay(Turn turn, StaffRow counsellor, DateOnly today, DateTimeOffset now)
    {
        var deadlines = Deadlines(turn, counsellor.Id, today);
        var own = deadlines.Where(line => line.Class == DeadlineClass.C && line.End >= today);
        var overdue = deadlines.Where(line => line.End < today);
        List<MailList> sections =
        [
            new("Fristen der Klientinnen und Klienten bis in sieben Tagen", [.. own.Select(Line)]),
            new("Überfällig", [.. overdue.Select(Line), .. Tasks(turn, counsellor.Id, DateOnly.MinValue, today.AddDays(-1))]),
            new("Stau", Stalled(turn, counsellor.Id)),
            new("Aufgaben bis heute", Tasks(turn, counsellor.Id, today, today)),
        ];
        return Write(turn, OfTheDay, counsellor, sections, new Cases.Reason(LadderReason.ListOfTheDay, today), today, now);
    }

    /// <summary>The list of the week of a lead; when much of a centre is stalled, the coordination gets it too.</summary>
    public bool WriteWeek(Turn turn, StaffRow lead, DateOnly today, DateTimeOffset now)
    {
        var open = (int)(turn.Number("select count(*) from cases where centre_id = @centre_id and state <> 'ABGESCHLOSSEN'", lead.CentreId) ?? 0);
        var count = (int)(turn.Number("select count(*) from stalled_marks m join cases c on c.id = m.case_id where c.centre_id = @centre_id and m.ended_at is null", lead.CentreId) ?? 0);
        var share = open == 0 ? 0 : count * 100 / open;
        var why = new Cases.Reason(LadderReason.ShareStalled, count, open, share);
        List<MailList> sections =
        [
            new("Anteil", [_text.Sentence(why)]),
            new("Stau", turn.Read(
                "select m.case_id, m.rule, m.since from stalled_marks m join cases c on c.id = m.case_id where c.centre_id = @centre_id and m.ended_at is null order by m.since, m.case_id limit @most",
                row => StalledLine(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2)), lead.CentreId, MostLines)),
            new("Ohne Beraterin oder Berater", turn.Read(
                """
                select c.id from cases c left join staff s on s.id = c.counsellor_id
                where c.centre_id = @centre_id and c.state <> 'ABGESCHLOSSEN' and s.id is null order by c.id limit @most
                """,
                row => row.GetString(0), lead.CentreId, MostLines)),
        ];
        var written = Write(turn, OfTheWeek, lead, sections, why, today, now);
        if (written && share > MuchInPerCent)
        {
            foreach (var coordinator in StaffTable.Of(turn, lead.CentreId, "COORDINATION"))
                Write(turn, OfTheWeek, coordinator, [sections[0]], why, today, now); // the coordination sees numbers, no cases
        }
        return written;
    }

    private bool Write(Turn turn, string occasion, StaffRow staff, List<MailList> sections, Cases.Reason why, DateOnly today, DateTimeOffset now)
    {
        var lines = sections.Sum(section => section.Lines.Count);
        if (turn.Execute(
            """
            insert into staff_lists (occasion, staff_id, day, sections, lines, created_at) values (@occasion, @staff_id, @day, @sections, @lines, @created_at)
            on conflict do nothing
            """,
            occasion,
            staff.Id,
            today,
            JsonSerializer.Serialize(sections),
            lines,
            now) == 0)
            return false;
        // A day on which nothing is to be done needs no mail; the desk shows the empty list.
        if (lines > 0)
            messages.Write(turn, new StaffOrder(staff.Id, occasion, [.. sections.Where(section => section.Lines.Count > 0)], why, today), now);
        return true;
    }

    private List<(string CaseId, string Code, DeadlineClass Class, DateOnly End)> Deadlines(Turn turn, string counsellorId, DateOnly today) => turn.Read(
        """
        select d.case_id, d.code, coalesce(d.warn_on, d.end_on) from cases c join deadlines d on d.case_id = c.id
        where c.counsellor_id = @counsellor_id and c.state <> 'ABGESCHLOSSEN' and d.state = 'Running' and coalesce(d.warn_on, d.end_on) <= @until
        order by 3, d.case_id, d.code limit @most
        """,
        row => (row.GetString(0), row.GetString(1), rules.Deadlines.Find(row.GetString(1))?.Class ?? DeadlineClass.S, row.GetFieldValue<DateOnly>(2)),
        counsellorId,
        today.AddDays(DaysAhead),
        MostLines);

    private static List<string> Tasks(Turn turn, string counsellorId, DateOnly from, DateOnly until) => turn.Read(
        """
        select t.case_id, t.title from cases c join case_tasks t on t.case_id = c.id
        where c.counsellor_id = @counsellor_id and t.state = 'Open' and t.role = 'COUNSELLOR' and t.due_on >= @from and t.due_on <= @until
        order by t.due_on, t.case_id, t.id limit @most
        """,
        row => $"{row.GetString(0)}: {row.GetString(1)}",
        counsellorId,
        from,
        until,
        MostLines);

    private List<string> Stalled(Turn turn, string counsellorId) => turn.Read(
        "select m.case_id, m.rule, m.since from cases c join stalled_marks m on m.case_id = c.id where c.counsellor_id = @counsellor_id and m.ended_at is null order by m.since, m.case_id limit @most",
        row => StalledLine(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2)),
        counsellorId,
        MostLines);

    private string Line((string CaseId, string Code, DeadlineClass Class, DateOnly End) line) => string.Create(
        CultureInfo.InvariantCulture, $"{line.CaseId}: {rules.Deadlines.Find(line.Code)?.Name.German ?? line.Code} ({line.Code}), {_text.Day(line.End)}");

    private string StalledLine(string caseId, string rule, DateOnly since) =>
        $"{caseId}: {rules.Stalled.Lines.FirstOrDefault(line => line.Code == rule)?.Name.German ?? rule}, {_text.Day(since)}";
}
