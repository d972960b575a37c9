using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Instances;

/// <summary>A fault that somebody should look at, with where it is.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Procedure">Its name.</param>
/// <param name="Version">The version of it that runs.</param>
/// <param name="CaseId">The case; null: the instance belongs to none.</param>
/// <param name="Place">The box.</param>
/// <param name="Incident">The fault.</param>
/// <param name="HasEnded">Whether the whole instance stands still because of it.</param>
public sealed record ListedIncident(
    string InstanceId, string DefinitionId, string Procedure, int Version, string? CaseId, IncidentPlace Place, Incident Incident, bool HasEnded);

/// <summary>Lists the faults that wait for somebody: all, or those in cases of one centre.</summary>
public sealed class ListIncidents(IqRuntime runtime)
{
    /// <summary>Instances that are looked at; there may be more.</summary>
    public const int Most = 500;

    /// <param name="centreId">Only cases of this centre; null: all instances, also those that belong to no case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ListedIncident>> RunAsync(string? centreId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Within(db, centreId).Where(row => row.OpenIncidents > 0).OrderByDescending(row => row.UpdatedAt).Take(Most).ToListAsync(cancellationToken);
        return [.. (await OfAsync(rows, cancellationToken)).OrderByDescending(listed => listed.Incident.At)];
    }

    /// <returns>The open faults of one instance; empty when it has none or is out of reach.</returns>
    public async Task<IReadOnlyList<ListedIncident>> OfInstanceAsync(string? centreId, string instanceId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await OfAsync(await Within(db, centreId).Where(row => row.Id == instanceId).ToListAsync(cancellationToken), cancellationToken);
    }

    private static IQueryable<InstanceRow> Within(Storage.IqDb db, string? centreId)
    {
        var instances = db.Instances.AsNoTracking();
        return centreId is null ? instances : instances.Join(db.Cases.Where(one => one.CentreId == centreId), row => row.CorrelationId, one => one.Id, (row, one) => row);
    }

    private async Task<IReadOnlyList<ListedIncident>> OfAsync(List<InstanceRow> rows, CancellationToken cancellationToken)
    {
        var programs = await ProgramsAsync([.. rows.Select(row => row.ProgramKey).Distinct()], cancellationToken);
        return
        [
            .. rows.SelectMany(row =>
            {
                var program = programs[row.ProgramKey];
                return WorkflowEngine.View(program, row.State).Incidents.Where(incident => !incident.IsResolved).Select(incident => new ListedIncident(
                    row.Id, row.DefinitionId, program.Definition.Name ?? row.DefinitionId, program.Definition.Version, Facts.CaseNumbers.IsCaseNumber(row.CorrelationId) ? row.CorrelationId : null,
                    IncidentPlace.Of(program, incident.NodeId), incident, row.Status == InstanceStatus.Finished));
            }),
        ];
    }

    private async Task<Dictionary<string, WorkflowProgram>> ProgramsAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        // Only the first reader of a program after the start waits for the writer.
        var unknown = keys.Where(key => runtime.Programs.TryKnown(key) is null).ToList();
        var read = unknown.Count == 0 ? [] : await runtime.Writer.WriteAsync(turn => unknown.ToDictionary(key => key, key => runtime.Programs.ByKey(turn, key)), cancellationToken);
        return keys.ToDictionary(key => key, key => runtime.Programs.TryKnown(key) ?? read[key]);
    }
}
