using IqWorkflows.Server.Commands;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Designer.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-export-").FullName;

    [Fact]
    public async Task The_shipped_procedures_come_out_of_the_database_byte_for_byte_and_only_once()
    {
        var data = Path.Combine(_folder, "data");
        var files = Path.Combine(_folder, "files");
        await using (await IqServer.OpenAsync(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = data, Clock = new TestClock() }, CancellationToken.None))
        {
            // Opening has published them.
        }

        var first = await RunAsync("export", files, "--data", data);
        var second = await RunAsync("export", files, "--data", data);

        Assert.Equal(ExitCode.Good, first.Exit);
        foreach (var path in RunningServer.Procedures)
            Assert.Equal(await File.ReadAllBytesAsync(path), await File.ReadAllBytesAsync(Path.Combine(files, Path.GetFileName(path))));
        Assert.Equal($"{RunningServer.Procedures.Count} definitions: 0 written, {RunningServer.Procedures.Count} unchanged.", second.Output.Trim());
        var missing = await RunAsync("export", files, "--data", data, "--definition", "gibtsnicht");
        Assert.Equal(ExitCode.Bad, missing.Exit);
        Assert.Contains("gibtsnicht", missing.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await IqwCommand.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
