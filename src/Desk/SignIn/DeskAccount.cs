using IqWorkflows.Storage.Accounts;

namespace IqWorkflows.Desk.SignIn;

/// <summary>An account as ASP.NET Core Identity wants one: with values that change.</summary>
internal sealed class DeskAccount(AccountRow row)
{
    public AccountRow Row { get; set; } = row;

    /// <summary>The stamp that the database had when the account was read.</summary>
    public string StampBefore { get; set; } = row.SecurityStamp;
}
