using System.Text.RegularExpressions;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Desk.Tests;

/// <summary><c>iqw user</c>, while the server is stopped.</summary>
public sealed class UserCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-user-").FullName;

    [Fact]
    public async Task Accounts_are_added_listed_locked_unlocked_and_reset()
    {
        Assert.Equal(0, (await RunAsync("add", "Otto", "--mail", "otto@beispiel.de", "--role", "operator")).ExitCode);
        Assert.Equal(0, (await RunAsync("add", "olga", "--mail", "olga@beispiel.de", "--role", "operator")).ExitCode);

        Assert.Equal((0, "otto was locked.\n"), Without(await RunAsync("lock", "OTTO")));
        Assert.Equal("olga\tinvited\tpassword only\toperator\notto\tlocked\tpassword only\toperator\n", (await RunAsync("list")).Output);
        Assert.Equal(1, (await RunAsync("reset-password", "otto")).ExitCode);
        Assert.Equal((0, "otto was unlocked.\n"), Without(await RunAsync("unlock", "otto")));
        Assert.Matches(new Regex("/passwort-neu\\?token=[0-9a-f]{48}\n$"), (await RunAsync("reset-password", "otto")).Output);
        Assert.Equal((0, "otto needs no second factor any more.\n"), Without(await RunAsync("reset-two-factor", "otto")));
    }

    [Fact]
    public async Task The_last_operator_is_not_locked_and_unknown_names_are_named()
    {
        await RunAsync("add", "otto", "--mail", "otto@beispiel.de", "--role", "operator");

        var last = await RunAsync("lock", "otto");
        var unknown = await RunAsync("lock", "nie\u001bmand");

        Assert.Equal(1, last.ExitCode);
        Assert.Contains("Somebody must remain operator", last.Error, StringComparison.Ordinal);
        Assert.Equal(1, unknown.ExitCode);
        Assert.DoesNotContain('\u001b', unknown.Error);
    }

    [Theory]
    [InlineData("add", "paul", "--mail", "p@t.de", "--role", "QUT")]
    [InlineData("add", "paul", "--mail", "p@t.de", "--role", "operator", "--provider", "p@t.de")]
    [InlineData("add", "paul", "--mail", "p@t.de", "--role", "QUT", "--provider", "p@t.de", "--role", "operator")]
    [InlineData("add", "paul", "--mail", "nichts", "--role", "operator")]
    public async Task What_makes_no_sense_is_refused(params string[] arguments) => Assert.Equal(1, (await RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_list() => Assert.Equal(2, (await RunAsync("list")).ExitCode);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int, string) Without((int ExitCode, string Output, string Error) answer) => (answer.ExitCode, answer.Output);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await IqwCommand.RunAsync(["user", .. arguments, "--data", _folder], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
