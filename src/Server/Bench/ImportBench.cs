using System.Diagnostics;
using System.Globalization;

namespace IqWorkflows.Server.Bench;

/// <summary>Taking in and publishing a definition of ten activities: read, checked, compiled, saved.</summary>
internal static class ImportBench
{
    public static async Task MeasureAsync(BenchTable table, BenchFolder folder, BenchSize size, CancellationToken cancellationToken)
    {
        await using var runtime = await BenchRuntime.OpenAsync(BenchStore.File(folder.File("import.db")), cancellationToken);
        using var floor = await RawFloor.OpenAsync(BenchStore.File(folder.File("import-floor.db")), cancellationToken);
        await runtime.PublishDefinitionAsync(BenchDrawing.Procedure("warm"), cancellationToken);
        var documents = Enumerable.Range(0, size.Imports).Select(i => BenchDrawing.Procedure(string.Create(CultureInfo.InvariantCulture, $"procedure-{i:D5}"))).ToList();

        var watch = Stopwatch.StartNew();
        foreach (var document in documents)
            await runtime.PublishDefinitionAsync(document, cancellationToken);
        var measured = watch.Elapsed.TotalMilliseconds / documents.Count;
        var rows = documents.Select((document, i) => Row(i, document)).ToList();
        var least = floor.Import(rows).TotalMilliseconds / documents.Count;

        table.Add(new BenchRow(
            "import and publish a definition",
            BenchTable.Milliseconds(measured),
            BenchTable.Milliseconds(least),
            BenchTable.Times(measured / least),
            Note: $"one after the other; floor: raw ADO.NET, one row of {BenchTable.Bytes(documents[0].Length)} per commit"));
    }

    private static object[] Row(int number, string document)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"procedure-{number:D5}");
        return [id + "-v1", id, 1, id, DBNull.Value, true, true, false, false, 0L, document];
    }
}
