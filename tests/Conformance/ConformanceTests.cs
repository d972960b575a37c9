using IqWorkflows.Engine.Programs;
using IqWorkflows.Server.Commands;
using IqWorkflows.Server.Conformance;

namespace IqWorkflows.Conformance;

public sealed class ConformanceTests
{
    private static readonly Dictionary<string, ConformanceCase> s_cases = ConformanceCase.FindAll(Folders.Cases).ToDictionary(tested => tested.Name);

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in s_cases.Keys)
        {
            cases.Add(name, "counter");
            cases.Add(name, "token");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Our_own_cases_come_out_as_expected(string name, string mode)
    {
        var result = await CaseRun.RunAsync(s_cases[name], mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter, CancellationToken.None);

        Assert.Null(result.Difference);
    }

    [Fact]
    public void There_are_enough_cases_of_our_own() => Assert.InRange(s_cases.Count, 150, int.MaxValue);

    [SharedFact]
    public async Task Cases_recorded_from_Elsa_pass_or_are_listed_as_deviations()
    {
        var output = new StringWriter();

        var exitCode = await IqwCommand.RunAsync(["conformance", Folders.Recorded], output, output);

        Assert.True(exitCode == ExitCode.Good, output.ToString());
    }
}
