namespace IqWorkflows.Casework.Accounts;

/// <summary>What an account may do. Codes as people of the programme know them.</summary>
public static class Role
{
    /// <summary>Counsellor: own cases, and those of whoever they stand in for.</summary>
    public const string Counsellor = "BER";

    /// <summary>Lead of a centre: all cases of the centre.</summary>
    public const string Lead = "LEITUNG";

    /// <summary>Office: who the clients of the centre are and when they come, nothing else.</summary>
    public const string Office = "VERW";

    /// <summary>Coordination of the network: numbers, no case.</summary>
    public const string Coordination = "KOORDINATION";

    /// <summary>Training provider: who takes part in its own measures, from when to when and with what result.</summary>
    public const string Provider = "QUT";

    /// <summary>Counsellor of Faire Integration: the cases of that centre, which nobody else sees.</summary>
    public const string FairIntegration = "FI";

    /// <summary>Data protection officer: who looked at which case, no case itself.</summary>
    public const string PrivacyOfficer = "DSB";

    /// <summary>Draws procedures; sees no case.</summary>
    public const string Designer = "designer";

    /// <summary>Runs the server and gives out accounts; sees no case.</summary>
    public const string Operator = "operator";

    public static IReadOnlyList<string> All { get; } = [Counsellor, Lead, Office, Coordination, Provider, FairIntegration, PrivacyOfficer, Designer, Operator];

    /// <summary>Those that a lead may give within the own centre; all others are the operator's to give.</summary>
    public static IReadOnlyList<string> OfLeads { get; } = [Counsellor, Lead, Office, FairIntegration];

    /// <summary>The role of the person of the staff that belongs to it.</summary>
    /// <returns>Null for roles that have nothing to do with a centre.</returns>
    public static string? OfStaff(string role) => role switch
    {
        Counsellor or FairIntegration => "COUNSELLOR",
        Lead => "LEAD",
        Office => "OFFICE",
        Coordination => "COORDINATION",
        PrivacyOfficer => "DSB",
        _ => null,
    };
}
