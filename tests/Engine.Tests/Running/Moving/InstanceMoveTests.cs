using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Running.Moving;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running.Moving;

/// <summary>Running instances go on with another version of their definition.</summary>
public sealed class InstanceMoveTests
{
    [Fact]
    public void A_box_drawn_in_ahead_is_passed_and_one_drawn_in_behind_is_not_made_up_for()
    {
        var before = Program(Flowchart("flow", "a>b b>c", Event("a", "A"), Event("b", "B"), Event("c", "C")));
        var after = Program(Flowchart("flow", "a>early early>b b>late late>c", Event("a", "A"), Event("early", "Early"), Event("b", "B"), Event("late", "Late"), Event("c", "C")));
        var moved = Moved(before, after, "A");

        Assert.Equal("b", moved.Waiting);
        var late = moved.Deliver("B");
        Assert.Equal("late", late.Waiting);
        var last = late.Deliver("Late");
        Assert.Equal("c", last.Waiting);
        Assert.Equal("Finished", last.Deliver("C").Status);
    }

    [Fact]
    public void A_join_that_is_half_full_and_unchanged_keeps_what_has_come()
    {
        const string Arrows = "s>a s>b a>join b>join join>c";
        var before = Program(Flowchart("flow", Arrows, Line("s"), Event("a", "A"), Event("b", "B"), Join("join", "WaitAll"), Line("c")));
        var after = Program(Flowchart("flow", Arrows + " c>d", Line("s"), Event("a", "A"), Event("b", "B"), Join("join", "WaitAll"), Line("c"), Event("d", "D")));

        var moved = Moved(before, after, "A");

        Assert.Equal("d", moved.Deliver("B").Waiting);
    }

    [Fact]
    public void A_join_that_is_half_full_and_gets_another_way_that_is_behind_keeps_the_instance_where_it_is()
    {
        var before = Program(Flowchart("flow", "s>a s>b a>join b>join", Line("s"), Event("a", "A"), Event("b", "B"), Join("join", "WaitAll")));
        var after = Program(Flowchart("flow", "s>a s>b a>x x>join b>join", Line("s"), Event("a", "A"), Event("b", "B"), Line("x"), Join("join", "WaitAll")));

        Assert.Equal([new MoveObstacle(MoveObstacleKind.JoinChanged, "join")], Refused(before, after, "A"));
    }

    [Fact]
    public void Where_it_is_must_be_there_of_the_same_type_and_wait_for_the_same()
    {
        var before = Program(Flowchart("flow", "a>b", Event("a", "A"), Line("b")));

        Assert.Equal([new MoveObstacle(MoveObstacleKind.PlaceGone, "a")], Refused(before, Program(Flowchart("flow", "", Line("b")))));
        Assert.Equal([new MoveObstacle(MoveObstacleKind.PlaceOfOtherType, "a")], Refused(before, Program(Flowchart("flow", "a>b", Line("a"), Line("b")))));
        Assert.Equal([new MoveObstacle(MoveObstacleKind.WaitChanged, "a")], Refused(before, Program(Flowchart("flow", "a>b", Event("a", "Other"), Line("b")))));
    }

    [Fact]
    public void A_sequence_goes_on_behind_the_box_it_is_at()
    {
        var before = Program(Sequence("seq", Event("a", "A"), Event("b", "B")));
        var after = Program(Sequence("seq", Event("new", "New"), Event("a", "A"), Event("b", "B"), Event("c", "C")));

        Assert.Equal("c", Moved(before, after, "A").Deliver("B").Waiting);
    }

    [Fact]
    public void Variables_keep_their_values_by_name_and_those_never_set_have_the_new_default()
    {
        var before = Program(Sequence("seq", SetVariable("set", "Kept", "'set'"), Event("a", "A"), Say("say", "1")), variables: [Variable("Gone", "String", "x"), Variable("Kept", "String", "old"), Variable("Never", "String", "old")]);
        var after = Program(Sequence("seq", SetVariable("set", "Kept", "'set'"), Event("a", "A"), Say("say", "getVariable('Kept') + ' ' + getVariable('Never') + ' ' + getVariable('More')")), variables: [Variable("More", "String", "more"), Variable("Never", "String", "new"), Variable("Kept", "String", "new")]);

        Assert.Equal("set new more", Moved(before, after).Deliver("A").Lines);
    }

    [Fact]
    public void A_state_with_the_same_ways_out_is_carried_over_and_one_with_others_is_not()
    {
        var before = Program(Machine(("a", "b"), ("b", "c")));
        var longer = Program(Machine(("z", "a"), ("a", "b"), ("b", "c"), ("c", "d")));

        Assert.Equal("c-d", Moved(before, longer, "a-b").Deliver("b-c").Waiting);
        Assert.Equal([new MoveObstacle(MoveObstacleKind.ContainerChanged, "machine")], Refused(before, Program(Machine(("a", "b"), ("b", "c"), ("b", "d"))), "a-b"));
        Assert.Equal([new MoveObstacle(MoveObstacleKind.ContainerChanged, "machine")], Refused(before, Program(Machine(("a", "x"), ("x", "c"))), "a-b").Take(1));
    }

    [Fact]
    public void What_has_ended_does_not_move()
    {
        var program = Program(Sequence("seq", Line("a")));

        Assert.Equal(MoveObstacleKind.NotRunning, Assert.Single(Refused(program, Program(Sequence("seq", Line("a"), Line("b"))))).Kind);
    }

    [Fact]
    public void An_instance_moved_to_its_own_program_keeps_its_very_state()
    {
        for (var seed = 0u; seed < 200; seed++)
        {
            var program = RandomFlow.Draw(new Dice(seed)).Program();
            var instance = Walker.Start(program);
            for (var dice = new Dice(seed + 1000); instance.IsRunning && dice.Roll(4) > 0;)
                instance = instance.Deliver(instance.Events[dice.Roll(instance.Events.Count)]);

            if (instance.IsRunning && InstanceMove.Of(program, program, instance.State) is MoveAnswer.Moved moved)
                Assert.Equal(instance.State, moved.State);
        }
    }

    [Fact]
    public void A_moved_case_ends_like_a_fresh_one_brought_to_the_same_place()
    {
        var (compared, refused, nowhere) = (0, 0, 0);
        for (var seed = 0u; seed < 1500; seed++)
        {
            var dice = new Dice(seed);
            var flow = RandomFlow.Draw(dice);
            var (before, after) = (flow.Program(), flow.Changed(dice).Program());
            var instance = Walker.Start(before);
            for (var steps = dice.Roll(4); steps > 0 && instance.IsRunning; steps--)
                instance = instance.Deliver(instance.Events[dice.Roll(instance.Events.Count)]);
            if (!instance.IsRunning)
                continue;
            if (InstanceMove.Of(before, after, instance.State) is not MoveAnswer.Moved answer)
            {
                refused++;
                continue;
            }
            var moved = new Walker(after, answer.State, "");
            var fresh = Walker.AllFrom(after).Where(other => other.Waiting == moved.Waiting && other.IsRunning).ToList();
            if (fresh.Count == 0)
            {
                nowhere++;
                continue;
            }
            compared++;
            var end = moved.WalkToEnd(new Dice(seed + 7));
            var ends = fresh.ConvertAll(other => other.WalkToEnd(new Dice(seed + 7)));
            Assert.True(ends.Contains(end), $"Seed {seed}, at {moved.Waiting}: it went {end}, and a fresh one goes {string.Join(" or ", ends.Distinct())}.\n{flow}\n{flow.Last}");
        }

        Assert.True(compared > 300, $"Only {compared} were compared; {refused} were refused, {nowhere} stood where no fresh one comes.");
    }

    /// <summary>States, and between each pair an event of both their names.</summary>
    private static JsonObject Machine(params (string From, string To)[] ways) => Drawing.Box(
        "machine",
        "StateMachine",
        ("initialState", "a"),
        ("states", new JsonArray([.. ways.SelectMany(way => (string[])[way.From, way.To]).Distinct().Select(name => new JsonObject { ["name"] = name })])),
        ("transitions", new JsonArray([.. ways.Select(way => new JsonObject { ["from"] = way.From, ["to"] = way.To, ["trigger"] = Event($"{way.From}-{way.To}", $"{way.From}-{way.To}") })])));

    private static Walker Moved(WorkflowProgram before, WorkflowProgram after, params string[] events)
    {
        var instance = events.Aggregate(Walker.Start(before), (at, name) => at.Deliver(name));
        return new Walker(after, Assert.IsType<MoveAnswer.Moved>(InstanceMove.Of(before, after, instance.State)).State, "");
    }

    private static IReadOnlyList<MoveObstacle> Refused(WorkflowProgram before, WorkflowProgram after, params string[] events)
    {
        var instance = events.Aggregate(Walker.Start(before), (at, name) => at.Deliver(name));
        return Assert.IsType<MoveAnswer.Cannot>(InstanceMove.Of(before, after, instance.State)).Obstacles;
    }
}
