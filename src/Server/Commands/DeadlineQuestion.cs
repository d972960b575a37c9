using System.Globalization;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Server.Commands;

/// <summary>What somebody asks the deadline calculator, as it was typed.</summary>
internal sealed record DeadlineQuestion
{
    public required string Rule { get; init; }

    public string? From { get; init; }

    /// <summary><c>name=day</c>, for deadlines that hang on more than one fact.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    public required string Land { get; init; }

    public string? Place { get; init; }

    public bool Posted { get; init; }

    public int? NotificationDays { get; init; }

    public string? Set { get; init; }

    public IReadOnlyList<string> Circumstances { get; init; } = [];

    public IReadOnlyList<string> Suspensions { get; init; } = [];

    public IReadOnlyList<string> Extensions { get; init; } = [];

    public required DateOnly Today { get; init; }

    /// <summary>The rule meant and everything known about the case.</summary>
    /// <exception cref="CommandRefusedException">Something typed means nothing, or contradicts something else.</exception>
    public (DeadlineRule Rule, DeadlineRequest Request) Read(DeadlineCatalog catalog)
    {
        var rule = catalog.Find(Rule) ?? throw Unknown("deadline", Rule, catalog.Deadlines.Select(known => known.Code));
        if (Land.Equals("abroad", StringComparison.OrdinalIgnoreCase) && Place is not null)
            throw new CommandRefusedException("--place and --land abroad contradict each other: only municipalities in Germany have holidays of their own.");
        if (NotificationDays is not null && !Posted)
            throw new CommandRefusedException("--notification-days says how long a letter counts as under way; it needs --posted.");

        var circumstances = Circumstances.Select(word => Known("circumstance", word, catalog.Circumstances.Keys)).ToHashSet();
        var place = Land.Equals("abroad", StringComparison.OrdinalIgnoreCase) ? Cases.Periods.Place.Abroad : new Place(LandOf(Land), PlaceOf(catalog.Holidays));
        var row = rule.Rows.FirstOrDefault(row => row.Fits(circumstances, place.Land)) ?? rule.Rows[0];
        var request = new DeadlineRequest(FactsOf(row, catalog), place, Today)
        {
            Circumstances = circumstances,
            Set = Set is null ? null : SetOf(Set),
            Events = [.. Suspensions.Select(text => SuspensionOf(text, row, catalog))],
        };
        if (Extensions.Count == 0)
            return (rule, request);
        var announced = LastDayWithoutExtension(catalog, rule, request);
        return (rule, request with { Events = [.. request.Events, .. Extensions.Select(text => ExtensionOf(text, announced))] });
    }

    private Dictionary<string, Fact> FactsOf(DeadlineRow row, DeadlineCatalog catalog)
    {
        var facts = new Dictionary<string, Fact>();
        foreach (var text in Facts)
        {
            var parts = text.Split('=', 2);
            if (parts.Length < 2)
                throw new CommandRefusedException($"--fact {Printable.Of(text)}: write the name of the fact and its day, for example employment_ends=2027-03-31.");
            if (!facts.TryAdd(Known("fact", parts[0].Trim(), catalog.Facts.Keys), FactOf("--fact", parts[1])))
                throw new CommandRefusedException($"--fact names {parts[0].Trim()} twice.");
        }
        if (From is null)
        {
            if (facts.Count == 0)
                throw new CommandRefusedException($"The day from which {Rule} is counted is missing: --from 2026-03-31.");
            if (Posted)
                throw new CommandRefusedException("--posted belongs to --from, which is missing.");
        }
        else if (!facts.TryAdd(row.Start[0], FactOf("--from", From)))
        {
            throw new CommandRefusedException($"--from and --fact {row.Start[0]} say the same thing twice.");
        }
        return facts;
    }

    private Fact FactOf(string option, string text)
    {
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            if (Posted && option == "--from")
                throw new CommandRefusedException("--posted counts days: give --from without a time.");
            return new Fact.AtInstant(GermanDay.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay);
        }
        var day = DayOf(option, text);
        return Posted && option == "--from" ? new Fact.Sent(new Dispatch(day, Days: NotificationDays)) : Fact.On(day);
    }

    private static SetPeriod SetOf(string text) =>
        Length.TryParse(text, out var length) ? new SetPeriod.OfLength(length) : new SetPeriod.NamedDay(DayOf("--set", text, "or a length such as 4w"));

    private static ClockEvent.Suspended SuspensionOf(string text, DeadlineRow row, DeadlineCatalog catalog)
    {
        var parts = text.Split('=', 2);
        var days = parts[0].Split("..");
        if (days.Length != 2)
            throw new CommandRefusedException($"--suspend {Printable.Of(text)}: write the first and the last day, for example 2026-04-13..2026-05-11.");
        var (first, last) = (DayOf("--suspend", days[0]), DayOf("--suspend", days[1]));
        if (last < first)
            throw new CommandRefusedException($"--suspend {Printable.Of(text)}: it ends before it begins.");
        var cause = parts.Length == 2 ? Known("ground", parts[1], catalog.Causes.Keys) : row.Suspensions?.Causes[0].Code ?? catalog.Causes.Keys.First();
        return new ClockEvent.Suspended(first, new SetPeriod.NamedDay(last), cause);
    }

    /// <summary>Without a day of its own an extension counts as announced in time: on the last day of what it extends.</summary>
    private static DateOnly LastDayWithoutExtension(DeadlineCatalog catalog, DeadlineRule rule, DeadlineRequest request) => catalog.Evaluate(rule.Code, request) switch
    {
        DeadlineOutcome.Computed computed => computed.Deadline.RawEnd,
        DeadlineOutcome.Paused paused => paused.IfEndedToday.RawEnd,
        DeadlineOutcome.Ended ended => ended.Deadline.RawEnd,
        _ => request.Today,
    };

    private static ClockEvent.Extended ExtensionOf(string text, DateOnly announced)
    {
        var parts = text.Split('@', 2);
        var day = parts.Length == 2 ? DayOf("--extend", parts[1]) : announced;
        return Length.TryParse(parts[0], out var by)
            ? new ClockEvent.Extended(day, by)
            : new ClockEvent.Extended(day, null, DayOf("--extend", parts[0], "or a length such as 1m or 3w"));
    }

    /// <summary>Where all municipalities of a Land keep the same days it does not matter which it is.</summary>
    private string? PlaceOf(HolidayCalendar holidays)
    {
        var land = LandOf(Land);
        if (Place is not { } place)
            return null;
        var listed = holidays.MunicipalitiesOf(land).ToList();
        if (char.IsAsciiDigit(place.FirstOrDefault()))
        {
            return place.Length == 8 && place.All(char.IsAsciiDigit) && place.StartsWith(KeyOf(land), StringComparison.Ordinal)
                ? place
                : throw new CommandRefusedException($"--place {Printable.Of(place)} is no official key of a municipality in {land}: it has eight digits and begins with {KeyOf(land)}.");
        }
        if (listed.Count == 0 || listed.Exists(known => known.Is(place)))
            return place;
        var near = Nearest.Several(place, listed.Select(known => known.Name), 3);
        throw new CommandRefusedException(
            $"--place {Printable.Of(place)}: no municipality of that name in {land} is known to keep days of its own; nearest are {string.Join(", ", near)}. Give its official key of eight digits, or leave --place out.");
    }

    /// <summary>With which the official keys of the municipalities of a Land begin.</summary>
    private static string KeyOf(Land land) => land switch
    {
        Cases.Periods.Land.SH => "01",
        Cases.Periods.Land.HH => "02",
        Cases.Periods.Land.NI => "03",
        Cases.Periods.Land.HB => "04",
        Cases.Periods.Land.NW => "05",
        Cases.Periods.Land.HE => "06",
        Cases.Periods.Land.RP => "07",
        Cases.Periods.Land.BW => "08",
        Cases.Periods.Land.BY => "09",
        Cases.Periods.Land.SL => "10",
        Cases.Periods.Land.BE => "11",
        Cases.Periods.Land.BB => "12",
        Cases.Periods.Land.MV => "13",
        Cases.Periods.Land.SN => "14",
        Cases.Periods.Land.ST => "15",
        _ => "16",
    };

    private static Land LandOf(string text) => Enum.Parse<Land>(Known("Land", text, Enum.GetNames<Land>()));

    private static DateOnly DayOf(string option, string text, string otherwise = "")
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        var others = otherwise.Length > 0 ? $", {otherwise}" : "";
        throw new CommandRefusedException($"{option} {Printable.Of(text)}: there is no such day; write it as 2026-03-31{others}.");
    }

    private static string Known(string what, string word, IEnumerable<string> known) =>
        known.FirstOrDefault(other => other.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(what, word, known);

    private static CommandRefusedException Unknown(string what, string word, IEnumerable<string> known) => new(
        Nearest.To(word, known) is { } nearest
            ? $"There is no {what} {Printable.Of(word)}; did you mean {nearest}?"
            : $"There is no {what} {Printable.Of(word)}; known are {string.Join(", ", known)}.");
}
