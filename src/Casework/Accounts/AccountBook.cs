using System.Security.Cryptography;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Settings;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>The wish for an account.</summary>
/// <param name="Name">What they type to sign in.</param>
/// <param name="FullName">Their name, for the staff.</param>
/// <param name="Mail">Their mail address.</param>
/// <param name="Roles">Codes of <see cref="Role"/>.</param>
public sealed record NewAccount(string Name, string FullName, string Mail, IReadOnlyList<string> Roles)
{
    /// <summary>The centre at which they work; null when no role needs one.</summary>
    public string? CentreId { get; init; }

    /// <summary>A centre to be made, for the first account; null: it exists.</summary>
    public CentreRow? NewCentre { get; init; }

    /// <summary>A person of the staff that exists already and whose account it is; null: one is made of the name.</summary>
    public string? StaffId { get; init; }

    /// <summary>Hash of the password; null: an invitation is made.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Mail address of the training provider, for that role; null: none.</summary>
    public string? Provider { get; init; }

    /// <summary>Only as long as there is no account at all.</summary>
    public bool OnlyAsFirst { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Problems">Codes of what is wrong; empty: it was made.</param>
/// <param name="Invitation">What the person needs to choose a password; told this once.</param>
/// <param name="Id">Id of the account; null: none was made.</param>
public sealed record AccountAnswer(IReadOnlyList<Obstacle> Problems, string? Invitation = null, string? Id = null);

/// <summary>Accounts: who may sign in, and as whom.</summary>
public sealed class AccountBook(IqRuntime runtime)
{
    /// <summary>How long an invitation holds.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>Kind of the centres of Faire Integration.</summary>
    public const string FairCentre = "FI";

    private const int LongestName = 64;

    public Task<bool> AnyAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(AccountTable.Any, cancellationToken);

    public Task<AccountRow?> FindAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.Find(turn, id), cancellationToken);

    public Task<AccountRow?> OfNameAsync(string name, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.OfName(turn, Folded(name)), cancellationToken);

    /// <summary>Saves the password and what goes with it.</summary>
    /// <returns>False when somebody ended its sign-ins since it was read.</returns>
    public Task<bool> UpdateAsync(AccountRow row, string stampBefore, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.UpdatePassword(turn, row, stampBefore), cancellationToken);

    /// <returns>How many wrong passwords or codes there were in a row.</returns>
    public Task<int> CountFailureAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.CountFailure(turn, id), cancellationToken);

    public Task ResetFailuresAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.ResetFailures(turn, id), cancellationToken);

    public Task MarkSignInAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.MarkSignIn(turn, id, runtime.Now), cancellationToken);

    public Task SetLanguageAsync(string id, string language, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.SetLanguage(turn, id, language), cancellationToken);

    /// <summary>Makes an account, and the person of the staff with it.</summary>
    public Task<AccountAnswer> AddAsync(NewAccount wanted, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Add(turn, Actor.CommandLine, wanted), cancellationToken);

    /// <summary>Whoever has signed in, as the database knows them now.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="securityStamp">The stamp of the sign-in; one of an older password counts no longer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the account is gone or its password was changed since.</returns>
    public Task<Viewer?> ViewerAsync(string accountId, string? securityStamp, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (AccountTable.Find(turn, accountId) is not { PasswordHash: not null, ClosedAt: null } account || account.SecurityStamp != securityStamp)
                return null;
            var staff = account.StaffId is { } staffId ? StaffTable.Person(turn, staffId) : null;
            var centre = staff is null ? null : StaffTable.Centre(turn, staff.CentreId);
            var absent = staff is null ? [] : Absent(turn, staff.Id);
            var roles = RolesOf(account).ToHashSet(StringComparer.Ordinal);
            if (roles.Contains(Role.FairIntegration))
                roles.Add(Role.Counsellor); // the same craft, on the other side of the wall
            return new Viewer(account.Id, staff?.Name ?? account.Name, roles, staff?.Id, centre?.Id, centre?.Name, absent)
            {
                IsFair = centre?.Kind == FairCentre,
                Walled = [.. StaffTable.WalledCentres(turn).Where(id => id != centre?.Id)],
                Provider = roles.Contains(Role.Provider) ? account.Provider : null,
                MustSetUpTwoFactor = account.TwoFactorSince is null && SettingBook.TwoFactorRoles(turn).Overlaps(roles),
            };
        },
        cancellationToken);

    /// <summary>Whom somebody stands in for today.</summary>
    private List<string> Absent(Turn turn, string deputy) => turn.Read(
        "select id from staff where deputy = @deputy and absent_from <= @today and (absent_until is null or absent_until >= @today) order by id",
        row => row.GetString(0),
        deputy,
        GermanDay.Of(runtime.Now));

    public static IReadOnlySet<string> RolesOf(AccountRow account) => account.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>A new stamp: sign-ins made with the old one count no longer.</summary>
    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Makes an account in the turn of somebody else.</summary>
    internal AccountAnswer Add(Turn turn, Actor actor, NewAccount wanted)
    {
        var name = Folded(wanted.Name);
        var problems = new List<Obstacle>();
        if (wanted.OnlyAsFirst && AccountTable.Any(turn))
            return new AccountAnswer([new Obstacle("not-first")]);
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@'))
            problems.Add(new Obstacle("name-unusable"));
        problems.AddRange(AccountRules.ReasonsAgainst(wanted.FullName, wanted.Mail, wanted.Roles, wanted.Provider));
        if (!actor.MayGive(wanted.Roles) || (!actor.IsOperator && (wanted.CentreId != actor.CentreId || wanted.StaffId is not null || wanted.NewCentre is not null)))
            problems.Add(new Obstacle("not-yours"));
        var staffRole = wanted.Roles.Select(Role.OfStaff).FirstOrDefault(role => role is not null);
        if (wanted.NewCentre is { } made && (made.Name.Trim().Length == 0 || !Enum.TryParse<Land>(made.Land, out var land) || land.ToString() != made.Land))
            problems.Add(new Obstacle("centre-incomplete"));
        else if (wanted.NewCentre is { } stated && CentreBook.IsTooLong(stated))
            problems.Add(new Obstacle("centre-long"));
        else if (wanted is { StaffId: { } known } && StaffTable.Person(turn, known) is null)
            problems.Add(new Obstacle("staff-unknown", known));
        else if (staffRole is not null && wanted is { NewCentre: null, StaffId: null } && (wanted.CentreId is null || StaffTable.Centre(turn, wanted.CentreId) is null))
            problems.Add(new Obstacle("centre-unknown", wanted.CentreId ?? ""));
        else if (wanted.NewCentre is null && (wanted.StaffId is { } person ? StaffTable.Person(turn, person)?.CentreId : wanted.CentreId) is { } place && AccountRules.AgainstWall(wanted.Roles, StaffTable.Centre(turn, place)) is { } wall)
            problems.Add(wall);
        if (AccountTable.OfName(turn, name) is not null)
            problems.Add(new Obstacle("name-taken"));
        if (wanted.StaffId is null && staffRole is not null && StaffTable.Person(turn, name) is not null)
            problems.Add(new Obstacle("staff-taken", name));
        return problems.Count > 0 ? new AccountAnswer(problems) : Save(turn, actor, wanted, name, staffRole);
    }

    private AccountAnswer Save(Turn turn, Actor actor, NewAccount wanted, string name, string? staffRole)
    {
        if (wanted.NewCentre is { } centre)
            StaffTable.Save(turn, centre);
        var staffId = wanted.StaffId;
        if (staffId is null && staffRole is not null)
        {
            staffId = name;
            StaffTable.Save(turn, new StaffRow { Id = name, Name = wanted.FullName.Trim(), Mail = wanted.Mail, Role = staffRole, CentreId = wanted.NewCentre?.Id ?? wanted.CentreId! }); // checked above
        }
        var now = runtime.Now;
        var invitation = wanted.PasswordHash is null ? SecretToken.New() : null;
        var row = new AccountRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Name = name,
            Mail = wanted.Mail.Trim(),
            PasswordHash = wanted.PasswordHash,
            SecurityStamp = NewStamp(),
            Roles = string.Join(' ', wanted.Roles.Distinct()),
            StaffId = staffId,
            InvitationHash = invitation is null ? null : SecretToken.HashOf(invitation),
            InvitationEndsAt = invitation is null ? null : now + InvitationLasts,
            CreatedAt = now,
            Provider = wanted.Provider,
        };
        AccountTable.Insert(turn, row);
        AccountChangeRow.Insert(turn, new AccountChangeRow { At = now, Who = actor.Id, Kind = "account", Subject = row.Id, What = "added", After = row.Roles });
        return new AccountAnswer([], invitation, row.Id);
    }

    internal static string Folded(string name) => name.Trim().ToLowerInvariant();
}
