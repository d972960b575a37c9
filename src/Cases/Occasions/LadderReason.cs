namespace IqWorkflows.Cases.Occasions;

/// <summary>Codes for why a rung is done, moved, or not done.</summary>
public static class LadderReason
{
    /// <summary>Arguments: name of the occasion.</summary>
    public const string AtOnce = "STUFE_SOFORT";

    /// <summary>Arguments: number of the rung, of how many, distance, day it counts from.</summary>
    public const string After = "STUFE_NACH";

    /// <summary>Arguments: as <see cref="After"/>, with the end of the deadline.</summary>
    public const string Before = "STUFE_VOR";

    /// <summary>Arguments: number of the rung, of how many, day.</summary>
    public const string OnDay = "STUFE_AM_TAG";

    /// <summary>The message before has not gone out yet. Arguments: number of the rung, of how many, distance.</summary>
    public const string AfterMessage = "STUFE_NACH_NACHRICHT";

    /// <summary>Arguments: number of the rung, of how many.</summary>
    public const string OnceEndKnown = "STUFE_WARTET_AUF_ENDE";

    /// <summary>Arguments: number of the rung, of how many, name of the fact.</summary>
    public const string OnceFactKnown = "STUFE_WARTET_AUF_ANGABE";

    /// <summary>Arguments: number of the rung, of how many.</summary>
    public const string OnceDayKnown = "STUFE_WARTET_AUF_TAG";

    /// <summary>Arguments: what happened.</summary>
    public const string StoppedBy = "LEITER_BEENDET";

    public const string StoppedByProcedure = "LEITER_VOM_ABLAUF_BEENDET";

    /// <summary>The task that it reminded of is done or dropped.</summary>
    public const string StoppedWithTask = "LEITER_MIT_AUFGABE_BEENDET";

    /// <summary>The deadline it hangs on is over or is not watched any more. Arguments: its code.</summary>
    public const string DeadlineOver = "LEITER_BEENDET_FRIST";

    /// <summary>Opened again from another day. Arguments: that day.</summary>
    public const string OpenedAgain = "LEITER_NEU_GEOEFFNET";

    /// <summary>Arguments: day of the client's activity.</summary>
    public const string Restarted = "LEITER_NEU_BEGONNEN";

    /// <summary>Arguments: the day that the rung hangs on now.</summary>
    public const string Moved = "STUFE_VERLEGT";

    public const string Paused = "STUFE_FALL_RUHT";
    public const string Closed = "STUFE_FALL_GESCHLOSSEN";

    /// <summary>The client does not want mail any more; a task was made instead, once.</summary>
    public const string ConsentWithdrawn = "STUFE_EINWILLIGUNG_WIDERRUFEN";

    public const string NotApplicable = "STUFE_TRIFFT_NICHT_ZU";

    /// <summary>Arguments: day of the other.</summary>
    public const string SameDay = "STUFE_AM_SELBEN_TAG";

    /// <summary>The client was asked in the same neutral words to get in touch. Arguments: day of that message.</summary>
    public const string Gathered = "STUFE_MIT_ANDERER_NACHRICHT";

    /// <summary>Arguments: the day that had passed.</summary>
    public const string PastWhenOpened = "STUFE_VERGANGEN";

    /// <summary>Its day lies before the case was taken over. Arguments: the day of that.</summary>
    public const string BeforeTakeover = "STUFE_VOR_UEBERNAHME";

    /// <summary>Missed, and done with a later one. Arguments: day of the later one.</summary>
    public const string Collapsed = "STUFE_ZUSAMMENGEFASST";

    /// <summary>Arguments: the code.</summary>
    public const string OccasionUnknown = "ANLASS_UNBEKANNT";

    /// <summary>Nobody awaits the event that the rung brings. Arguments: its name.</summary>
    public const string EventNotAwaited = "STUFE_EREIGNIS_NICHT_ERWARTET";

    /// <summary>A letter or a call because a mail may not be sent. Arguments: why not.</summary>
    public const string InsteadOfMail = "STATT_NACHRICHT";

    /// <summary>Arguments: why, since when.</summary>
    public const string Stalled = "STAU";

    /// <summary>The case gets on again, or somebody said until when its standing still is known.</summary>
    public const string NoLongerStalled = "STAU_VORBEI";

    /// <summary>Arguments: what is kept, the first day on which it may not be kept any more, the source.</summary>
    public const string RetentionEnds = "AUFBEWAHRUNG_ENDET";

    /// <summary>It may be kept longer, is locked, or was erased. Arguments: the day that was told.</summary>
    public const string RetentionMoved = "AUFBEWAHRUNG_ANDERS";

    /// <summary>Arguments: the day.</summary>
    public const string ListOfTheDay = "LISTE_DES_TAGES";

    /// <summary>Arguments: stalled cases, open cases, share in per cent.</summary>
    public const string ShareStalled = "STAUQUOTE";
}
