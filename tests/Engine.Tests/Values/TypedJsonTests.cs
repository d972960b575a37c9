using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

public sealed class TypedJsonTests
{
    /// <summary>The stored shape is a contract: these rows may be added to, never changed.</summary>
    public static TheoryData<object?, string> Stored => new()
    {
        { null, "null" },
        { true, "true" },
        { "ü&<", "\"ü&<\"" },
        { 5, "5" },
        { 5.0, "5.0" },
        { -0.0, "-0.0" },
        { 0.1, "0.1" },
        { 1e21, "1E+21" },
        { double.NaN, "{\"d\":\"NaN\"}" },
        { (short)5, "{\"s\":5}" },
        { 5L, "{\"l\":5}" },
        { 1.5f, "{\"f\":1.5}" },
        { float.NegativeInfinity, "{\"f\":\"-Infinity\"}" },
        { 12.50m, "{\"m\":12.50}" },
        { new DateTime(5), "{\"t\":5}" },
        { new DateTime(5, DateTimeKind.Utc), "{\"u\":5}" },
        { new DateTime(5, DateTimeKind.Local), "{\"w\":5}" },
        { new DateTimeOffset(638505724890000000, TimeSpan.FromHours(2)), "{\"o\":[638505724890000000,120]}" },
        { new TimeSpan(-7), "{\"p\":-7}" },
        { Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), "{\"g\":\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"}" },
        { "abc"u8.ToArray(), "{\"b\":\"YWJj\"}" },
        { "\ud800", "{\"y\":\"ANg=\"}" },
        { new ListValue([1, "a"]), "[1,\"a\"]" },
        { new ListValue([1]) { IsGiven = true }, "{\"r\":[1]}" },
        { new ListValue([1], "Int32"), "{\"e\":\"Int32\",\"a\":[1]}" },
        { new ListValue([1], "Int32") { IsGiven = true }, "{\"e\":\"Int32\",\"r\":[1]}" },
        { new ObjectValue { ["x"] = 1 }, "{\"x\":{\"x\":1}}" },
        { new ObjectValue(ObjectOrigin.JsonNode) { ["x"] = 1 }, "{\"n\":{\"x\":1}}" },
        { new ObjectValue(ObjectOrigin.Given) { ["x"] = 1 }, "{\"v\":{\"x\":1}}" },
        { new ObjectValue { ["\udc00"] = 1 }, "{\"X\":[{\"y\":\"ANw=\"},1]}" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_value_has_one_stored_form(object? value, string json)
    {
        Assert.Equal(json, Encoding.UTF8.GetString(TypedJson.ToBytes(value)));
        AssertSame(value, TypedJson.FromBytes(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Every_value_comes_back_exactly() => Prop.ForAll(RandomValues.Arbitrary, value =>
    {
        var bytes = TypedJson.ToBytes(value.Value);
        var read = TypedJson.FromBytes(bytes);

        AssertSame(value.Value, read);
        Assert.Equal(bytes, TypedJson.ToBytes(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_at_the_depth_limit_comes_back()
    {
        object? deep = 1;
        for (var level = 0; level < ValueDepthException.Limit; level++)
            deep = level % 2 == 0 ? new ObjectValue { ["in"] = deep } : new ListValue([deep], "Object") { IsGiven = true };

        AssertSame(deep, TypedJson.FromBytes(TypedJson.ToBytes(deep)));
    }

    [Fact]
    public void Reading_leaves_the_reader_on_the_last_token_of_the_value()
    {
        var reader = new Utf8JsonReader("""[{"v":{"a":[1]}},{"e":"Int32","a":[]},{"l":7},2]"""u8, TypedJson.ReaderOptions);
        reader.Read();
        var values = new List<object?>();

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(TypedJson.Read(ref reader));

        Assert.Equal(4, values.Count);
        Assert.Equal([7L, 2], values[2..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"q\":1}")]
    [InlineData("{\"s\":99999}")]
    [InlineData("{\"s\":\"x\"}")]
    [InlineData("{\"g\":\"x\"}")]
    [InlineData("{\"t\":-5}")]
    [InlineData("{\"o\":[1,100000]}")]
    [InlineData("{\"o\":[1]}")]
    [InlineData("{\"x\":{\"a\":1,\"a\":2}}")]
    [InlineData("{\"x\":[]}")]
    [InlineData("{\"X\":[1,2]}")]
    [InlineData("{\"e\":1,\"a\":[]}")]
    [InlineData("{\"e\":\"Int32\"}")]
    [InlineData("{\"l\":1,\"l\":2}")]
    [InlineData("3000000000")]
    [InlineData("1 2")]
    [InlineData("[")]
    public void Bytes_that_were_not_written_here_are_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => TypedJson.FromBytes(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Spoilt_bytes_give_a_value_or_a_refusal() => Prop.ForAll(
        RandomValues.Arbitrary,
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        ArbMap.Default.ArbFor<byte>(),
        (value, at, wrong) =>
        {
            var bytes = TypedJson.ToBytes(value.Value);
            bytes[at.Get % bytes.Length] = wrong;
            try
            {
                TypedJson.FromBytes(bytes);
            }
            catch (JsonException)
            {
                // refused: good
            }
        }).QuickCheckThrowOnFailure();

    private static void AssertSame(object? expected, object? actual)
    {
        Assert.Equal(expected?.GetType(), actual?.GetType());
        switch (expected)
        {
            case ObjectValue members:
                var others = (ObjectValue)actual!; // same type was asserted
                Assert.Equal(members.Origin, others.Origin);
                Assert.Equal(members.Names, others.Names);
                foreach (var (name, member) in members)
                    AssertSame(member, others[name]);
                break;
            case ListValue list:
                var other = (ListValue)actual!; // same type was asserted
                Assert.Equal((list.ElementType, list.IsGiven, list.Count), (other.ElementType, other.IsGiven, other.Count));
                for (var at = 0; at < list.Count; at++)
                    AssertSame(list[at], other[at]);
                break;
            case double number:
                Assert.True(double.IsNaN(number) ? double.IsNaN((double)actual!) : BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)actual!));
                break;
            case decimal number:
                Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), ((decimal)actual!).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                Assert.Equal((moment.Ticks, moment.Kind), (((DateTime)actual!).Ticks, ((DateTime)actual).Kind));
                break;
            case DateTimeOffset moment:
                Assert.True(moment.EqualsExact((DateTimeOffset)actual!));
                break;
            default:
                Assert.Equal(expected, actual);
                break;
        }
    }
}
