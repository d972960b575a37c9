using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Server.Tests.Hosting;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Copy => Path.Combine(_folder.Path, "copy.db");

    [Fact]
    public async Task The_copy_of_a_database_that_is_being_written_holds_whole_turns_up_to_one_moment()
    {
        Directory.CreateDirectory(Data);
        using var database = await Database.OpenFileAsync(Path.Combine(Data, "iqworkflows.db"), keepsConnections: false, CancellationToken.None);
        await using var writer = new StepWriter(database);
        for (var i = 0; i < 200; i++)
            await PairAsync(writer, i);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 200; !stop.IsCancellationRequested; i++)
                await PairAsync(writer, i);
        });

        var ran = await Iqw.RunAsync("backup", Copy, "--data", Data);
        await stop.CancelAsync();
        await writing;

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("whole", ran.Output, StringComparison.Ordinal);
        Assert.Equal(["copy.db", "data"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        using var copied = await Database.OpenFileAsync(Copy, keepsConnections: false, CancellationToken.None);
        await using var readers = new StepWriter(copied);
        var keys = await readers.WriteAsync(turn => turn.Read("select key from acknowledged_requests", row => row.GetString(0)), CancellationToken.None);
        var halves = keys.Select(key => key.Split('-')).ToLookup(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(halves["a"].Order(), halves["b"].Order()); // no half of a turn
        Assert.Equal(Enumerable.Range(0, halves["a"].Count()), halves["a"].Order()); // nothing left out on the way
        Assert.True(halves["a"].Count() >= 200);
    }

    [Fact]
    public async Task A_backup_overwrites_nothing_and_says_what_to_do()
    {
        Directory.CreateDirectory(Data);
        (await Database.OpenFileAsync(Path.Combine(Data, "iqworkflows.db"), keepsConnections: false, CancellationToken.None)).Dispose();
        var there = _folder.Write("copy.db", "mine");

        var overwriting = await Iqw.RunAsync("backup", there, "--data", Data);
        var nowhere = await Iqw.RunAsync("backup", Path.Combine(_folder.Path, "none", "copy.db"), "--data", Data);
        var nothing = await Iqw.RunAsync("backup", Copy + "2", "--data", Path.Combine(_folder.Path, "empty"));

        Assert.Equal((2, 2, 2), (overwriting.ExitCode, nowhere.ExitCode, nothing.ExitCode));
        Assert.Contains("name another file", overwriting.Error, StringComparison.Ordinal);
        Assert.Contains("Make it", nowhere.Error, StringComparison.Ordinal);
        Assert.Contains("--data", nothing.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(there));
    }

    [Fact]
    public async Task A_backup_that_is_killed_leaves_nothing_that_could_be_taken_for_one_and_the_next_one_restores_everything()
    {
        await using (var server = await RunningServer.StartAsync(options => options with { DataFolder = Data, Place = DatabasePlace.InFolder(Data) }))
        {
            await server.PublishAsync(new Drawing("w").Event("e", "papers").Line("l", "l"));
            for (var i = 0; i < 20; i++)
                await server.StartInstanceAsync("w", $"c{i}");
            // Large enough that copying takes a while.
            var runtime = server.Services.GetRequiredService<IqRuntime>();
            await runtime.Writer.WriteAsync(turn => turn.Execute("with recursive n (i) as (select 1 union all select i + 1 from n where i < 60000) insert into acknowledged_requests (key, at, answer) select 'k' || i, 1, hex(randomblob(600)) from n"), CancellationToken.None);

            var killed = await KillUnderWayAsync();
            Assert.True(killed, "No backup lasted until it was killed.");
            Assert.False(File.Exists(Copy));
            await server.StartInstanceAsync("w", "after"); // the server has not noticed
            Assert.Equal(0, (await Iqw.RunAsync("backup", Copy, "--data", Data)).ExitCode);

            var restored = Path.Combine(_folder.Path, "restored");
            Directory.CreateDirectory(restored);
            File.Copy(Copy, Path.Combine(restored, IqServer.DatabaseFile));
            using var opened = await DatabasePlace.InFolder(restored).OpenAsync(keepsConnections: false, CancellationToken.None);
            Assert.Equal(TestDatabase.Rows(runtime.Database), TestDatabase.Rows(opened));
        }
    }

    /// <summary>Kills a backup with SIGKILL while its copy is being written.</summary>
    private async Task<bool> KillUnderWayAsync()
    {
        for (var tries = 0; tries < 10; tries++)
        {
            using var backup = Iqw.Start("backup", Copy, "--data", Data);
            while (!backup.HasExited && !Directory.EnumerateFiles(_folder.Path, "copy.db.*").Any())
                await Task.Yield();
            backup.Kill();
            await backup.WaitForExitAsync();
            if (!File.Exists(Copy))
                return true;
            File.Delete(Copy); // it was quicker
        }
        return false;
    }

    [Fact]
    public async Task A_damaged_database_gives_no_backup()
    {
        Directory.CreateDirectory(Data);
        (await Database.OpenFileAsync(Path.Combine(Data, "iqworkflows.db"), keepsConnections: false, CancellationToken.None)).Dispose();
        var path = Path.Combine(Data, "iqworkflows.db");
        var bytes = await File.ReadAllBytesAsync(path);
        Encoding.ASCII.GetBytes("no database any more").CopyTo(bytes, 0);
        await File.WriteAllBytesAsync(path, bytes);

        var ran = await Iqw.RunAsync("backup", Copy, "--data", Data);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("cannot be read", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(StackTrace.Line, ran.Error);
        Assert.Equal([Data], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static Task PairAsync(StepWriter writer, int number) => writer.WriteAsync(
        turn =>
        {
            foreach (var half in "ab")
                turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", $"{half}-{number}", 1L, "x");
        },
        CancellationToken.None);
}
