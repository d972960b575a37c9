using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Tests.Running;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Programs.Flow;

/// <summary>What a join does with two ways: both come, one is not taken, one still waits. The same in both modes.</summary>
public sealed class JoinModeTests
{
    public static TheoryData<string, FlowchartMode, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, FlowchartMode, string, string>();
            foreach (var mode in (FlowchartMode[])[FlowchartMode.Counter, FlowchartMode.Token])
            {
                rows.Add("WaitAll", mode, "come", "join Finished");
                rows.Add("WaitAll", mode, "gone", "stuck Faulted");
                rows.Add("WaitAll", mode, "wait", " Suspended");
                rows.Add("WaitAllActive", mode, "come", "join Finished");
                rows.Add("WaitAllActive", mode, "gone", "join Finished");
                rows.Add("WaitAllActive", mode, "wait", " Suspended");
                rows.Add("WaitAny", mode, "come", "join Finished");
                rows.Add("WaitAny", mode, "gone", "join Finished");
                rows.Add("WaitAny", mode, "wait", "join Finished");
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Two_ways_meet(string join, FlowchartMode mode, string second, string expected)
    {
        var box = second switch { "come" => Line("second"), "gone" => Decision("second", "false"), _ => Event("second", "Second") };
        var instance = new TestInstance(Program(
            Flowchart("flow", $"fork.A>first fork.B>second first>join second.{(second == "gone" ? "True" : "Done")}>join join>behind", Fork("fork", "A", "B"), Line("first"), box, Join("join", join), Line("behind")), mode));

        instance.Start();

        var passed = instance.Lines.EndsWith("behind", StringComparison.Ordinal) ? "join" : instance.View.Incidents.Count > 0 ? "stuck" : "";
        Assert.Equal(expected, $"{passed} {instance.Status}");
        Assert.Equal(passed == "join" ? 1 : 0, instance.Started.Split(' ').Count(id => id == "behind"));
    }
}
