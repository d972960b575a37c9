using System.Diagnostics;
using IqWorkflows.Engine.Tests;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>The sample Containerfile, as a linter judges it. It is not built here: that needs the images that it begins with.</summary>
public sealed class ContainerFileTests : IDisposable
{
    private static readonly string s_file = Path.Combine(RepositoryFolder.Root, "docs", "operations", "Containerfile");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NpmFact]
    public async Task A_linter_finds_nothing_wrong_with_the_containerfile_and_would_say_so()
    {
        foreach (var file in (string[])["package.json", "package-lock.json"])
            File.Copy(Path.Combine(RepositoryFolder.Root, "tests", "Server.Tests", "Hosting", "container-lint", file), Path.Combine(_folder.Path, file));
        var installed = await RunAsync("npm", "ci", "--no-audit", "--no-fund");
        Assert.True(installed.ExitCode == 0, installed.Said);
        var wrong = _folder.Write("Containerfile", "FROM somewhere\nRUNN something\n");

        var found = await RunAsync("node_modules/.bin/dockerfile-utils", "lint", s_file);
        var foundWrong = await RunAsync("node_modules/.bin/dockerfile-utils", "lint", wrong);

        Assert.Equal((0, ""), found);
        Assert.Equal(1, foundWrong.ExitCode);
        Assert.Contains("RUNN", foundWrong.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_look_at_the_server_finds_one_that_answers_and_none_that_is_not_there()
    {
        await using var server = await RunningServer.StartAsync();
        var look = (await File.ReadAllLinesAsync(s_file)).Single(line => line.Contains("/dev/tcp/", StringComparison.Ordinal)).Trim();
        var words = System.Text.Json.JsonSerializer.Deserialize<string[]>(look["CMD ".Length..])!; // a line of the file
        string At(int port) => words[2].Replace("5080", $"{port}", StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(words[0], words[1], At(server.Client.BaseAddress!.Port))).ExitCode);
        Assert.NotEqual(0, (await RunAsync(words[0], words[1], At(9))).ExitCode);
    }

    private async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program.Contains('/', StringComparison.Ordinal) ? Path.Combine(_folder.Path, program) : program, words)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!; // it is there
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await said + await error).Trim());
    }
}

/// <summary>A test that needs npm; without it, it is skipped and says so.</summary>
internal sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute() => Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm"))) ? null : "npm is not there: install it, with Node";
}
