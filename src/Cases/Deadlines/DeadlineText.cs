using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>Tells deadlines in words. All sentences come from <c>Texts.resx</c>, all names from the rule files; German comes first.</summary>
public sealed class DeadlineText(DeadlineCatalog catalog, Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Cases.Deadlines.Texts", typeof(DeadlineText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");

    /// <summary>The derivation of a deadline, one line for each step.</summary>
    public IEnumerable<string> Derivation(Deadline deadline) => deadline.Derivation.Select(Step);

    public string Step(DerivationStep step) => step switch
    {
        DerivationStep.Known known => Text("Step_Known", Fact(known.Fact), Day(known.Day)),
        DerivationStep.Started started => Text("Step_Started", Fact(started.Fact), Day(started.Day)),
        DerivationStep.Sent sent => Text($"Step_Sent_{sent.Channel}", Day(sent.Day)),
        DerivationStep.CountsAsNotified { Days: null } notified => Text("Step_Notified", Day(notified.Day), notified.Source),
        DerivationStep.CountsAsNotified notified =>
            Text(notified.IsAssumption ? "Step_NotifiedByAssumedFiction" : "Step_NotifiedByFiction", Day(notified.Day), notified.Source, notified.Days),
        DerivationStep.Counted { Backwards: true } counted => Text("Step_CountedBackwards", Of(counted.Length), Day(counted.Day), counted.Source),
        DerivationStep.Counted counted => Text(
            counted.OnMonthEnd ? "Step_CountedToMonthEnd" : "Step_Counted", Of(counted.Length), Day(counted.Day), counted.Source, counted.From.Day),
        DerivationStep.CountedFromYearEnd counted =>
            Text("Step_CountedFromYearEnd", Of(counted.Length), Day(counted.Day), counted.Source, Day(counted.YearEnd)),
        DerivationStep.CountedInHours counted => Text("Step_CountedInHours", Of(counted.Length), Day(GermanDay.Of(counted.Until)), counted.Source, GermanDay.TimeOf(counted.Until)),
        DerivationStep.Named named => Text("Step_Named", Day(named.Day), named.Source),
        DerivationStep.Suspended suspended => Text(
            "Step_Suspended", Day(suspended.Day), Day(suspended.Span.First), Day(suspended.Span.Last), Cause(suspended.Cause), Of(Length.Days(suspended.Days)), suspended.Source),
        DerivationStep.Extended { By: { } by } extended =>
            Text("Step_ExtendedBy", Day(extended.Day), Day(extended.OldEnd), Day(extended.Announced), Of(by), extended.Source),
        DerivationStep.Extended extended => Text("Step_ExtendedUntil", Day(extended.Day), Day(extended.OldEnd), Day(extended.Announced), extended.Source),
        DerivationStep.Limited limited => Text("Step_Limited", Day(limited.Day), Of(limited.Length), Fact(limited.Fact), limited.Source),
        DerivationStep.Shifted shifted => Text("Step_Shifted", Day(shifted.Day), Joined(shifted.Passed.Select(Passed), "And"), Of(shifted.Place), shifted.Source),
        DerivationStep.NotShifted notShifted => Text($"Step_NotShifted_{notShifted.Why}", Day(notShifted.Day), Of(notShifted.Place)),
        DerivationStep.Opened opened => Text("Step_Opened", Day(opened.Day), opened.Source),
        _ => throw new InvalidOperationException($"{step} is a step without a text."),
    };

    /// <summary>Why a deadline cannot be computed, or what is to be checked about it.</summary>
    public string Sentence(Reason reason)
    {
        var arguments = reason.Arguments.Select(Argument).ToArray();
        var text = Raw(reason.Code);
        return text.Contains("{*}", StringComparison.Ordinal) ? text.Replace("{*}", Joined(arguments, "Or"), StringComparison.Ordinal) : string.Format(_culture, text, [.. arguments]);
    }

    /// <summary>Whether this reason is one of deadlines; others have their texts elsewhere.</summary>
    public bool Knows(Reason reason) => s_texts.GetString(reason.Code, _culture) is not null;

    /// <summary>A day with its weekday, short: <c>Fr 13.03.2026</c>, <c>Fri 13 Mar 2026</c>.</summary>
    public string Day(DateOnly day) => Text("Day", Raw("Weekdays").Split(' ')[(int)day.DayOfWeek], day.Day, Raw("Months").Split(' ')[day.Month - 1], day.Year);

    public string Of(Length length) => length.Count == 1
        ? Raw($"{length.Unit}_1")
        : Text(length.Unit == LengthUnit.Months ? "Months_n" : length.Unit.ToString(), length.Count);

    public string Of(Place place) => place.Land is not { } land ? Raw("Abroad")
        : place.Municipality is { } municipality ? Text("PlaceOfMunicipality", municipality, land) : land.ToString();

    /// <summary>The name of a fact; a code that the catalogue does not know is told as it is.</summary>
    public string Fact(string code) => catalog.Facts.TryGetValue(code, out var name) ? name.In(language) : code;

    private string Cause(string code) => catalog.Causes.TryGetValue(code, out var name) ? name.In(language) : code;

    private string Passed(DayOff passed) => Text(
        "Step_PassedDay", Day(passed.Day),
        passed.Holiday is { } holiday ? language == Language.German ? holiday.GermanName : holiday.EnglishName : Raw("WeekdaysLong").Split(' ')[(int)passed.Day.DayOfWeek]);

    private string Argument(object argument) => argument switch
    {
        DateOnly day => Day(day),
        Length length => Of(length),
        LocalText text => text.In(language),
        string code => string.Join(" + ", code.Split(" + ").Select(Named)),
        IFormattable number => number.ToString(null, _culture),
        _ => argument.ToString() ?? "",
    };

    /// <summary>Codes have names; paragraphs and codes of deadlines stand for themselves.</summary>
    private string Named(string code) =>
        catalog.Facts.TryGetValue(code, out var name) || catalog.Circumstances.TryGetValue(code, out name) || catalog.Causes.TryGetValue(code, out name) ? name.In(language) : code;

    private string Joined(IEnumerable<string> parts, string lastWord)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {Raw(lastWord)} {all[^1]}";
    }

    private string Text(string key, params object?[] arguments) => string.Format(_culture, Raw(key), arguments);

    private string Raw(string key) => s_texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{key}\".");
}
