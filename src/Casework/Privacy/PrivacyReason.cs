namespace IqWorkflows.Casework.Privacy;

/// <summary>Codes for why personal data of a case cannot be erased. The texts stand in the resources of <c>CaseLife</c>, beside all others of cases.</summary>
public static class PrivacyReason
{
    /// <summary>No argument.</summary>
    public const string LegalHold = "LOESCHSPERRE";

    /// <summary>Arguments: what must be kept, the first day on which it may go, the source.</summary>
    public const string KeptUntil = "NOCH_AUFZUBEWAHREN";

    /// <summary>No retention rule applies, and nobody has asked for erasure. No argument.</summary>
    public const string NotMarked = "NICHT_VORGEMERKT";

    /// <summary>Argument: the day.</summary>
    public const string MarkedAlready = "SCHON_VORGEMERKT";

    /// <summary>Argument: the day.</summary>
    public const string Erased = "SCHON_GELOESCHT";

    /// <summary>A message is being sent right now. No argument.</summary>
    public const string Sending = "NACHRICHT_UNTERWEGS";

    /// <summary>Argument: the rule asked for.</summary>
    public const string RuleUnknown = "AUFBEWAHRUNGSREGEL_UNBEKANNT";

    /// <summary>Arguments: what is kept. It lies outside; a person destroys it and records the day.</summary>
    public const string ByHand = "VON_HAND_ZU_VERNICHTEN";
}
