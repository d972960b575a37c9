using System.Text;
using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Tests;

public sealed class OneTimeCodeTests
{
    // RFC 6238, appendix B, shortened to six digits: the secret is "12345678901234567890".
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, OneTimeCode.Of(Key, OneTimeCode.StepOf(now)));
        Assert.Equal(OneTimeCode.StepOf(now), OneTimeCode.Find(Key, code, now));
    }

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void The_clock_of_a_phone_may_be_half_a_minute_off(int seconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.Equal(isTaken, OneTimeCode.Find(Key, OneTimeCode.Of(Key, OneTimeCode.StepOf(now.AddSeconds(seconds))), now) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870820")]
    [InlineData("<script>")]
    [InlineData("２８７０８２")]
    public void What_is_no_code_is_none(string typed) => Assert.Null(OneTimeCode.Find(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void A_new_secret_has_160_bits_and_is_another_each_time()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => OneTimeCode.NewKey()).ToList();

        Assert.All(keys, key => Assert.Equal(32, Encoding.ASCII.GetByteCount(key)));
        Assert.Equal(100, keys.Distinct().Count());
    }
}
