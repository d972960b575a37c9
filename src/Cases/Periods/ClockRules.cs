namespace IqWorkflows.Cases.Periods;

/// <summary>A ground on which a period stands still.</summary>
/// <param name="EndsWithPeriod">The suspension lasts until the end of a period that is set, which the weekend rule may shift; otherwise until an event.</param>
public sealed record SuspensionCause(string Code, string Source, bool EndsWithPeriod);

/// <summary>Whether and how the law lets a period stand still.</summary>
/// <param name="Ineffective">Grounds that the law names as having no effect, with their paragraph.</param>
public sealed record SuspensionRule(string Name, string Source, IReadOnlyList<SuspensionCause> Causes, IReadOnlyDictionary<string, string> Ineffective);

/// <summary>The most by which a period may be extended, for matters with certain circumstances.</summary>
/// <param name="When">All of these must hold; empty: always.</param>
/// <param name="Flag">The code under which more is flagged.</param>
public sealed record ExtensionLimit(IReadOnlyList<string> When, Length AtMost, string Source, string Flag);

/// <summary>Whether and how the law lets a period be extended.</summary>
/// <param name="Times">How often; null: as often as it is asked for.</param>
/// <param name="IsRetroactive">Whether that is possible after the end as well.</param>
public sealed record ExtensionRule(
    string Name, string Source, int? Times, bool NeedsReason, bool IsRetroactive, IReadOnlyList<ExtensionLimit> Limits);

/// <summary>Codes under which acts are flagged that have no effect on a period. They are recorded all the same, since they happened.</summary>
public static class ClockFlag
{
    public const string SecondExtension = "UNZULAESSIG_ZWEITE_VERLAENGERUNG";
    public const string ExtensionAfterEnd = "UNZULAESSIG_VERLAENGERUNG_NACH_FRISTENDE";
    public const string ExtensionWithoutReason = "UNZULAESSIG_VERLAENGERUNG_OHNE_BEGRUENDUNG";
    public const string ExtensionWithoutLength = "UNZULAESSIG_VERLAENGERUNG_OHNE_DAUER";
    public const string ExtensionNotProvided = "UNZULAESSIG_VERLAENGERUNG_NICHT_VORGESEHEN";
    public const string ExtensionShortens = "UNZULAESSIG_VERLAENGERUNG_VERKUERZT";
    public const string ExtensionTooLong = "UNZULAESSIG_HOECHSTDAUER";
    public const string SuspensionWithoutReason = "UNZULAESSIG_HEMMUNG_OHNE_GRUND";
    public const string SuspensionNotProvided = "UNZULAESSIG_HEMMUNG_NICHT_VORGESEHEN";
    public const string SuspensionOnThatGroundNotProvided = "UNZULAESSIG_HEMMUNG_GRUND_NICHT_VORGESEHEN";
    public const string SuspensionIneffective = "UNZULAESSIG_HEMMUNG_AUSGESCHLOSSEN";
    public const string SuspensionEndsBeforeItBegins = "UNZULAESSIG_HEMMUNG_ENDE_VOR_BEGINN";
    public const string SuspensionAfterEnd = "WIRKUNGSLOS_HEMMUNG_NACH_FRISTENDE";
    public const string SuspensionBeforeStart = "WIRKUNGSLOS_HEMMUNG_VOR_FRISTBEGINN";

    /// <summary>An extension over the end of a month: the end follows the last day of the month, a naive count the number of the day.</summary>
    public const string MonthEnd = "PRUEFEN_MONATSENDE";

    /// <summary>The notice names another day than its own length would give.</summary>
    public const string NamedDayDiffers = "PRUEFEN_TERMIN_WEICHT_AB";
}
