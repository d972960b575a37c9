using System.CommandLine;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw export</c>: writes the definitions of the database into files that are kept under version control.</summary>
internal static class ExportCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder for the files, one for each definition, named by its id; made if it is not there." };
        var database = new DatabaseSettings("Folder of the database.");
        var only = new Option<string[]>("--definition") { Description = "Id of a definition to export; all when it is left out. Once for each.", HelpName = "ID" };
        var drafts = new Option<bool>("--drafts") { Description = "Exports the latest version, also one that is not published. Without it: the published one, and of definitions that have none the latest." };
        var command = new Command("export", "Writes definitions into files, tidy for review: what did not change is written as it was. A server on a file must be stopped meanwhile. Exit code 0: written; 1: a definition named is not there; 2: the database cannot be opened.")
        {
            folder, only, drafts,
        };
        database.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(folder), database.In(parsed), parsed.GetValue(only) ?? [], parsed.GetValue(drafts), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, DatabasePlace place, string[] only, bool drafts, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var database = await place.OpenForCommandAsync(cancellationToken);
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Definitions.AsNoTracking().Where(row => (row.IsLatest || row.IsPublished) && !row.IsSystem).OrderBy(row => row.DefinitionId).ThenBy(row => row.Version).ToListAsync(cancellationToken);
        var chosen = rows.GroupBy(row => row.DefinitionId).Where(group => only.Length == 0 || only.Contains(group.Key)).Select(group => drafts ? group.Last() : group.LastOrDefault(row => row.IsPublished) ?? group.Last()).ToList();
        Directory.CreateDirectory(folder);
        var written = 0;
        foreach (var row in chosen)
        {
            var file = Path.Combine(folder, ExportedFile.NameOf(row));
            var bytes = ExportedFile.Bytes(row);
            if (File.Exists(file) && (await File.ReadAllBytesAsync(file, cancellationToken)).AsSpan().SequenceEqual(bytes))
                continue;
            await File.WriteAllBytesAsync(file, bytes, cancellationToken);
            await output.WriteLineAsync($"{Printable.Of(file)}: version {row.Version}{(row.IsPublished ? "" : ", a draft")}");
            written++;
        }
        await output.WriteLineAsync($"{chosen.Count} definitions: {written} written, {chosen.Count - written} unchanged.");
        foreach (var missing in only.Except(chosen.Select(row => row.DefinitionId)))
            await error.WriteLineAsync($"iqw: there is no definition {Printable.Of(missing)}.");
        return chosen.Count < only.Distinct().Count() ? ExitCode.Bad : ExitCode.Good;
    }
}
