using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Rules;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Rules;

/// <summary>What all pages about rules share: who may, how problems are told, who changed what.</summary>
internal static class RuleWords
{
    public const int MostHistory = 50;

    /// <summary>Who looks after the server, and who leads a centre.</summary>
    public static bool MayChange(Viewer viewer) => viewer.Is(Role.Operator) || (viewer.Is(Role.Lead) && viewer.StaffId is not null);

    /// <summary>Problems of the rules as problems of a form.</summary>
    public static IEnumerable<Problem> Told(Visit visit, IEnumerable<RuleProblem> problems, string? field) =>
        problems.Select(problem => new Problem(visit.Words.Of("Rules.ReaderSays", problem.Message, problem.Remedy), field));

    /// <summary>Changes with the names of those who made them.</summary>
    public static async Task<IReadOnlyList<RuleChangeLine>> LinesAsync(IqRuntime runtime, IReadOnlyList<RuleOverrideRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Who).Distinct().ToList();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var names = await (from account in db.Accounts.Where(account => ids.Contains(account.Id))
                           join person in db.Staff on account.StaffId equals person.Id into people
                           from person in people.DefaultIfEmpty()
                           select new { account.Id, Name = person != null ? person.Name : account.Name }).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        return [.. rows.Select(row => new RuleChangeLine(row, names.GetValueOrDefault(row.Who) ?? row.Who))];
    }
}

/// <summary>A change with the name of whoever made it.</summary>
public sealed record RuleChangeLine(RuleOverrideRow Row, string Who);
