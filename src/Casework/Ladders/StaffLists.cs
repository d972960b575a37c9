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

    /// <summary>
    /// The open cases that are theirs today: their own, and those of somebody absent for whom they stand in – as the case's own deputy, else as the counsellor's.
    /// Each way by its own index, and all else from there: asked for at once, the database would look at every case there is for each counsellor.
    /// </summary>
    private const string Theirs =
        """
        with theirs as (
            select id from cases where counsellor_id = @staff_id and state <> 'ABGESCHLOSSEN'
            union select c.id from cases c join staff s on s.id = c.counsellor_id
                where c.deputy_id = @staff_id and c.state <> 'ABGESCHLOSSEN' and s.absent_from <= @today and (s.absent_until is null or s.absent_until >= @today)
            union select c.id from staff s cross join cases c
                where s.deputy = @staff_id and c.counsellor_id = s.id and c.state <> 'ABGESCHLOSSEN' and c.deputy_id is null and s.absent_from <= @today and (s.absent_until is null or s.absent_until >= @today))
        """;

    /// <summary>The list of the day of a counsellor, with the cases of the absent for whom they stand in; written once a day.</summary>
    public bool WriteDay(Turn turn, StaffRow counsellor, DateOnly today, DateTimeOffset now)
    {
        var deadlines = Deadlines(turn, counsellor.Id, today);
        var words = WordsOf(counsellor);
        var own = deadlines.Where(line => line.Class == DeadlineClass.C && line.End >= today);
        var overdue = deadlines.Where(line => line.End < today);
        List<MailList> sections =
        [
            new(words.Say("Fristen der Klientinnen und Klienten bis in sieben Tagen", "The clients' own deadlines within seven days"), [.. own.Select(line => Line(line, words))]),
            new(words.Say("Überfällig", "Overdue"), [.. overdue.Select(line => Line(line, words)), .. Tasks(turn, counsellor.Id, today, DateOnly.MinValue, today.AddDays(-1), words)]),
            new(words.Say("Stau", "Stalled"), Stalled(turn, counsellor.Id, today, words)),
            new(words.Say("Aufgaben bis heute", "Tasks due today"), Tasks(turn, counsellor.Id, today, today, today, words)),
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
        var words = WordsOf(lead);
        List<MailList> sections =
        [
            Share(why, words),
            new(words.Say("Stau", "Stalled"), turn.Read(
                "select m.case_id, m.rule, m.since from stalled_marks m join cases c on c.id = m.case_id where c.centre_id = @centre_id and m.ended_at is null order by m.since, m.case_id limit @most",
                row => StalledLine(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), words), lead.CentreId, MostLines)),
            new(words.Say("Ohne Beraterin oder Berater", "Without counsellor"), turn.Read(
                """
                select c.id from cases c left join staff s on s.id = c.counsellor_id
                where c.centre_id = @centre_id and c.state <> 'ABGESCHLOSSEN' and s.id is null order by c.id limit @most
                """,
                row => row.GetString(0), lead.CentreId, MostLines)),
            new(words.Say("Fälle Abwesender", "Cases of absent counsellors"), Absent(turn, lead.CentreId, today, words)),
        ];
        var written = Write(turn, OfTheWeek, lead, sections, why, today, now);
        if (written && share > MuchInPerCent)
        {
            foreach (var coordinator in StaffTable.Of(turn, lead.CentreId, "COORDINATION"))
                Write(turn, OfTheWeek, coordinator, [Share(why, WordsOf(coordinator))], why, today, now); // the coordination sees numbers, no cases
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

    private List<(string CaseId, string Code, DeadlineClass Class, DateOnly End)> Deadlines(Turn turn, string staffId, DateOnly today) => turn.Read(
        $"""
        {Theirs}
        select d.case_id, d.code, coalesce(d.warn_on, d.end_on) from theirs cross join deadlines d
        where d.case_id = theirs.id and d.state = 'Running' and coalesce(d.warn_on, d.end_on) <= @until
        order by 3, d.case_id, d.code limit @most
        """,
        row => (row.GetString(0), row.GetString(1), rules.Deadlines.Find(row.GetString(1))?.Class ?? DeadlineClass.S, row.GetFieldValue<DateOnly>(2)),
        staffId,
        today,
        today.AddDays(DaysAhead),
        MostLines);

    private static List<string> Tasks(Turn turn, string staffId, DateOnly today, DateOnly from, DateOnly until, Words words) => turn.Read(
        $"""
        {Theirs}
        select t.case_id, t.title, t.title_en from theirs cross join case_tasks t
        where t.case_id = theirs.id and t.state = 'Open' and t.role = 'COUNSELLOR' and t.due_on >= @from and t.due_on <= @until
        order by t.due_on, t.case_id, t.id limit @most
        """,
        row => $"{row.GetString(0)}: {words.Say(row.GetString(1), row.GetString(2))}",
        staffId,
        today,
        from,
        until,
        MostLines);

    private List<string> Stalled(Turn turn, string staffId, DateOnly today, Words words) => turn.Read(
        $"""
        {Theirs}
        select m.case_id, m.rule, m.since from theirs cross join stalled_marks m where m.case_id = theirs.id and m.ended_at is null order by m.since, m.case_id limit @most
        """,
        row => StalledLine(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), words),
        staffId,
        today,
        MostLines);

    private string Line((string CaseId, string Code, DeadlineClass Class, DateOnly End) line, Words words) => string.Create(
        CultureInfo.InvariantCulture, $"{line.CaseId}: {words.Name(rules.Deadlines.Find(line.Code)?.Name) ?? line.Code} ({line.Code}), {words.Day(line.End)}");

    private string StalledLine(string caseId, string rule, DateOnly since, Words words) =>
        $"{caseId}: {words.Name(rules.Stalled.Lines.FirstOrDefault(line => line.Code == rule)?.Name) ?? rule}, {words.Day(since)}";

    /// <summary>The cases of those who are absent today, each with whoever stands in: the case's own deputy, else the counsellor's.</summary>
    private static List<string> Absent(Turn turn, string centreId, DateOnly today, Words words) => turn.Read(
        """
        select c.id, s.absent_until, coalesce(c.deputy_id, s.deputy) from cases c join staff s on s.id = c.counsellor_id
        where c.centre_id = @centre_id and c.state <> 'ABGESCHLOSSEN' and s.absent_from <= @today and (s.absent_until is null or s.absent_until >= @today) order by c.id limit @most
        """,
        row => string.Join(
            ", ",
            row.GetString(0) + ": " + (row.IsDBNull(1) ? words.Say("bis auf Weiteres", "until further notice") : words.Say("bis ", "until ") + words.Day(row.GetFieldValue<DateOnly>(1))),
            row.IsDBNull(2) ? words.Say("ohne Vertretung", "nobody stands in") : words.Say("Vertretung ", "deputy ") + row.GetString(2)),
        centreId,
        today,
        MostLines);

    private static MailList Share(Cases.Reason why, Words words) => new(words.Say("Anteil", "Share"), [words.Sentence(why)]);

    private static Words WordsOf(StaffRow staff) => new(staff.Language == "en" ? Language.English : Language.German);

    /// <summary>The language of whoever gets the list.</summary>
    private sealed class Words(Language language)
    {
        private readonly LadderText _text = new(language);

        public string Say(string german, string english) => language == Language.German ? german : english;

        public string? Name(LocalText? name) => name?.In(language);

        public string Day(DateOnly day) => _text.Day(day);

        public string Sentence(Cases.Reason reason) => _text.Sentence(reason);
    }
}
