using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>What an account shall be.</summary>
/// <param name="FullName">Their name.</param>
/// <param name="Mail">Their mail address.</param>
/// <param name="Roles">Codes of <see cref="Role"/>.</param>
public sealed record AccountWish(string FullName, string Mail, IReadOnlyList<string> Roles)
{
    /// <summary>Where they work; null when no role needs it.</summary>
    public string? CentreId { get; init; }

    /// <summary>Person of the staff who stands in; null: nobody.</summary>
    public string? Deputy { get; init; }

    /// <summary>Mail address of the training provider; null: none.</summary>
    public string? Provider { get; init; }
}

/// <summary>Invites people and changes what they may do. Each change is a line of the history, and whoever is not allowed to is told so by a reason.</summary>
public sealed class AccountCare(IqRuntime runtime, AccountBook book)
{
    /// <summary>Makes an account and mails the invitation, both or none.</summary>
    public Task<AccountAnswer> InviteAsync(Actor actor, NewAccount wanted, Func<string, SystemMail> mail, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var answer = book.Add(turn, actor, wanted with { PasswordHash = null });
            if (answer is { Problems.Count: 0, Invitation: { } invitation })
                mail(invitation).Write(turn, wanted.FullName.Trim(), wanted.Mail.Trim(), runtime.Options.Mail, runtime.Now);
            return answer;
        },
        cancellationToken);

    /// <summary>Mails a new invitation; the old one counts no longer. Only as long as the person has no password.</summary>
    public Task<IReadOnlyList<Obstacle>> InviteAgainAsync(Actor actor, string id, Func<AccountRow, string, SystemMail> mail, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, _) =>
        {
            if (row is not { PasswordHash: null, ClosedAt: null, Mail: { } address })
                return [new Obstacle("not-invited")];
            var token = SecretToken.New();
            AccountTable.SetInvitation(turn, id, SecretToken.HashOf(token), runtime.Now + AccountBook.InvitationLasts);
            mail(row, token).Write(turn, row.Name, address, runtime.Options.Mail, runtime.Now);
            Note(turn, actor, id, "invited", null, null);
            return [];
        },
        cancellationToken);

    /// <summary>Nobody can sign in with it any more, and whoever has is out at once.</summary>
    public Task<IReadOnlyList<Obstacle>> CloseAsync(Actor actor, string id, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, _) =>
        {
            if (actor.Id == id)
                return [new Obstacle("yourself")];
            if (IsLastOperator(turn, row))
                return [new Obstacle("last-operator")];
            if (row.ClosedAt is not null)
                return [];
            Save(turn, row, row.Roles, row.Mail, row.StaffId, row.Provider, runtime.Now, AccountBook.NewStamp());
            Note(turn, actor, id, "closed", null, null);
            return [];
        },
        cancellationToken);

    /// <summary>They can sign in again, also after too many wrong passwords.</summary>
    public Task<IReadOnlyList<Obstacle>> OpenAsync(Actor actor, string id, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, _) =>
        {
            AccountTable.ForgetFailures(turn, id);
            Save(turn, row, row.Roles, row.Mail, row.StaffId, row.Provider, null, row.SecurityStamp);
            Note(turn, actor, id, "opened", null, null);
            return [];
        },
        cancellationToken);

    /// <summary>Whoever signed in with it must do so again.</summary>
    public Task<IReadOnlyList<Obstacle>> EndSignInsAsync(Actor actor, string id, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, _) =>
        {
            Save(turn, row, row.Roles, row.Mail, row.StaffId, row.Provider, row.ClosedAt, AccountBook.NewStamp());
            Note(turn, actor, id, "sign-ins-ended", null, null);
            return [];
        },
        cancellationToken);

    /// <summary>The phone is lost: signing in works with the password alone until a new one is set up. The person is told by mail.</summary>
    public Task<IReadOnlyList<Obstacle>> ResetTwoFactorAsync(Actor actor, string id, Func<AccountRow, SystemMail>? mail, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, _) =>
        {
            if (row.TwoFactorSince is null)
                return [];
            AccountTable.UpdateTwoFactor(turn, id, null, null, null);
            Save(turn, row, row.Roles, row.Mail, row.StaffId, row.Provider, row.ClosedAt, AccountBook.NewStamp());
            Note(turn, actor, id, "two-factor", "on", null);
            if (row.Mail is { } address)
                mail?.Invoke(row).Write(turn, row.Name, address, runtime.Options.Mail, runtime.Now);
            return [];
        },
        cancellationToken);

    /// <summary>Sets a way to a new password that the command line prints.</summary>
    /// <returns>What the person needs; null when there is no such account or it is locked.</returns>
    public Task<string?> ResetPasswordAsync(Actor actor, string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (AccountTable.Find(turn, id) is not { ClosedAt: null } row || !actor.MayChange(row, StaffOf(turn, row)))
                return null;
            var token = SecretToken.New();
            AccountTable.SetReset(turn, id, SecretToken.HashOf(token), runtime.Now + AccountKeys.ResetLasts);
            Note(turn, actor, id, "password-reset", null, null);
            return token;
        },
        cancellationToken);

    /// <summary>Changes name, address, roles, centre and deputy.</summary>
    /// <returns>Codes of what is wrong; empty: it was changed.</returns>
    public Task<IReadOnlyList<Obstacle>> ChangeAsync(Actor actor, string id, AccountWish wish, CancellationToken cancellationToken) => WithAsync(
        actor, id,
        (turn, row, staff) =>
        {
            var problems = ReasonsAgainst(turn, actor, row, staff, wish);
            if (problems.Count > 0)
                return problems;
            var staffRole = wish.Roles.Select(Role.OfStaff).FirstOrDefault(role => role is not null);
            var staffId = staffRole is null ? null : staff?.Id ?? row.Name;
            var roles = string.Join(' ', Role.All.Where(wish.Roles.Contains));
            if (staffId is not null)
            {
                StaffTable.Save(turn, new StaffRow
                {
                    Id = staffId,
                    Name = wish.FullName.Trim(),
                    Mail = wish.Mail.Trim(),
                    Phone = staff?.Phone,
                    Role = staffRole!, // staffId follows from it
                    CentreId = wish.CentreId!, // checked before
                    Deputy = wish.Deputy,
                    Language = staff?.Language,
                    AbsentFrom = staff?.AbsentFrom,
                    AbsentUntil = staff?.AbsentUntil,
                });
            }
            Save(turn, row, roles, wish.Mail.Trim(), staffId, wish.Provider, row.ClosedAt, row.SecurityStamp);
            foreach (var (what, before, after) in new[]
            {
                ("name", staff?.Name, staffId is null ? staff?.Name : wish.FullName.Trim()), ("mail", row.Mail, wish.Mail.Trim()), ("roles", string.Join(' ', Role.All.Where(AccountBook.RolesOf(row).Contains)), roles),
                ("centre", staff?.CentreId, staffId is null ? null : wish.CentreId), ("deputy", staff?.Deputy, staffId is null ? null : wish.Deputy), ("provider", row.Provider, wish.Provider),
            })
            {
                if (before != after)
                    Note(turn, actor, id, what, before, after);
            }
            return [];
        },
        cancellationToken);

    private static List<Obstacle> ReasonsAgainst(Turn turn, Actor actor, AccountRow row, StaffRow? staff, AccountWish wish)
    {
        var problems = AccountRules.ReasonsAgainst(wish.FullName, wish.Mail, wish.Roles, wish.Provider).ToList();
        if (!actor.MayGive(wish.Roles) || (!actor.IsOperator && wish.CentreId != actor.CentreId))
            problems.Add(new Obstacle("not-yours"));
        if (actor.Id == row.Id && !AccountBook.RolesOf(row).SetEquals(wish.Roles))
            problems.Add(new Obstacle("yourself"));
        if (!wish.Roles.Contains(Role.Operator) && IsLastOperator(turn, row))
            problems.Add(new Obstacle("last-operator"));
        var centre = wish.CentreId is { } centreId ? StaffTable.Centre(turn, centreId) : null;
        if (wish.Roles.Any(role => Role.OfStaff(role) is not null))
        {
            if (centre is null)
                problems.Add(new Obstacle("centre-unknown", wish.CentreId ?? ""));
            else if (AccountRules.AgainstWall(wish.Roles, centre) is { } wall)
                problems.Add(wall);
            if (wish.Deputy is { } deputy && (deputy == (staff?.Id ?? row.Name) || StaffTable.Person(turn, deputy) is not { } other || other.CentreId != wish.CentreId))
                problems.Add(new Obstacle("deputy-unusable"));
            if (staff is null && StaffTable.Person(turn, row.Name) is not null)
                problems.Add(new Obstacle("staff-taken", row.Name));
        }
        // The cases stay with the centre, so whoever leaves it must hand them over first.
        if (staff is not null && staff.CentreId != wish.CentreId && turn.Number("select 1 from cases where counsellor_id = @staff and closed_on is null limit 1", staff.Id) is not null)
            problems.Add(new Obstacle("has-cases"));
        return problems;
    }

    private static bool IsLastOperator(Turn turn, AccountRow row) =>
        AccountBook.RolesOf(row).Contains(Role.Operator) && !AccountTable.RolesOfOthers(turn, row.Id).Any(roles => roles.Split(' ').Contains(Role.Operator));

    private static StaffRow? StaffOf(Turn turn, AccountRow row) => row.StaffId is { } staffId ? StaffTable.Person(turn, staffId) : null;

    private static void Save(Turn turn, AccountRow row, string roles, string? mail, string? staffId, string? provider, DateTimeOffset? closedAt, string stamp) => AccountTable.UpdateRights(
        turn, new AccountRow { Id = row.Id, Mail = mail, Roles = roles, StaffId = staffId, Provider = provider, ClosedAt = closedAt, SecurityStamp = stamp });

    private void Note(Turn turn, Actor actor, string id, string what, string? before, string? after) =>
        AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = actor.Id, Kind = "account", Subject = id, What = what, Before = before, After = after });

    private Task<IReadOnlyList<Obstacle>> WithAsync(Actor actor, string id, Func<Turn, AccountRow, StaffRow?, IReadOnlyList<Obstacle>> change, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (AccountTable.Find(turn, id) is not { } row)
                return [new Obstacle("account-unknown")];
            var staff = StaffOf(turn, row);
            return actor.MayChange(row, staff) ? change(turn, row, staff) : [new Obstacle("not-yours")];
        },
        cancellationToken);
}
