using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

public sealed class ValueJsonTests
{
    public static TheoryData<object?, string> Written => new()
    {
        { "ü & <tag> \"+\"", "\"ü \\u0026 \\u003Ctag\\u003E \\u0022\\u002B\\u0022\"" },
        { new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc), "\"1970-01-01T00:00:00Z\"" },
        { new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)), "\"2024-05-06T07:08:09+02:00\"" },
        { new TimeSpan(1, 2, 3), "\"01:02:03\"" },
        { double.NaN, "null" },
        { float.NegativeInfinity, "null" },
        { 1.50m, "1.50" },
        { 1.0, "1" },
        { "abc"u8.ToArray(), "\"YWJj\"" },
        { new ObjectValue(ObjectOrigin.Given) { ["__proto__"] = new ListValue([null, true]) }, "{\"__proto__\":[null,true]}" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_value_is_written_as_plain_json(object? value, string json) => Assert.Equal(json, ValueJson.ToJson(value));

    [Fact]
    public void Numbers_become_the_smallest_kind_that_holds_them()
    {
        var list = Given("[4, 3000000000, 1.5, 1e2, 1e999, 12345678901234567890]");

        Assert.Equal([4, 3000000000L, 1.5, 100.0, double.PositiveInfinity, 12345678901234567890.0], Assert.IsType<ListValue>(list));
    }

    [Fact]
    public void Given_objects_and_lists_know_that_they_were_given()
    {
        var item = Assert.IsType<ObjectValue>(Given("""{"a":[1],"b":{"c":null}}"""));

        Assert.Equal(ObjectOrigin.Given, item.Origin);
        Assert.True(Assert.IsType<ListValue>(item["a"]).IsGiven);
        Assert.Equal(ObjectOrigin.Given, Assert.IsType<ObjectValue>(item["b"]).Origin);
    }

    [Fact]
    public void Of_members_named_twice_the_last_counts()
    {
        Assert.True(ValueJson.TryParse("""{"a":1,"b":2,"a":3}""", ObjectOrigin.Script, out var value));
        Assert.Equal("""{"a":3,"b":2}""", ValueJson.ToJson(value));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_read_and_written_without_failing()
    {
        Assert.True(ValueJson.TryParse("""["x\ud800\n\u0041", {"\udc00": 1}]""", ObjectOrigin.Script, out var value));
        Assert.Equal("x\ud800\nA", Assert.IsType<ListValue>(value)[0]);
        Assert.Equal("[\"x\\uFFFD\\nA\",{\"\uFFFD\":1}]", ValueJson.ToJson(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("NaN")]
    [InlineData("{\"a\":1}}")]
    [InlineData("[1,]")]
    [InlineData("'a'")]
    public void What_is_no_json_is_told(string text)
    {
        Assert.False(ValueJson.TryParse(text, ObjectOrigin.Script, out var value));
        Assert.Null(value);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_the_text_itself_is_no_json() =>
        Assert.False(ValueJson.TryParse("[\"\ud800\"]", ObjectOrigin.Script, out _));

    [Fact]
    public void Depth_is_bounded_in_both_directions()
    {
        object? deep = 1;
        for (var level = 0; level <= ValueDepthException.StoredLimit; level++)
            deep = new ListValue([deep]);
        var json = new string('[', 1000) + new string(']', 1000);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2000 });

        Assert.False(ValueJson.TryParse(json, ObjectOrigin.Script, out _));
        Assert.Throws<ValueDepthException>(() => ValueJson.Read(document.RootElement));
        Assert.Throws<ValueDepthException>(() => ValueJson.ToJson(deep));
        Assert.Throws<ValueDepthException>(() => TypedJson.ToBytes(deep));
    }

    [Fact]
    public void An_object_that_contains_itself_is_refused()
    {
        var loop = new ObjectValue();
        loop["self"] = loop;

        Assert.Throws<ValueDepthException>(() => ValueJson.ToJson(loop));
        Assert.Throws<ValueDepthException>(() => Conversion.To(loop, WorkflowType.Parse("JsonObject")!));
    }

    [Fact]
    public void Any_text_is_either_json_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => { ValueJson.TryParse(Encoding.Latin1.GetString(bytes ?? []), ObjectOrigin.Given, out _); }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_value_can_be_written_plainly_and_read_as_text() => Prop.ForAll(
        RandomValues.Arbitrary,
        value => ValueJson.TryParse(ValueJson.ToJson(value.Value), ObjectOrigin.Given, out _) && TextForm.Of(value.Value) is not null == value.Value is not null)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_value_converts_to_any_type_without_failing() => Prop.ForAll(
        RandomValues.Arbitrary,
        value =>
        {
            foreach (var alias in RandomValues.Aliases)
            {
                var type = WorkflowType.Parse(alias)!;
                var isWhole = Conversion.TryTo(value.Value, type, out var result);
                if (!isWhole && type.Element is null)
                    Assert.Equal(type.Default, result);
                if (isWhole)
                    Assert.Equal(TypedJson.ToBytes(result), TypedJson.ToBytes(Conversion.To(result, type)));
            }
        }).QuickCheckThrowOnFailure();

    private static object? Given(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ValueJson.Read(document.RootElement);
    }
}
