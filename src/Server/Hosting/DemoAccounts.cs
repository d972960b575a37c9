using System.Security.Cryptography;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Hosting;

/// <summary>Accounts for everybody in a demonstration, so that its cases can be seen through each one's eyes.</summary>
internal static class DemoAccounts
{
    /// <summary>Draws procedures and runs the server, and is of no centre.</summary>
    public const string Operator = "betrieb";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that looks like another

    /// <summary>A password that nobody knows before: a demonstration may be seen from elsewhere, too.</summary>
    public static string NewPassword() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    /// <summary>Names them in one sentence: those at centres are a role and a Land.</summary>
    public static string Sentence(IReadOnlyList<string> names)
    {
        var parts = names.Where(name => name != Operator).Select(name => name.Split('-')).ToList();
        return $"Sign in as {string.Join(", ", parts.Select(part => part[0] + "-XX").Distinct())} with XX one of {string.Join(", ", parts.Select(part => part[1]).Distinct().Order(StringComparer.Ordinal))}; or as {Operator}, who runs the server and draws procedures.";
    }

    /// <summary>Gives out one account for each person of the staff, named like their id, and one for <see cref="Operator"/>; all with this password.</summary>
    /// <returns>The names of the accounts.</returns>
    public static async Task<IReadOnlyList<string>> GiveOutAsync(IqRuntime runtime, string password, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var staff = await db.Staff.AsNoTracking().OrderBy(person => person.Id).ToListAsync(cancellationToken);
        var hash = PasswordHash.Of(password);
        IEnumerable<NewAccount> wanted =
        [
            .. staff.Select(person => new NewAccount(person.Id, person.Name, person.Id + "@example.org", [.. Role.All.Where(role => Role.OfStaff(role) == person.Role)]) { StaffId = person.Id, PasswordHash = hash }),
            new NewAccount(Operator, "Otto Brandt", Operator + "@example.org", [Role.Designer, Role.Operator]) { PasswordHash = hash },
        ];
        var names = new List<string>();
        foreach (var account in wanted)
        {
            if ((await new AccountBook(runtime).AddAsync(account, cancellationToken)).Problems is { Count: > 0 } problems)
                throw new InvalidOperationException($"{account.Name}: {problems[0]}");
            names.Add(account.Name);
        }
        return names;
    }
}
