using System.CommandLine;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw user</c>: gives out accounts while the server is stopped, or on PostgreSQL beside it.</summary>
internal static class UserCommand
{
    public static Command Build() => new("user", "Gives out accounts for the desk, and looks after them.")
    {
        Add(),
        List(),
        Change("lock", "Locks an account: nobody can sign in with it any more.", "was locked", (care, id, cancellationToken) => care.CloseAsync(Actor.CommandLine, id, cancellationToken)),
        Change("unlock", "Unlocks an account, also after too many wrong passwords.", "was unlocked", (care, id, cancellationToken) => care.OpenAsync(Actor.CommandLine, id, cancellationToken)),
        Change("reset-two-factor", "Turns the second factor of an account off, when the phone is lost.", "needs no second factor any more", (care, id, cancellationToken) => care.ResetTwoFactorAsync(Actor.CommandLine, id, null, cancellationToken)),
        ResetPassword(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What the person types to sign in." };
        var mail = new Option<string>("--mail") { Description = "Mail address.", HelpName = "ADDRESS", Required = true };
        var roles = new Option<string[]>("--role") { Description = $"{string.Join(", ", Role.All)}. Once for each.", HelpName = "ROLE", Required = true };
        var fullName = new Option<string?>("--full-name") { Description = "First and last name; the account name when it is left out.", HelpName = "TEXT" };
        var centre = new Option<string?>("--centre") { Description = "Id of the counselling centre, for the roles that work at one.", HelpName = "ID" };
        var staff = new Option<string?>("--staff") { Description = "Id of a person of the staff who exists already and whose account this is.", HelpName = "ID" };
        var provider = new Option<string?>("--provider") { Description = "Mail address of the training provider, for the role QUT.", HelpName = "ADDRESS" };
        var database = Database();
        var password = new Option<bool>("--password-stdin") { Description = "Reads the password from the standard input, one line. Without it an invitation is printed, with which the person chooses one." };
        var command = new Command("add", "Adds an account. A server on a file must be stopped meanwhile. Exit code 0: it was added; 1: something is wrong with it; 2: the database cannot be opened.")
        {
            name, mail, roles, fullName, centre, staff, provider, password,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var typed = parsed.GetValue(password) ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : null;
            if (typed is not null && !PasswordRule.Accepts(typed))
                throw new CommandRefusedException($"The password needs {PasswordRule.Shortest} to {PasswordRule.Longest} characters.");
            var wanted = new NewAccount(parsed.GetRequiredValue(name), parsed.GetValue(fullName) ?? parsed.GetRequiredValue(name), parsed.GetRequiredValue(mail), parsed.GetRequiredValue(roles))
            {
                CentreId = parsed.GetValue(centre),
                StaffId = parsed.GetValue(staff),
                Provider = parsed.GetValue(provider),
                PasswordHash = typed is null ? null : PasswordHash.Of(typed),
            };
            return await AddAsync(database.In(parsed), wanted, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken);
        });
        return command;
    }

    private static Command List()
    {
        var database = Database();
        var command = new Command("list", "Lists all accounts: name, state, second factor, roles. A server on a file must be stopped meanwhile.");
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var runtime = await OpenAsync(database.In(parsed), cancellationToken);
            await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
            await foreach (var account in db.Accounts.AsNoTracking().OrderBy(account => account.Name).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var state = account switch { { ClosedAt: not null } => "locked", { PasswordHash: null } => "invited", _ when account.LockedUntil > runtime.Clock.GetUtcNow() => "too many wrong passwords", _ => "active" };
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Printable.Of(account.Name)}\t{state}\t{(account.TwoFactorSince is null ? "password only" : "two factors")}\t{Printable.Of(account.Roles.Replace(' ', ','))}");
            }
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Change(string verb, string description, string said, Func<AccountCare, string, CancellationToken, Task<IReadOnlyList<Obstacle>>> change)
    {
        var (name, database) = (new Argument<string>("NAME") { Description = "What the person types to sign in." }, Database());
        var command = new Command(verb, description + " A server on a file must be stopped meanwhile. Exit code 0: done; 1: it cannot be; 2: the database cannot be opened.") { name };
        database.AddTo(command);
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed, name, database, async (runtime, account) =>
        {
            var problems = await change(new AccountCare(runtime, new AccountBook(runtime)), account.Id, cancellationToken);
            foreach (var problem in problems)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"iqw: {Sentence(problem)}");
            if (problems.Count > 0)
                return ExitCode.Bad;
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Printable.Of(account.Name)} {said}.");
            return ExitCode.Good;
        }, cancellationToken));
        return command;
    }

    private static Command ResetPassword()
    {
        var (name, database) = (new Argument<string>("NAME") { Description = "What the person types to sign in." }, Database());
        var command = new Command("reset-password", "Prints a link with which the person chooses a new password. A server on a file must be stopped meanwhile. Exit code 0: printed; 1: the account is locked or unknown; 2: the database cannot be opened.") { name };
        database.AddTo(command);
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed, name, database, async (runtime, account) =>
        {
            if (await new AccountCare(runtime, new AccountBook(runtime)).ResetPasswordAsync(Actor.CommandLine, account.Id, cancellationToken) is not { } token)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"iqw: {Printable.Of(account.Name)} is locked. Unlock it first.");
                return ExitCode.Bad;
            }
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Shown only this once, for an hour. Open on the desk: /passwort-neu?token={token}");
            return ExitCode.Good;
        }, cancellationToken));
        return command;
    }

    private static async Task<int> WithAsync(ParseResult parsed, Argument<string> name, DatabaseSettings database, Func<IqRuntime, AccountRow, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var runtime = await OpenAsync(database.In(parsed), cancellationToken);
        if (await new AccountBook(runtime).OfNameAsync(parsed.GetRequiredValue(name), cancellationToken) is { } account)
            return await act(runtime, account);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"iqw: There is no account {Printable.Of(parsed.GetRequiredValue(name))}.");
        return ExitCode.Bad;
    }

    private static DatabaseSettings Database() => new("Folder of the database.");

    private static async Task<int> AddAsync(DatabasePlace place, NewAccount wanted, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!place.IsPostgres)
            Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!); // a file lies in a folder
        await using var runtime = await OpenAsync(place, cancellationToken, isMade: true);
        var answer = await new AccountBook(runtime).AddAsync(wanted, cancellationToken);
        foreach (var problem in answer.Problems)
            await error.WriteLineAsync($"iqw: {Sentence(problem)}");
        if (answer.Problems.Count > 0)
            return ExitCode.Bad;
        await output.WriteLineAsync($"{Printable.Of(wanted.Name)} was added: {string.Join(", ", wanted.Roles)}.");
        if (answer.Invitation is { } invitation)
            await output.WriteLineAsync($"Invitation, shown only this once, for {AccountBook.InvitationLasts.Days} days. Open on the desk: /einladung?token={invitation}");
        return ExitCode.Good;
    }

    private static async Task<IqRuntime> OpenAsync(DatabasePlace place, CancellationToken cancellationToken, bool isMade = false)
    {
        var database = await place.OpenForCommandAsync(cancellationToken, isMade);
        var compiler = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        return new IqRuntime(database, compiler, new WorkflowEngine(EngineLimits.Default), database.Clock ?? TimeProvider.System, new RuntimeOptions(), null);
    }

    private static string Sentence(Obstacle problem) => problem.Code switch
    {
        "name-unusable" => "The name needs 1 to 64 plain letters, digits, dots or hyphens.",
        "name-taken" => "There is an account of that name already.",
        "full-name-missing" => "The full name is empty or too long.",
        "mail-unusable" => "The mail address cannot be used.",
        "role-unknown" => $"There is no role {Printable.Of(problem.Args[0])}. Known: {string.Join(", ", Role.All)}.",
        "centre-unknown" => "There is no such counselling centre. Name one with --centre, or make the first account on the desk, which makes one.",
        "staff-unknown" => "There is no such person on the staff.",
        "staff-taken" => "There is a person of that id on the staff. If it is the same, say so with --staff.",
        "provider-unusable" => "The role QUT needs --provider, and no other role takes it.",
        "provider-alone" => "A training provider has no other roles.",
        "wrong-side" => "The role does not go with the centre: centres of Faire Integration have counsellors of their own (role FI).",
        "last-operator" => "Somebody must remain operator: give the role to somebody else first.",
        _ => problem.ToString(),
    };
}
