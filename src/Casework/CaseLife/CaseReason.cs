namespace IqWorkflows.Casework.CaseLife;

/// <summary>Codes for why something cannot be done with a case. The texts stand in the resources of this folder.</summary>
public static class CaseReason
{
    /// <summary>Argument: the number asked for.</summary>
    public const string CaseUnknown = "FALL_UNBEKANNT";

    /// <summary>Arguments: the cases that have the same name and birth date.</summary>
    public const string KnownAlready = "FALL_GIBT_ES_SCHON";

    /// <summary>No argument.</summary>
    public const string Closed = "FALL_GESCHLOSSEN";

    /// <summary>Argument: the state it is in.</summary>
    public const string NotClosed = "FALL_NICHT_GESCHLOSSEN";

    /// <summary>Argument: the wake-up day.</summary>
    public const string Paused = "FALL_RUHT";

    /// <summary>No argument.</summary>
    public const string NotPaused = "FALL_RUHT_NICHT";

    /// <summary>No argument.</summary>
    public const string WakeUpMissing = "WIEDERVORLAGE_FEHLT";

    /// <summary>Argument: the day.</summary>
    public const string WakeUpPast = "WIEDERVORLAGE_VERGANGEN";

    /// <summary>Arguments: the day, then the last one that would do.</summary>
    public const string WakeUpFar = "WIEDERVORLAGE_ZU_FERN";

    /// <summary>Arguments: the event, then the events that are awaited.</summary>
    public const string EventNotAwaited = "EREIGNIS_NICHT_ERWARTET";

    /// <summary>Argument: the task.</summary>
    public const string TaskUnknown = "AUFGABE_UNBEKANNT";

    /// <summary>Argument: the task.</summary>
    public const string TaskNotOpen = "AUFGABE_NICHT_OFFEN";

    /// <summary>Arguments: the outcome, then those there are.</summary>
    public const string OutcomeUnknown = "AUSGANG_UNBEKANNT";

    /// <summary>Arguments: the field for the reason why they may be missing (empty: there is none), then the papers that are missing.</summary>
    public const string DocumentsMissing = "UNTERLAGEN_FEHLEN";

    /// <summary>Argument: the instance that has faulted.</summary>
    public const string InstanceNotWaiting = "ABLAUF_STEHT";

    /// <summary>Argument: the code.</summary>
    public const string ClosingReasonUnknown = "ABSCHLUSSGRUND_UNBEKANNT";

    /// <summary>Arguments: the definition or the state at which none starts; why it may not start, if it is there.</summary>
    public const string ProcedureMissing = "ABLAUF_FEHLT";

    /// <summary>Argument: the centre.</summary>
    public const string CentreUnknown = "BERATUNGSSTELLE_UNBEKANNT";

    /// <summary>Argument: the id.</summary>
    public const string StaffUnknown = "PERSON_UNBEKANNT";

    /// <summary>Argument: what was given as kind of object.</summary>
    public const string KindUnknown = "OBJEKTART_UNBEKANNT";

    /// <summary>Argument: the instance, which belongs to no case.</summary>
    public const string NoCase = "KEIN_FALL";

    /// <summary>Argument: the object that the step names and the case does not have.</summary>
    public const string ObjectMissing = "SCHRITT_OBJEKT_FEHLT";

    /// <summary>Argument: the fact that the step names.</summary>
    public const string FactNotSettable = "SCHRITT_FELD_NICHT_SETZBAR";

    /// <summary>Argument: what was written as length.</summary>
    public const string NoSpan = "SCHRITT_DAUER_UNLESBAR";
}
