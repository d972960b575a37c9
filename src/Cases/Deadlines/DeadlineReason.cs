namespace IqWorkflows.Cases.Deadlines;

/// <summary>Codes for why a deadline cannot be computed, and for what somebody should check about one that was.</summary>
public static class DeadlineReason
{
    public const string UnknownDeadline = "FRIST_UNBEKANNT";

    /// <summary>Arguments: the fact, or the facts any of which would do.</summary>
    public const string MissingFact = "TATSACHE_FEHLT";

    /// <summary>Arguments: the combinations of circumstances any of which would do.</summary>
    public const string MissingCircumstance = "UMSTAND_FEHLT";
    public const string MissingPeriod = "GESETZTE_FRIST_FEHLT";
    public const string PeriodNotSetHere = "FRIST_NICHT_SETZBAR";
    public const string LengthNotCountable = "DAUER_NICHT_ZAEHLBAR";
    public const string NoRuleOnThatDay = "KEINE_REGEL_AN_DIESEM_TAG";
    public const string NotNotified = "NICHT_BEKANNTGEGEBEN";
    public const string HolidaysUnknown = "FEIERTAGE_UNBEKANNT";
    public const string OutsideCalendar = "DATUM_AUSSERHALB";

    public const string DoubtfulHoliday = "PRUEFEN_FEIERTAG_GEMEINDE";
    public const string PlaceAbroad = "PRUEFEN_ORT_IM_AUSLAND";
    public const string Assumption = "PRUEFEN_ANNAHME";
    public const string NotificationAssumed = "PRUEFEN_BEKANNTGABE_ANNAHME";
    public const string NotificationUnknown = "PRUEFEN_BEKANNTGABE_UNBEKANNT";
    public const string LimitNotChecked = "PRUEFEN_HOECHSTFRIST_OHNE_TATSACHE";
    public const string KnowledgeUnknown = "PRUEFEN_KENNTNIS_UNBEKANNT";
    public const string MainPeriodUnknown = "PRUEFEN_NUR_KENNTNISFRIST";
    public const string AgreedTooShort = "PRUEFEN_KLAUSEL_ZU_KURZ";
    public const string DayInsteadOfHour = "PRUEFEN_STUNDE_UNBEKANNT";
}
