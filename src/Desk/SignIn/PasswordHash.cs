using IqWorkflows.Storage.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Makes the hash of a password for an account that does not exist yet.</summary>
public static class PasswordHash
{
    public static string Of(string password) => new PasswordHasher<DeskAccount>().HashPassword(new DeskAccount(new AccountRow()), password);
}
