using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>
/// States as released: every later release must read them and go on. Each file holds a definition, what happened to an instance of it (<c>before</c>),
/// the state that was written then, what happens next (<c>then</c>) and what must have come of it.
/// </summary>
public sealed class GoldenStateTests
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Folder { get; } = Path.Combine(RepositoryFolder.Root, "tests", "Engine.Tests", "Running", "Golden");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.EndsWith(".received", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_released_state_is_read_and_goes_on(string name)
    {
        var golden = Read(name);
        var program = ProgramOf(golden);
        var state = System.Text.Encoding.UTF8.GetBytes(golden["state"]!.GetValue<string>());
        var engine = new WorkflowEngine(EngineLimits.Default);
        List<string> lines = [];

        var at = TestBegin.AddHours(1);
        foreach (var next in golden["then"]!.AsArray())
        {
            var run = engine.Run(program, TestInstance.Id, state, StimulusOf(next!, WorkflowEngine.View(program, state)), at, Facts.None, _ => program);
            Assert.True(run.Happened, $"nobody awaited {next!.ToJsonString()}");
            state = run.State;
            lines.AddRange(run.Effects.OfType<Effect.WriteLine>().Select(line => line.Text));
        }

        var view = WorkflowEngine.View(program, state);
        Assert.Equal(golden["lines"]!.GetValue<string>(), string.Join(" | ", lines));
        Assert.Equal(golden["status"]!.GetValue<string>(), view.SubStatus.ToString());
        Assert.Equal(golden["waiting"]?.GetValue<string>() ?? "", string.Join(' ', view.Bookmarks.Select(bookmark => bookmark.ActivityId)));
    }

    /// <summary>States come from files, too: whatever is wrong with one is said in one way.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_state_is_read_or_refused_as_one(string name)
    {
        var golden = Read(name);
        var program = ProgramOf(golden);
        var state = System.Text.Encoding.UTF8.GetBytes(golden["state"]!.GetValue<string>());
        var random = new Random(17);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var damaged = (byte[])state.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                damaged[random.Next(damaged.Length)] = (byte)"0123456789-,:[]{}\"x.e"[random.Next(20)];
            try
            {
                WorkflowEngine.View(program, i % 5 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, 400);
    }

    /// <summary>A change of the format is a decision: compare the received file; if older states are still read, copy it under a new name and keep the old one.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void This_release_writes_the_released_bytes(string name)
    {
        var golden = Read(name);
        var program = ProgramOf(golden);
        var instance = new TestInstance(program) { Now = TestBegin, Published = _ => program };
        foreach (var stimulus in golden["before"]!.AsArray())
        {
            Assert.True(instance.Give(StimulusOf(stimulus!, instance.State is null ? null : instance.View)).Happened, $"nobody awaited {stimulus!.ToJsonString()}");
            instance.Now += TimeSpan.FromMinutes(1);
        }

        var written = System.Text.Encoding.UTF8.GetString(instance.State!); // it has started
        if (golden["state"]!.GetValue<string>() == written)
            return;
        golden["state"] = written;
        File.WriteAllText(Path.Combine(Folder, $"{name}.received.json"), golden.ToJsonString(s_json) + "\n");
        Assert.Fail($"This release writes another state for {name}; the received file lies beside it.");
    }

    private static DateTimeOffset TestBegin { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();

    private static WorkflowProgram ProgramOf(JsonObject golden)
    {
        var used = golden["uses"] is { } uses ? Drawing.Read(uses.ToJsonString()) : null;
        var compilation = new ProgramCompiler(ActivityCatalog.Elsa, Enum.Parse<FlowchartMode>(golden["mode"]!.GetValue<string>()), TimeZoneInfo.Utc)
            .Compile(Drawing.Read(golden["definition"]!.ToJsonString()), reference => reference.DefinitionId == used?.DefinitionId ? used : null);
        Assert.False(compilation.HasErrors, string.Join('\n', compilation.Problems));
        return compilation.Program!; // without errors there is one
    }

    private static Stimulus StimulusOf(JsonNode json, InstanceView? view)
    {
        var payload = json["payload"] is { } given ? ValueJson.Read(JsonSerializer.SerializeToElement(given)) : null;
        return json switch
        {
            _ when json["start"] is { } input => new Stimulus.Start((ObjectValue)ValueJson.Read(JsonSerializer.SerializeToElement(input))!, json["correlationId"]?.GetValue<string>()), // an object
            _ when json["event"] is { } name => new Stimulus.Deliver(Engine.Activities.Primitives.Event.Key(name.GetValue<string>()), payload),
            _ when json["wake"] is { } activity => new Stimulus.Wake(view!.Bookmarks.First(bookmark => bookmark.ActivityId == activity.GetValue<string>()).Number, payload), // after the start
            _ when json["retry"] is { } number => new Stimulus.Retry(number.GetValue<int>()),
            _ when json["skip"] is { } number => new Stimulus.Skip(number.GetValue<int>()),
            _ => throw new ArgumentException($"Unknown stimulus {json.ToJsonString()}.", nameof(json)),
        };
    }
}
