using Drawing = IqWorkflows.TestKit.Drawing;
using System.Text;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Definitions;

public sealed class DefinitionTests
{
    private static readonly byte[] s_first = Encoding.UTF8.GetBytes(new Drawing("w").Event("e", "X").Line("z", "first").ToString());
    private static readonly byte[] s_second = Encoding.UTF8.GetBytes(new Drawing("w").Event("e", "X").Line("z", "second").ToString());

    [Fact]
    public async Task A_running_instance_keeps_its_version_when_another_is_published()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await ImportAsync(scenario, s_first, PublishCare.NoErrors);
        await scenario.StartAsync("w");

        await ImportAsync(scenario, s_second, PublishCare.NoErrors);
        await scenario.StartAsync("w");
        await scenario.RestartAsync();
        await scenario.EventAsync("X");
        await scenario.DrainAsync();

        Assert.Equal(["first", "second"], scenario.Lines);
    }

    [Fact]
    public async Task A_draft_that_instances_run_is_not_overwritten()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await ImportAsync(scenario, s_first, PublishCare.NoErrors);
        await scenario.StartAsync("w");
        await new RetractDefinition(scenario.Runtime).RunAsync("w", CancellationToken.None);

        var saved = Assert.IsType<DefinitionAnswer.Done>(await new SaveDraft(scenario.Runtime).RunAsync(s_second, CancellationToken.None));
        await scenario.RestartAsync();
        await scenario.EventAsync("X");

        Assert.Equal(2, saved.Version?.Version);
        Assert.Equal(["first"], scenario.Lines);
    }

    [Fact]
    public async Task A_draft_that_nobody_runs_is_overwritten_in_place()
    {
        await using var scenario = Scenario.InMemory();
        await ImportAsync(scenario, s_first, null);

        await ImportAsync(scenario, s_second, null);

        Assert.Equal(1, await scenario.NumberAsync("select count(*) from definitions"));
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from definitions where document like '%second%'"));
    }

    [Fact]
    public async Task A_definition_with_an_unknown_activity_is_kept_as_a_draft_but_not_published()
    {
        await using var scenario = Scenario.InMemory();
        var json = Encoding.UTF8.GetBytes(new Drawing("w").Box("u", "Acme.Unknown").ToString());

        var published = await new ImportDefinition(scenario.Runtime).RunAsync(json, PublishCare.NoErrors, CancellationToken.None);
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from definitions"));
        var saved = await new ImportDefinition(scenario.Runtime).RunAsync(json, null, CancellationToken.None);

        Assert.Contains(Assert.IsType<DefinitionAnswer.Faulty>(published).Problems, problem => problem.Message.Contains("Acme.Unknown", StringComparison.Ordinal));
        Assert.NotEmpty(Assert.IsType<DefinitionAnswer.Done>(saved).Problems);
    }

    [Fact]
    public async Task Reverting_makes_a_new_draft_with_the_old_content()
    {
        await using var scenario = Scenario.InMemory();
        await ImportAsync(scenario, s_first, PublishCare.NoErrors);
        await ImportAsync(scenario, s_second, PublishCare.NoErrors);

        await new RevertDefinition(scenario.Runtime).RunAsync("w", 1, CancellationToken.None);
        await new PublishDefinition(scenario.Runtime).RunAsync("w", null, CancellationToken.None);
        await scenario.StartAsync("w");
        await scenario.EventAsync("X");

        Assert.Equal(["first"], scenario.Lines);
        Assert.Equal(3, await scenario.NumberAsync("select version from definitions where is_published"));
    }

    [Fact]
    public async Task A_version_that_an_instance_ran_is_not_deleted()
    {
        await using var scenario = Scenario.InMemory();
        await ImportAsync(scenario, s_first, PublishCare.NoErrors);
        await scenario.StartAsync("w");
        await ImportAsync(scenario, s_second, PublishCare.NoErrors);

        var used = await new DeleteVersion(scenario.Runtime).RunAsync("w", 1, CancellationToken.None);
        var unused = await new DeleteVersion(scenario.Runtime).RunAsync("w", 2, CancellationToken.None);

        Assert.Equal("version-in-use", Assert.IsType<DefinitionAnswer.Refused>(used).Reason.Code);
        Assert.IsType<DefinitionAnswer.Done>(unused);
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from definitions where is_latest"));
    }

    [Fact]
    public async Task What_is_no_definition_changes_nothing()
    {
        await using var scenario = Scenario.InMemory();

        var answer = await new ImportDefinition(scenario.Runtime).RunAsync("[1"u8.ToArray(), PublishCare.NoErrors, CancellationToken.None);

        Assert.NotEmpty(Assert.IsType<DefinitionAnswer.Faulty>(answer).Problems);
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from definitions"));
    }

    [Fact]
    public async Task A_definition_used_as_an_activity_is_found_by_its_name()
    {
        await using var scenario = await Scenario.OnFileAsync();
        var inner = new Drawing("inner part").UsableAsActivity().Event("e", "X").Line("i", "inner").ToString();
        await scenario.PublishAsync(inner);
        await scenario.PublishAsync(new Drawing("outer").Box("use", "InnerPart").Line("z", "z").ToString());
        var id = await scenario.StartAsync("outer");

        await scenario.RestartAsync();
        await scenario.EventAsync("X");

        Assert.Equal(["inner", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
    }

    private static async Task ImportAsync(Scenario scenario, byte[] json, PublishCare? publish) =>
        Assert.IsType<DefinitionAnswer.Done>(await new ImportDefinition(scenario.Runtime).RunAsync(json, publish, CancellationToken.None));
}
