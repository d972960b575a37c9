using System.Diagnostics;
using IqWorkflows.Engine.Tests;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>The sample units of docs/operations, as systemd's own checker judges them.</summary>
public sealed class UnitFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnitFact]
    public async Task Systemd_finds_nothing_wrong_with_the_sample_units()
    {
        var folder = Path.Combine(RepositoryFolder.Root, "docs", "operations");
        var files = Directory.GetFiles(folder, "iqworkflows*").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["iqworkflows-backup.service", "iqworkflows-backup.timer", "iqworkflows.service"], files.Select(Path.GetFileName)!);
        foreach (var file in files)
        {
            // Nobody has installed the program on this machine; that is all the checker may not look at.
            var text = (await File.ReadAllTextAsync(file)).Replace("/opt/iqworkflows/src/Server/bin/Release/net10.0/iqw", "/bin/true", StringComparison.Ordinal);
            _folder.Write(Path.GetFileName(file), text);
        }

        var found = await VerifyAsync([.. files.Select(file => Path.Combine(_folder.Path, Path.GetFileName(file)))]);

        Assert.Equal((0, ""), found);
    }

    [UnitFact]
    public async Task The_checker_would_say_so()
    {
        var wrong = _folder.Write("iqworkflows.service", "[Service]\nExecStart=/bin/true\nRestrt=always\n");

        Assert.Contains("Restrt", (await VerifyAsync([wrong])).Said, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> VerifyAsync(string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(UnitFactAttribute.Checker, ["verify", "--man=no", .. files]) { RedirectStandardError = true, RedirectStandardOutput = true })!; // it is there
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await said + await error).Trim());
    }
}

/// <summary>A test that needs systemd's checker; without it, it is skipped and says so.</summary>
internal sealed class UnitFactAttribute : FactAttribute
{
    public const string Checker = "/usr/bin/systemd-analyze";

    public UnitFactAttribute() => Skip = File.Exists(Checker) ? null : $"{Checker} is not there: install systemd";
}
