using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace IqWorkflows.Server.Tests.Commands;

public sealed partial class ServeCommandTests : IDisposable
{
    private const int Terminate = 15;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_server_shows_its_key_once_and_stops_in_good_order_when_told_to()
    {
        using var server = Iqw.Start("serve", "--urls", "http://127.0.0.1:0", "--data", _folder.Path);
        var shown = new StringBuilder();
        string? line;
        while ((line = await server.StandardOutput.ReadLineAsync()) is not null)
        {
            shown.AppendLine(line);
            if (line.Contains("Serving", StringComparison.Ordinal))
                break;
        }

        Assert.Equal(0, Signal(server.Id, Terminate));
        shown.Append(await server.StandardOutput.ReadToEndAsync());
        await server.WaitForExitAsync();

        Assert.Equal(0, server.ExitCode);
        Assert.Contains("API key, shown only this once: iqw_", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("Stopped", shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.ToString());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var ran = await Iqw.RunAsync("serve", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", "--data", _folder.Path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("--urls", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(StackTrace.Line, ran.Output + ran.Error);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:1")]
    [InlineData(";")]
    public async Task An_address_that_is_none_is_told(string urls)
    {
        var ran = await Iqw.RunAsync("serve", "--urls", urls, "--data", _folder.Path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("http://127.0.0.1:5080", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        var file = _folder.Write("file", "x");

        var ran = await Iqw.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(file, "data"));

        Assert.Equal(2, ran.ExitCode);
        Assert.NotEmpty(ran.Error);
        Assert.DoesNotMatch(StackTrace.Line, ran.Error);
    }

    [Fact]
    public async Task Without_a_command_and_with_a_wrong_one_help_is_pointed_to()
    {
        var none = await Iqw.RunAsync();
        var wrong = await Iqw.RunAsync("sevre");

        Assert.Equal((2, 2), (none.ExitCode, wrong.ExitCode));
        Assert.Contains("iqw --help", none.Error, StringComparison.Ordinal);
        Assert.Contains("sevre", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("conformance")]
    [InlineData("serve")]
    public async Task Every_command_explains_itself_and_its_exit_codes(string command)
    {
        var ran = await Iqw.RunAsync(command, "--help");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Exit code 0", ran.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
