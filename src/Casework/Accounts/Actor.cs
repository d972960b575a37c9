using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Casework.Accounts;

/// <summary>Whoever changes accounts and centres.</summary>
/// <param name="Id">Id of the account, or <c>iqw</c> for the command line.</param>
/// <param name="IsOperator">May change all of them; otherwise those of the own centre.</param>
/// <param name="CentreId">The centre that they lead; null: none.</param>
public sealed record Actor(string Id, bool IsOperator, string? CentreId)
{
    /// <summary>Whoever may run the program on the machine.</summary>
    public static Actor CommandLine { get; } = new("iqw", true, null);

    /// <returns>Null when they may change nothing.</returns>
    public static Actor? Of(Viewer viewer) => viewer.Is(Role.Operator) || (viewer.Is(Role.Lead) && viewer.CentreId is not null)
        ? new Actor(viewer.AccountId, viewer.Is(Role.Operator), viewer.Is(Role.Lead) ? viewer.CentreId : null)
        : null;

    /// <summary>Whether they may give these roles.</summary>
    public bool MayGive(IEnumerable<string> roles) => IsOperator || roles.All(Role.OfLeads.Contains);

    /// <summary>Whether the account is theirs to change: a lead touches nobody who may do more than a lead.</summary>
    public bool MayChange(AccountRow account, StaffRow? staff) => IsOperator || (staff is not null && staff.CentreId == CentreId && MayGive(AccountBook.RolesOf(account)));
}
