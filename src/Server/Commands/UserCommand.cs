using System.CommandLine;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw user</c>: gives out accounts while the server is stopped.</summary>
internal static class UserCommand
{
    public static Command Build() => new("user", "Gives out accounts for the desk.") { Add() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What the person types to sign in." };
        var mail = new Option<string>("--mail") { Description = "Mail address.", HelpName = "ADDRESS", Required = true };
        var roles = new Option<string[]>("--role") { Description = $"{string.Join(", ", Role.All)}. Once for each.", HelpName = "ROLE", Required = true };
        var fullName = new Option<string?>("--full-name") { Description = "First and last name; the account name when it is left out.", HelpName = "TEXT" };
        var centre = new Option<string?>("--centre") { Description = "Id of the counselling centre, for the roles that work at one.", HelpName = "ID" };
        var staff = new Option<string?>("--staff") { Description = "Id of a person of the staff who exists already and whose account this is.", HelpName = "ID" };
        var data = new Option<string>("--data") { Description = "Folder of the database.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
        var password = new Option<bool>("--password-stdin") { Description = "Reads the password from the standard input, one line. Without it an invitation is printed, with which the person chooses one." };
        var command = new Command("add", "Adds an account. The server must be stopped meanwhile. Exit code 0: it was added; 1: something is wrong with it; 2: the database cannot be opened.")
        {
            name, mail, roles, fullName, centre, staff, data, password,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var typed = parsed.GetValue(password) ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : null;
            if (typed is not null && !PasswordRule.Accepts(typed))
                throw new CommandRefusedException($"The password needs {PasswordRule.Shortest} to {PasswordRule.Longest} characters.");
            var wanted = new NewAccount(parsed.GetRequiredValue(name), parsed.GetValue(fullName) ?? parsed.GetRequiredValue(name), parsed.GetRequiredValue(mail), parsed.GetRequiredValue(roles))
            {
                CentreId = parsed.GetValue(centre),
                StaffId = parsed.GetValue(staff),
                PasswordHash = typed is null ? null : PasswordHash.Of(typed),
            };
            return await AddAsync(parsed.GetRequiredValue(data), wanted, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> AddAsync(string folder, NewAccount wanted, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var runtime = await OpenAsync(Path.GetFullPath(Path.Combine(folder, IqServer.DatabaseFile)), cancellationToken);
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

    private static async Task<IqRuntime> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var database = await Database.OpenFileAsync(path, keepsConnections: false, cancellationToken);
            var compiler = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
            return new IqRuntime(database, compiler, new WorkflowEngine(EngineLimits.Default), TimeProvider.System, new RuntimeOptions(), null);
        }
        catch (DatabaseInUseException exception)
        {
            throw new CommandRefusedException(exception.Message);
        }
    }

    private static string Sentence(Reason problem) => problem.Code switch
    {
        "name-unusable" => "The name needs 1 to 64 plain letters, digits, dots or hyphens.",
        "name-taken" => "There is an account of that name already.",
        "full-name-missing" => "The full name is empty or too long.",
        "mail-unusable" => "The mail address cannot be used.",
        "role-unknown" => $"There is no role {Printable.Of(problem.Args[0])}. Known: {string.Join(", ", Role.All)}.",
        "centre-unknown" => "There is no such counselling centre. Name one with --centre, or make the first account on the desk, which makes one.",
        "staff-unknown" => "There is no such person on the staff.",
        "staff-taken" => "There is a person of that id on the staff. If it is the same, say so with --staff.",
        _ => problem.ToString(),
    };
}
