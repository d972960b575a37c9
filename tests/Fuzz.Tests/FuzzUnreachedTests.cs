using IqWorkflows.Server.Bench.Fuzz;

namespace IqWorkflows.Fuzz.Tests;

/// <summary>The list of what cannot be reached is no place to hide something in.</summary>
public sealed class FuzzUnreachedTests
{
    private static readonly IReadOnlySet<string> s_places = FuzzUnreached.Reasons.Keys.ToHashSet();

    [Fact]
    public void Nothing_is_found_where_everything_listed_is_there_and_kept_its_door_shut() => Assert.Empty(FuzzUnreached.Against(s_places, _ => false));

    [Fact]
    public void What_is_listed_and_reached_is_found() =>
        Assert.Equal(["reached-after-all"], FuzzUnreached.Against(s_places, place => place == FuzzUnreached.Reasons.Keys.First()).Select(finding => finding.Code));

    [Fact]
    public void What_is_listed_and_no_endpoint_any_more_is_found() =>
        Assert.All(FuzzUnreached.Against(new HashSet<string>(), _ => false), finding => Assert.Equal("no-such-place", finding.Code));
}
