namespace IqWorkflows.Casework.Takeover;

/// <summary>Codes for what is wrong with a row of a file, with a file, or with undoing it. The texts stand in the resources of this folder.</summary>
public static class TakeoverReason
{
    /// <summary>Arguments: the fact.</summary>
    public const string Missing = "UEBERNAHME_FEHLT";

    /// <summary>Arguments: the fact, the state that asks for it.</summary>
    public const string MissingForState = "UEBERNAHME_FEHLT_FUER_STAND";

    /// <summary>Arguments: the fact, what was typed, what is nearest.</summary>
    public const string UnknownCode = "UEBERNAHME_CODE";

    /// <summary>Arguments: the fact, what was typed.</summary>
    public const string NoDay = "UEBERNAHME_DATUM";

    /// <summary>Arguments: the fact, what was typed.</summary>
    public const string NotYesOrNo = "UEBERNAHME_JA_NEIN";

    /// <summary>Arguments: what was typed.</summary>
    public const string NoCounsellor = "UEBERNAHME_BERATUNG";

    /// <summary>Arguments: the row that says the same.</summary>
    public const string TwiceInFile = "UEBERNAHME_DOPPELT";

    /// <summary>Arguments: the cases of the centre, if any.</summary>
    public const string KnownAlready = "UEBERNAHME_GIBT_ES_SCHON";

    /// <summary>No case starts there. Arguments: the state.</summary>
    public const string NoStart = "UEBERNAHME_KEIN_BEGINN";

    /// <summary>Somebody has worked on the case since.</summary>
    public const string WorkedOn = "UEBERNAHME_BEARBEITET";

    /// <summary>A message has left the house since.</summary>
    public const string Written = "UEBERNAHME_GESCHRIEBEN";
}
