namespace IqWorkflows.Casework.Accounts;

/// <summary>How much of a case somebody may see.</summary>
public enum CaseSight
{
    /// <summary>Not even that there is such a case.</summary>
    None,

    /// <summary>Who the client is, how to reach them, when they come, what the office has to do.</summary>
    Contact,

    /// <summary>Everything, and may change it.</summary>
    Whole,
}

/// <summary>Whoever has signed in, with what decides which cases they may see.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">Codes of their roles.</param>
/// <param name="StaffId">The person of the staff; null: none.</param>
/// <param name="CentreId">Their centre; null: none.</param>
/// <param name="CentreName">Its name.</param>
/// <param name="Absent">People of the staff who are absent today and whom they stand in for.</param>
public sealed record Viewer(string AccountId, string Name, IReadOnlySet<string> Roles, string? StaffId, string? CentreId, string? CentreName, IReadOnlyList<string> Absent)
{
    /// <summary>Works with cases: counsels, leads or keeps the office.</summary>
    public bool WorksWithCases => StaffId is not null && (Is(Role.Counsellor) || Is(Role.Lead) || Is(Role.Office));

    /// <summary>Sees all cases of the centre.</summary>
    public bool SeesCentre => CentreId is not null && (Is(Role.Lead) || Is(Role.Office));

    /// <summary>Sees the names and dates of clients and nothing else.</summary>
    public bool SeesContactsOnly => Is(Role.Office) && !Is(Role.Lead) && !Is(Role.Counsellor);

    public bool Is(string role) => Roles.Contains(role);

    /// <summary>How much they may see of a case.</summary>
    public CaseSight SightOf(string? centreId, string? counsellorId, string? deputyId)
    {
        if (StaffId is null)
            return CaseSight.None;
        if (Is(Role.Lead) && CentreId is not null && centreId == CentreId)
            return CaseSight.Whole;
        if (Is(Role.Counsellor) && (counsellorId == StaffId || deputyId == StaffId || (counsellorId is not null && Absent.Contains(counsellorId))))
            return CaseSight.Whole;
        return Is(Role.Office) && CentreId is not null && centreId == CentreId ? CaseSight.Contact : CaseSight.None;
    }
}
