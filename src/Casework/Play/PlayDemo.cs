using System.Globalization;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Casework.Play;

/// <summary>What a demonstration was filled with.</summary>
/// <param name="Cases">How many cases there are.</param>
/// <param name="Refusals">Steps that were refused on the way, with their reasons; empty: none.</param>
public sealed record DemoFilled(int Cases, IReadOnlyList<string> Refusals);

/// <summary>Fills a fresh database with cases that stand today somewhere in their course: the stories told, each at a milestone chosen for it, and many like them.</summary>
/// <param name="scene">Rules and procedures.</param>
/// <param name="stories">The scripts.</param>
public sealed class PlayDemo(PlayScene scene, IReadOnlyList<CaseScript> stories)
{
    /// <summary>Where each story stands today, as a day of its script. C02 and C04 are overdue: the authority has let its time pass.</summary>
    private static readonly Dictionary<string, DateOnly> s_milestones = new()
    {
        ["C01"] = new(2026, 8, 20),
        ["C02"] = new(2026, 9, 16),
        ["C03"] = new(2026, 12, 18),
        ["C04"] = new(2026, 6, 18),
        ["C05"] = new(2027, 9, 16),
        ["C06"] = new(2027, 2, 10),
        ["C07"] = new(2026, 3, 3),
        ["C08"] = new(2027, 1, 20),
        ["C12"] = new(2026, 11, 12),
        ["C13"] = new(2026, 6, 3),
    };

    /// <param name="file">Path of the database; there must be none yet.</param>
    /// <param name="others">How many cases beside the stories.</param>
    /// <param name="now">The moment at which real time takes over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DemoFilled> RunAsync(string file, int others, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var roles = Roles(others, now);
        var clock = new PlayClock(roles.Min(role => role.Script.Begins).AddHours(-1));
        var mornings = new PlayMornings(clock.GetUtcNow());
        var database = Database.InMemory($"demo-{Guid.CreateVersion7(now):N}");
        await using var stage = await PlayStage.SetAsync(() => Task.FromResult(PlayHouse.Open(database, scene.Rules, clock, new PlayTransport(), mornings)), [], null);
        var problems = await stage.DoAsync(house => house.FurnishAsync(scene.Procedures, roles.Select(role => (role.Seat, role.Script.Centre)).DistinctBy(pair => pair.Seat.Centre), cancellationToken));
        if (problems.Count > 0)
            return new DemoFilled(0, problems);

        var refusals = await PlayAsync(roles, stage, clock, now, cancellationToken);
        await database.SaveAsync(file, cancellationToken);
        return new DemoFilled(roles.Count, refusals);
    }

    private static async Task<List<string>> PlayAsync(List<Role> roles, PlayStage stage, PlayClock clock, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var refusals = new List<string>();
        var colleagues = new DemoColleagues(now);
        var steps =
            from role in roles
            let player = new CasePlayer(role.Script, stage, clock, role.Seat)
            from step in role.Script.Steps
            where step.At <= now && step.At <= role.Until
            orderby step.At, role.Script.Name
            select (role, player, step);
        foreach (var (role, player, step) in steps)
        {
            await WalkAsync(stage, clock, colleagues, step.At, cancellationToken);
            foreach (var reason in await player.ActAsync(step, cancellationToken))
                refusals.Add($"{role.Script.Name}:{step.Line}: {reason}");
        }
        await WalkAsync(stage, clock, colleagues, now, cancellationToken);
        return refusals;
    }

    private static async Task WalkAsync(PlayStage stage, PlayClock clock, DemoColleagues colleagues, DateTimeOffset target, CancellationToken cancellationToken)
    {
        while (await stage.DoAsync(house => house.NextAsync(cancellationToken)) is { } next && next <= target)
        {
            clock.MoveTo(next);
            await stage.DoAsync(house => house.RunDueAsync(cancellationToken));
            await stage.DoAsync(house => colleagues.WorkAsync(house, cancellationToken));
        }
        clock.MoveTo(target);
    }

    private List<Role> Roles(int others, DateTimeOffset now)
    {
        var today = GermanDay.Of(now);
        var roles = new List<Role>();
        var told = stories.Where(story => s_milestones.ContainsKey(story.Name)).ToList();
        foreach (var story in told)
            roles.Add(RoleOf(story, s_milestones[story.Name], today));

        var random = new Random(today.DayNumber); // the same cases all day long
        for (var i = 0; i < others; i++)
        {
            var story = told[random.Next(told.Count)];
            var until = story.Steps[random.Next(story.Steps.Count)].At;
            var stranger = DemoPeople.InsteadOf(story, random, string.Create(CultureInfo.InvariantCulture, $"{story.Name}-{i + 1}"));
            roles.Add(RoleOf(stranger, GermanDay.Of(until).AddDays(random.Next(21)), today));
        }
        return roles;
    }

    /// <summary>The story, moved by whole weeks so that its day falls on the last seven days.</summary>
    private static Role RoleOf(CaseScript story, DateOnly milestone, DateOnly today)
    {
        var weeks = (int)Math.Floor((today.DayNumber - milestone.DayNumber) / 7.0);
        var land = story.Centre.Land.ToLowerInvariant();
        var seat = new PlaySeat($"bst-{land}", $"beratung-{land}", DemoPeople.StaffOf(land));
        return new Role(ScriptShift.By(story, weeks), seat, GermanDay.EndOf(milestone.AddDays(7 * weeks)));
    }

    private sealed record Role(CaseScript Script, PlaySeat Seat, DateTimeOffset Until);
}
