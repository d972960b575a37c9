using IqWorkflows.Server.Bench.Simulation;
using Xunit.Abstractions;

namespace IqWorkflows.Simulation.Tests;

/// <summary>Engine, casework and storage as several nodes on one thread, crashed at moments that a seed chooses. IQW_TEST_FACTOR multiplies the seeds, IQW_TEST_SEED is the first; <c>iqw bench simulate</c> runs more.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 1_000;
    private const int SeedsWithMistake = 60;

    [Fact]
    public void Whatever_crashes_nothing_is_lost_and_nothing_done_twice()
    {
        var outcomes = SimRun.All(TestSetting.Seed(1), Seeds * TestSetting.Factor, SimFault.None, CancellationToken.None);

        output.WriteLine($"{outcomes.Sum(outcome => outcome.Deaths)} processes killed, {outcomes.Sum(outcome => outcome.Steps)} steps run again");
        Assert.Empty(outcomes.Where(outcome => outcome.Findings.Count > 0).Select(outcome => outcome.ToString()));
        // Less would mean that nothing was in danger.
        Assert.True(outcomes.Sum(outcome => outcome.Deaths) > outcomes.Count, "hardly a process was killed");
    }

    [Fact]
    public void The_same_seed_takes_the_same_course()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (first, second) = (SimWorld.Run(seed, SimFault.None), SimWorld.Run(seed, SimFault.None));

            Assert.Equal((first.Course, first.Choices, first.Deaths, first.Steps), (second.Course, second.Choices, second.Deaths, second.Steps));
        }
    }

    [Theory]
    [InlineData("LostWakeUp", "stuck")]
    [InlineData("DoubleFire", "woken-twice")]
    [InlineData("TornCommit", "step-missing")]
    [InlineData("StaleLock", "mail-left")]
    [InlineData("OutOfOrderInbox", "out-of-order")]
    [InlineData("ForgottenClaim", "stuck")]
    [InlineData("EarlyTimer", "early")]
    public void A_mistake_made_on_purpose_is_found(string mistake, string code)
    {
        var planted = SimRun.All(1, SeedsWithMistake, Enum.Parse<SimFault>(mistake), CancellationToken.None).Where(outcome => outcome.IsPlanted).ToList();

        Assert.True(planted.Count > 10, $"only {planted.Count} of {SeedsWithMistake} seeds gave an occasion");
        Assert.Empty(planted.Where(outcome => outcome.Findings.Count == 0).Select(outcome => outcome.Seed));
        Assert.Contains(planted, outcome => outcome.Findings.Any(finding => finding.Code == code));
    }
}
