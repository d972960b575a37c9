using System.Globalization;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>Makes a request of what somebody typed, and collects on the way whatever means nothing or contradicts something else.</summary>
internal sealed class QuestionReading(DeadlineQuestion question, DeadlineCatalog catalog)
{
    private const int MostDaysUnderWay = 365;
    private const int MostNear = 3;

    private static readonly string[] s_days = ["yyyy-MM-dd", "d.M.yyyy"];
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm", "d.M.yyyy HH:mm"];

    private readonly List<QuestionProblem> _problems = [];
    private int? _daysUnderWay;

    public ReadQuestion Read()
    {
        if (catalog.Find(question.Rule) is not { } rule)
            return new ReadQuestion(null, null, [new QuestionProblem(QuestionPart.Rule, QuestionFault.Unknown, question.Rule, [.. catalog.Deadlines.Select(known => known.Code)])]);

        var circumstances = question.Circumstances.Select((word, number) => Known(QuestionPart.Circumstance, word, catalog.Circumstances.Keys, number)).OfType<string>().ToHashSet();
        var place = PlaceOf();
        var row = rule.Rows.FirstOrDefault(row => row.Fits(circumstances, place?.Land)) ?? rule.Rows[0];
        _daysUnderWay = DaysUnderWay();
        var facts = FactsOf(rule, row);
        var set = string.IsNullOrEmpty(question.Set) ? null : SetOf(question.Set);
        List<ClockEvent> suspensions = [.. question.Suspensions.Select((text, number) => SuspensionOf(text, number, row)).OfType<ClockEvent>()];
        var extensions = question.Extensions.Select(ReadExtension).OfType<TypedExtension>().ToList();
        if (place is null || _problems.Count > 0)
            return new ReadQuestion(rule, null, _problems);

        var request = new DeadlineRequest(facts, place, question.Today) { Circumstances = circumstances, Set = set, Events = suspensions };
        if (extensions.Count > 0)
        {
            var last = LastDayWithoutExtension(rule, request);
            request = request with { Events = [.. suspensions, .. extensions.Select(typed => new ClockEvent.Extended(typed.Announced ?? last, typed.By, typed.Until))] };
        }
        return new ReadQuestion(rule, request, []);
    }

    private Dictionary<string, Fact> FactsOf(DeadlineRule rule, DeadlineRow row)
    {
        var facts = new Dictionary<string, Fact>();
        for (var number = 0; number < question.Facts.Count; number++)
        {
            var text = question.Facts[number];
            var parts = text.Split('=', 2);
            if (parts.Length < 2)
                Add(QuestionPart.Fact, QuestionFault.Unreadable, text, number);
            else if (Known(QuestionPart.Fact, parts[0].Trim(), catalog.Facts.Keys, number) is { } name)
                Take(facts, name, parts[1], QuestionPart.Fact, question.PostedFacts.Contains(name), number);
        }
        if (question.From is { } from)
            Take(facts, row.Start[0], from, QuestionPart.From, question.Posted, 0);
        else if (question.Facts.Count == 0)
            Add(QuestionPart.From, QuestionFault.Missing, rule.Code);
        else if (question.Posted)
            Add(QuestionPart.Posted, QuestionFault.Missing, "");
        return facts;
    }

    private void Take(Dictionary<string, Fact> facts, string name, string text, QuestionPart part, bool isPosted, int number)
    {
        if (facts.ContainsKey(name))
            Add(part, QuestionFault.SaidTwice, name, number, name);
        else if (FactOf(name, text, part, isPosted, number) is { } fact)
            facts.Add(name, fact);
    }

    private Fact? FactOf(string name, string text, QuestionPart part, bool isPosted, int number)
    {
        if (DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            if (!isPosted)
                return new Fact.AtInstant(GermanDay.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay);
            return Add<Fact>(part, QuestionFault.PostedWithTime, text, number, name);
        }
        if (DayOf(text) is not { } day)
            return Add<Fact>(part, QuestionFault.NoDay, text, number, name);
        return isPosted ? new Fact.Sent(new Dispatch(day, Days: _daysUnderWay)) : Fact.On(day);
    }

    private int? DaysUnderWay()
    {
        if (string.IsNullOrEmpty(question.NotificationDays))
            return null;
        if (!question.Posted && question.PostedFacts.Count == 0)
            Add(QuestionPart.NotificationDays, QuestionFault.NeedsPosted, question.NotificationDays);
        else if (int.TryParse(question.NotificationDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDaysUnderWay)
            return days;
        else
            Add(QuestionPart.NotificationDays, QuestionFault.NoNumber, question.NotificationDays);
        return null;
    }

    private SetPeriod? SetOf(string text) => Length.TryParse(text, out var length) ? new SetPeriod.OfLength(length)
        : DayOf(text) is { } day ? new SetPeriod.NamedDay(day)
        : Add<SetPeriod>(QuestionPart.Set, QuestionFault.NoDayOrLength, text);

    private ClockEvent? SuspensionOf(string text, int number, DeadlineRow row)
    {
        var parts = text.Split('=', 2);
        var days = parts[0].Split("..");
        if (days.Length != 2)
            return Add<ClockEvent>(QuestionPart.Suspension, QuestionFault.Unreadable, text, number);
        var (first, last) = (DayOf(days[0]), DayOf(days[1]));
        if (first is null || last is null)
            return Add<ClockEvent>(QuestionPart.Suspension, QuestionFault.NoDay, first is null ? days[0] : days[1], number, first is null ? "first" : "last");
        if (last < first)
            return Add<ClockEvent>(QuestionPart.Suspension, QuestionFault.EndsBeforeItBegins, text, number);
        var cause = parts.Length == 2 ? Known(QuestionPart.Cause, parts[1], catalog.Causes.Keys, number) : row.Suspensions?.Causes[0].Code ?? catalog.Causes.Keys.First();
        return cause is null ? null : new ClockEvent.Suspended(first.Value, new SetPeriod.NamedDay(last.Value), cause);
    }

    private TypedExtension? ReadExtension(string text, int number)
    {
        var parts = text.Split('@', 2);
        var announced = parts.Length == 2 ? DayOf(parts[1]) : null;
        if (parts.Length == 2 && announced is null)
            return Add<TypedExtension>(QuestionPart.Extension, QuestionFault.NoDay, parts[1], number, "announced");
        if (Length.TryParse(parts[0], out var by))
            return new TypedExtension(announced, by, null);
        return DayOf(parts[0]) is { } until ? new TypedExtension(announced, null, until) : Add<TypedExtension>(QuestionPart.Extension, QuestionFault.NoDayOrLength, parts[0], number);
    }

    /// <summary>Without a day of its own an extension counts as announced in time: on the last day of what it extends.</summary>
    private DateOnly LastDayWithoutExtension(DeadlineRule rule, DeadlineRequest request) => catalog.Evaluate(rule.Code, request) switch
    {
        DeadlineOutcome.Computed computed => computed.Deadline.RawEnd,
        DeadlineOutcome.Paused paused => paused.IfEndedToday.RawEnd,
        DeadlineOutcome.Ended ended => ended.Deadline.RawEnd,
        _ => request.Today,
    };

    private Place? PlaceOf()
    {
        var municipality = string.IsNullOrWhiteSpace(question.Place) ? null : question.Place.Trim();
        if (question.Land.Equals(DeadlineQuestion.Abroad, StringComparison.OrdinalIgnoreCase))
            return municipality is null ? Place.Abroad : Add<Place>(QuestionPart.Place, QuestionFault.PlaceAbroad, municipality);
        if (Known(QuestionPart.Land, question.Land, Enum.GetNames<Land>(), 0) is not { } name)
            return null;
        var land = Enum.Parse<Land>(name);
        return municipality is null || IsIn(land, municipality) ? new Place(land, municipality) : null;
    }

    /// <summary>Where all municipalities of a Land keep the same days it does not matter which it is.</summary>
    private bool IsIn(Land land, string place)
    {
        if (char.IsAsciiDigit(place[0]))
        {
            if (place.Length == 8 && place.All(char.IsAsciiDigit) && place.StartsWith(KeyOf(land), StringComparison.Ordinal))
                return true;
            Add(QuestionPart.Place, QuestionFault.NoKey, place, subject: KeyOf(land), known: [land.ToString()]);
            return false;
        }
        var listed = catalog.Holidays.MunicipalitiesOf(land).ToList();
        if (listed.Count == 0 || listed.Exists(known => known.Is(place)))
            return true;
        Add(QuestionPart.Place, QuestionFault.Unknown, place, subject: land.ToString(), known: Nearest.Several(place, listed.Select(known => known.Name), MostNear));
        return false;
    }

    /// <summary>With which the official keys of the municipalities of a Land begin.</summary>
    private static string KeyOf(Land land) => land switch
    {
        Land.SH => "01",
        Land.HH => "02",
        Land.NI => "03",
        Land.HB => "04",
        Land.NW => "05",
        Land.HE => "06",
        Land.RP => "07",
        Land.BW => "08",
        Land.BY => "09",
        Land.SL => "10",
        Land.BE => "11",
        Land.BB => "12",
        Land.MV => "13",
        Land.SN => "14",
        Land.ST => "15",
        _ => "16",
    };

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text.Trim(), s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private string? Known(QuestionPart part, string word, IEnumerable<string> known, int number)
    {
        var found = known.FirstOrDefault(other => other.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            Add(part, QuestionFault.Unknown, word, number, known: [.. known]);
        return found;
    }

    private void Add(QuestionPart part, QuestionFault fault, string typed, int number = 0, string? subject = null, IReadOnlyList<string>? known = null) =>
        _problems.Add(new QuestionProblem(part, fault, typed, known ?? [], number, subject));

    private T? Add<T>(QuestionPart part, QuestionFault fault, string typed, int number = 0, string? subject = null) where T : class
    {
        Add(part, fault, typed, number, subject);
        return null;
    }

    private sealed record TypedExtension(DateOnly? Announced, Length? By, DateOnly? Until);
}
