using System.Text;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Definitions;

/// <summary>What a designer hands in.</summary>
/// <param name="DefinitionId">Null: a new definition.</param>
/// <param name="BasedOn">The revision that was changed; null when that is not known, then it counts as the newest.</param>
/// <param name="Who">The account; null: a program.</param>
/// <param name="Publish">Whether it is to run.</param>
/// <param name="Document">Makes the document, UTF-8, of the one it replaces; that is null for a new definition.</param>
/// <param name="IsKnown">Whether an activity type is known here.</param>
public sealed record Drawing(string? DefinitionId, long? BasedOn, string? Who, bool Publish, Func<string?, byte[]> Document, Func<string, bool> IsKnown);

/// <summary>What became of it. Exactly one of these.</summary>
public abstract record DrawingAnswer
{
    private DrawingAnswer()
    {
    }

    /// <summary>It is saved.</summary>
    public sealed record Saved(string DefinitionId, string VersionId, IReadOnlyList<Problem> Problems) : DrawingAnswer;

    /// <summary>It is saved as draft, but what is wrong with it keeps it from being published.</summary>
    public sealed record NotPublished(string DefinitionId, IReadOnlyList<Problem> Problems) : DrawingAnswer;

    /// <summary>It is not saved; it is kept, see <see cref="DrawingRow"/>.</summary>
    public sealed record Kept(string DefinitionId, DrawingFate Fate, IReadOnlyList<Problem> Problems) : DrawingAnswer;
}

/// <summary>Saves what a designer has drawn. Whatever is handed in is kept for some days; what looks like an accident does not replace what was there.</summary>
public sealed class SaveDrawing(IqRuntime runtime)
{
    // One box alone may be deleted by intention; whoever deletes several by intention finds the drawing among those kept.
    private const int FewestBoxesOfAccident = 2;

    public Task<DrawingAnswer> RunAsync(Drawing drawing, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Save(turn, drawing), cancellationToken);

    private DrawingAnswer Save(Turn turn, Drawing drawing)
    {
        var now = runtime.Now;
        var versions = drawing.DefinitionId is { } id ? DefinitionTable.Versions(turn, id) : [];
        var latest = versions.Find(version => version.IsLatest);
        var before = latest is null ? null : DefinitionTable.Document(turn, latest.Id);
        var document = drawing.Document(before);
        var reading = WorkflowDefinition.Read(document);
        var definitionId = drawing.DefinitionId ?? (reading.Definition is { DefinitionId: { Length: > 0 } named } ? named : "");

        DrawingAnswer Keep(DrawingFate fate, IReadOnlyList<Problem> problems)
        {
            DrawingTable.Insert(turn, new DrawingRow { DefinitionId = definitionId, Version = latest?.Version ?? 1, At = now, Who = drawing.Who, Fate = fate }, Encoding.UTF8.GetString(document));
            return new DrawingAnswer.Kept(definitionId, fate, problems);
        }

        if (reading.Definition is not { } drawn)
            return Keep(DrawingFate.Unreadable, reading.Problems);
        if (latest is not null && before is not null && IsSame(before, document))
            return drawing.Publish && !latest.IsPublished ? Publish(turn, drawing, definitionId, latest.Id, now) : new DrawingAnswer.Saved(definitionId, latest.Id, []);
        if (drawing.BasedOn is { } basedOn && latest is not null && DrawingTable.IsChangedByOthers(turn, definitionId, basedOn, drawing.Who))
            return Keep(DrawingFate.Stale, []);
        var boxesBefore = before is null ? 0 : CountOf(WorkflowDefinition.Read(before).Definition);
        var boxes = CountOf(drawn);
        if (boxes == 0 && boxesBefore >= FewestBoxesOfAccident)
            return Keep(DrawingFate.Emptied, []);

        var fate = drawn.Activities.Any(activity => !drawing.IsKnown(activity.Type)) ? DrawingFate.Unknown
            : boxes * 2 < boxesBefore && boxesBefore - boxes > FewestBoxesOfAccident ? DrawingFate.Shrunk
            : DrawingFate.Saved;
        var answer = new DefinitionBook(runtime.Programs, drawing.Who).Save(turn, reading, publish: null, now, fate);
        return answer switch
        {
            DefinitionAnswer.Done { Version: { } version } done when drawing.Publish => Publish(turn, drawing, done.DefinitionId, version.Id, now),
            DefinitionAnswer.Done { Version: { } version } done => new DrawingAnswer.Saved(done.DefinitionId, version.Id, done.Problems),
            DefinitionAnswer.Faulty faulty => Keep(DrawingFate.Unreadable, faulty.Problems),
            _ => throw new InvalidOperationException($"Saving {definitionId} was answered {answer}."),
        };
    }

    private DrawingAnswer Publish(Turn turn, Drawing drawing, string definitionId, string versionId, DateTimeOffset now) =>
        new DefinitionBook(runtime.Programs, drawing.Who).Publish(turn, definitionId, versionId, now) switch
        {
            DefinitionAnswer.Done { Version: { } version } done => new DrawingAnswer.Saved(definitionId, version.Id, done.Problems),
            DefinitionAnswer.Faulty faulty => new DrawingAnswer.NotPublished(definitionId, faulty.Problems),
            var answer => throw new InvalidOperationException($"Publishing {definitionId} was answered {answer}."),
        };

    /// <summary>Whether both say the same but for what the server decides: sent again, nothing is saved twice.</summary>
    private static bool IsSame(string before, byte[] document)
    {
        var stamp = new DefinitionStamp("", "", 0, false, false, default);
        return WorkflowDefinition.Read(before).Definition is { } old && WorkflowDefinition.Read(document).Definition is { } given
            && System.Text.Json.JsonElement.DeepEquals(System.Text.Json.JsonElement.Parse(old.Write(stamp)), System.Text.Json.JsonElement.Parse(given.Write(stamp)));
    }

    // The root is no box that anybody drew.
    private static int CountOf(WorkflowDefinition? definition) => definition is null ? 0 : definition.Activities.Count - 1;
}
