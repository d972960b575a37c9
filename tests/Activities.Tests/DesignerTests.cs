using System.Runtime.CompilerServices;
using System.Text.Json;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;

namespace IqWorkflows.Activities.Tests;

/// <summary>What the designer shows of our boxes.</summary>
public sealed class DesignerTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<Type> Types => [.. IqActivities.Types];

    /// <summary>The designer's picture of our boxes is a contract: compare the received file with the approved one, and copy it over if the change is meant.</summary>
    [Theory]
    [InlineData(Language.German, "de")]
    [InlineData(Language.English, "en")]
    public void The_descriptors_are_as_approved(Language language, string name)
    {
        var approved = Path.Combine(Folder(), $"descriptors.{name}.approved.json");

        var received = JsonSerializer.Serialize(Descriptors(language), s_json) + "\n";

        if (!File.Exists(approved) || File.ReadAllText(approved) != received)
        {
            File.WriteAllText(approved.Replace(".approved", ".received", StringComparison.Ordinal), received);
            Assert.Fail($"The descriptors differ from {Path.GetFileName(approved)}; the received file lies beside it.");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_text_of_a_box_has_german_words(Type type)
    {
        var description = IqActivities.Catalog.Activities.Single(activity => activity.Class == type);
        var key = description.TypeName;
        string[] keys =
        [
            key, $"{key}.Description", $"Category.{description.Attribute.Category}",
            .. description.Inputs.SelectMany(input => (string[])[$"{key}.{input.Name}", $"{key}.{input.Name}.Description"]),
            .. description.Inputs.Where(input => input.Attribute.UiHint == "dropdown").SelectMany(input => input.Attribute.Options.Select(option => $"{key}.{input.Name}.Option.{option}")),
            .. description.Outputs.SelectMany(output => (string[])[$"{key}.{output.Name}", $"{key}.{output.Name}.Description"]),
            .. description.Ports.Select(port => $"{key}.Port.{port.Name}"),
            .. description.Attribute.Ports.Select(port => $"{key}.Port.{port}"),
        ];

        Assert.DoesNotContain(keys, text => string.IsNullOrWhiteSpace(DesignerTexts.Text(text, Language.German)));
    }

    [Fact]
    public void English_never_falls_back_to_german()
    {
        var german = Descriptors(Language.German);
        var english = Descriptors(Language.English);

        Assert.All(german.Zip(english), pair => Assert.NotEqual(pair.First.Description, pair.Second.Description));
        Assert.Contains(english, box => box is { TypeName: "Iq.StartDeadline", DisplayName: "Start deadline" });
        Assert.Contains(german, box => box is { TypeName: "Iq.StartDeadline", DisplayName: "Frist beginnen" });
    }

    [Fact]
    public void Every_box_of_the_project_is_in_the_catalogue()
    {
        var boxes = typeof(IqActivities).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Activity)) && !type.IsAbstract);

        Assert.Empty(boxes.Except(IqActivities.Types));
    }

    [Fact]
    public void A_dropdown_offers_what_the_rule_files_know_and_else_gives_way_to_a_text()
    {
        var names = new RuleNames { Deadlines = new Dictionary<string, LocalText> { ["D03"] = new("Entscheidung", "Decision") } };
        var known = ActivityDescriptors.Of(IqActivities.Catalog, DesignerTexts.Words(names, Language.German)).Single(box => box.TypeName == "Iq.StartDeadline");
        var unknown = Descriptors(Language.German).Single(box => box.TypeName == "Iq.StartDeadline");

        Assert.Contains("D03 \u2013 Entscheidung", JsonSerializer.Serialize(known.Inputs[0].UiSpecifications, s_json), StringComparison.Ordinal);
        Assert.Equal(("dropdown", "singleline"), (known.Inputs[0].UiHint, unknown.Inputs[0].UiHint));
    }

    [Fact]
    public void A_phase_offers_two_places_for_activities_and_is_left_by_names()
    {
        var phase = Descriptors(Language.German).Single(box => box.TypeName == "Iq.Phase");

        Assert.Equal([("Body", "Embedded"), ("Handlers", "Embedded")], phase.Ports.Select(port => (port.Name, port.Type)));
        Assert.Equal("dynamic-outcomes", Assert.Single(phase.Inputs).UiHint);
        Assert.False(phase.IsTerminal);
        Assert.True(Descriptors(Language.German).Single(box => box.TypeName == "Iq.LeavePhase").IsTerminal);
    }

    [Fact]
    public void Words_of_the_host_leave_elsas_activities_as_they_are()
    {
        var plain = ActivityDescriptors.Of(ActivityCatalog.Elsa);

        var worded = ActivityDescriptors.Of(ActivityCatalog.Elsa, DesignerTexts.Words(RuleNames.Unknown, Language.German));

        Assert.Equal(JsonSerializer.Serialize(plain, s_json), JsonSerializer.Serialize(worded, s_json));
    }

    private static List<ActivityDescriptor> Descriptors(Language language) =>
        [.. ActivityDescriptors.Of(IqActivities.Catalog, DesignerTexts.Words(RuleNames.Unknown, language)).Where(descriptor => descriptor.Namespace == "Iq")];

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
