using System.Text.Json;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>The drawings of the procedures against the page that describes them and against the rules. Whether they run is tested by the case scripts.</summary>
public sealed class ProcedureTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "workflows", "procedures");

    private static readonly string s_page = File.ReadAllText(Path.Combine(s_folder, "README.md"));

    private static readonly Dictionary<string, List<JsonElement>> s_boxes = Directory.GetFiles(s_folder, "*.json")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Boxes(JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("root")).ToList());

    [Fact]
    public void All_procedures_are_there() => Assert.Equal(17, s_boxes.Count);

    [Fact]
    public void Every_task_and_event_stands_on_the_page()
    {
        foreach (var (definition, boxes) in s_boxes)
        {
            foreach (var task in boxes.Where(box => TypeOf(box) is "Iq.Task" or "Iq.Appointment"))
                Assert.True(s_page.Contains($"`{task.GetProperty("id").GetString()}`", StringComparison.Ordinal), $"{definition}: {task.GetProperty("id")}");
            foreach (var awaited in boxes.Where(box => TypeOf(box) == "Iq.AwaitEvent"))
                Assert.True(s_page.Contains($"\n| `{Literal(awaited, "eventName")}` |", StringComparison.Ordinal), $"{definition}: {Literal(awaited, "eventName")}");
            Assert.Contains($"`{definition}`", s_page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_state_has_a_procedure_that_begins_there()
    {
        foreach (var state in ShippedRules.States.States.Where(state => state.IsOpen))
        {
            foreach (var definition in state.StartsFor.Values.Append(state.Starts!)) // open states have one
            {
                Assert.True(s_boxes[definition].Any(box => TypeOf(box) == "Iq.Milestone" && Literal(box, "state") == state.Code), $"{definition} never reaches {state.Code}");
                Assert.True(BeginsAt(definition, state.Code), $"{definition} cannot begin at {state.Code}");
            }
        }
    }

    [Fact]
    public void Whatever_hands_on_names_a_procedure_and_one_of_its_milestones()
    {
        foreach (var (definition, boxes) in s_boxes)
        {
            foreach (var next in boxes.Where(box => TypeOf(box) == "Elsa.DispatchWorkflow"))
            {
                var target = Literal(next, "workflowDefinitionId");
                Assert.True(s_boxes.ContainsKey(target), $"{definition} hands on to {target}");
                if (!next.TryGetProperty("input", out var input))
                    continue;
                var script = input.GetProperty("expression").GetProperty("value").GetString()!; // an expression has a value
                var milestone = script.Split('"')[1];
                Assert.True(BeginsAt(target, milestone), $"{definition} hands on to {target} at {milestone}");
            }
        }
    }

    [Fact]
    public void Everything_that_a_state_waits_for_is_awaited_by_a_procedure()
    {
        var awaited = Directory.GetFiles(s_folder, "*.json").SelectMany(path => Flows(JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("root")))
            .SelectMany(flow => flow.GetProperty("activities").EnumerateArray()).Where(box => box.GetProperty("type").GetString() == "Iq.AwaitEvent")
            .Select(box => box.GetProperty("eventName").GetProperty("expression").GetProperty("value").GetString()).ToHashSet();

        foreach (var state in ShippedRules.States.States)
            Assert.All(state.Waiting, waiting => Assert.Subset(awaited, waiting.Events.ToHashSet<string?>()));
        Assert.NotEmpty(ShippedRules.States.Find("ANTRAG_GESTELLT")!.Waiting); // the shipped one
    }

    [Fact]
    public void Boxes_stand_in_order_without_lying_on_each_other()
    {
        foreach (var path in Directory.GetFiles(s_folder, "*.json"))
        {
            foreach (var flow in Flows(JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("root")))
            {
                var places = flow.GetProperty("activities").EnumerateArray().Select(box => box.GetProperty("metadata").GetProperty("designer").GetProperty("position"))
                    .Select(position => (X: position.GetProperty("x").GetInt32(), Y: position.GetProperty("y").GetInt32())).ToList();
                Assert.True(places.Count == places.Distinct().Count(), $"{Path.GetFileName(path)}, {flow.GetProperty("id")}");
                Assert.All(flow.GetProperty("activities").EnumerateArray(), box => Assert.NotEmpty(box.GetProperty("metadata").GetProperty("displayText").GetString()!)); // every box has one
            }
        }
    }

    [Fact]
    public void No_period_of_law_is_written_into_a_drawing()
    {
        foreach (var (definition, boxes) in s_boxes)
        {
            foreach (var box in boxes)
            {
                Assert.False(box.TryGetProperty("due", out _), $"{definition}: {box.GetProperty("id")} has a due length of its own");
                Assert.False(box.TryGetProperty("timeSpan", out _), $"{definition}: {box.GetProperty("id")} has a delay of its own");
            }
        }
    }

    /// <summary>It has a way of its own from the switch at its beginning, or it is the first milestone.</summary>
    private static bool BeginsAt(string definition, string milestone)
    {
        var boxes = s_boxes[definition];
        return boxes.Where(box => TypeOf(box) == "Elsa.FlowSwitch" && box.GetProperty("id").GetString() == "wo")
                .Any(box => box.GetProperty("cases").EnumerateArray().Any(option => option.GetProperty("label").GetString() == milestone))
            || (boxes.FirstOrDefault(box => TypeOf(box) == "Iq.Milestone") is { ValueKind: JsonValueKind.Object } first && Literal(first, "state") == milestone);
    }

    private static string? TypeOf(JsonElement box) => box.GetProperty("type").GetString();

    private static string Literal(JsonElement box, string input) => box.GetProperty(input).GetProperty("expression").GetProperty("value").GetString()!; // inputs that are asked for are given

    private static IEnumerable<JsonElement> Flows(JsonElement activity)
    {
        if (activity.TryGetProperty("activities", out var inside))
        {
            yield return activity;
            foreach (var flow in inside.EnumerateArray().SelectMany(Flows))
                yield return flow;
        }
        foreach (var port in (string[])["body", "handlers"])
        {
            if (activity.TryGetProperty(port, out var embedded))
            {
                foreach (var flow in Flows(embedded))
                    yield return flow;
            }
        }
    }

    private static IEnumerable<JsonElement> Boxes(JsonElement activity) =>
        Flows(activity).SelectMany(flow => flow.GetProperty("activities").EnumerateArray());
}
