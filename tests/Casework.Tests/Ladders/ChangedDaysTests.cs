using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Rules;

namespace IqWorkflows.Casework.Tests.Ladders;

public sealed class ChangedDaysTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "workflows");

    [Fact]
    public async Task A_ladder_under_way_goes_on_by_the_new_days_and_repeats_nothing()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M05", "2026-03-02");
        await desk.LiveUntilAsync("2026-03-20");
        var before = await desk.RungsAsync("M05");
        Assert.Contains("M05 mail client 2026-03-16 Done", before);
        Assert.Contains("M05 mail client 2026-03-30 Planned", before);

        await ChangeAsync(desk, "at: [+10 d, +35 d]\nwas: [+14 d, +28 d]");

        var after = await desk.RungsAsync("M05");
        Assert.Contains("M05 mail client 2026-03-16 Done", after);
        Assert.Contains("M05 mail client 2026-04-07 Planned", after); // the 35th day is Easter Monday
        Assert.Equal(2, after.Count(rung => rung.StartsWith("M05 mail client", StringComparison.Ordinal)));
    }

    private static async Task ChangeAsync(LadderDesk desk, string times)
    {
        var delivered = Path.Combine(s_folder, "occasions.yaml");
        var content = Cases.RuleFiles.RuleEntries.Read(await File.ReadAllTextAsync(delivered), "occasions")!.ByCode["M05"];
        var rung = Cases.RuleFiles.RuleEntry.Read(times)!;
        content.Entries("rungs")[0].Set("at", rung.Texts("at")).Set("was", rung.Texts("was"));
        var book = RuleBook.Load(s_folder, new RuleOverlay([new RuleOverride("occasions.yaml", "M05", content.ToString())])).Book!;
        var go = desk.Scenario.Runtime.ReadyFor(book);
        await desk.Scenario.Runtime.Writer.WriteAsync(turn => turn.AfterCommit(go), CancellationToken.None);

        Assert.Equal(1, await new ReplanLadders(desk.Scenario.Runtime).RunAsync("M05", CancellationToken.None));
    }
}
