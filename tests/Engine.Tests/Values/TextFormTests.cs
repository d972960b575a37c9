using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

public sealed class TextFormTests
{
    public static TheoryData<object?, string?> Forms => new()
    {
        { null, null },
        { "text", "text" },
        { true, "True" },
        { 12, "12" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1.0, "1" },
        { 1e21, "1E+21" },
        { double.NaN, "NaN" },
        { 1.1f, "1.1" },
        { 12.50m, "12.50" },
        { 9007199254740993L, "9007199254740993" },
        { new DateTime(2024, 5, 6, 7, 8, 9), "05/06/2024 07:08" },
        { new DateTime(1970, 1, 1), "01/01/1970" },
        { default(DateTime), "" },
        { new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)), "05/06/2024 07:08 +02:00" },
        { new DateTimeOffset(2024, 6, 5, 0, 0, 0, TimeSpan.Zero), "06/05/2024 +00:00" },
        { new TimeSpan(1, 2, 3, 4), "1.02:03:04" },
        { Guid.Parse("6F9619FF-8B86-D011-B42D-00CF4FC964FF"), "6f9619ff-8b86-d011-b42d-00cf4fc964ff" },
        { new byte[] { 1 }, "Byte[] Array" },
        { new ListValue([1, 2], "Int32"), "Int32[] Array" },
        { new ListValue(["a", "b"], "String"), "[\"a\",\"b\"]" },
        { new ListValue([1.0, 2.0]), "[1,2]" },
        { new ListValue([]), "[]" },
        { new ListValue([1]) { IsGiven = true }, "[\n  1\n]" },
        { new ObjectValue(), "{}" },
        { new ObjectValue { ["name"] = "Ada", ["tags"] = new ListValue(["x"]) }, "{\"name\":\"Ada\",\"tags\":[\"x\"]}" },
        { new ObjectValue(ObjectOrigin.Given) { ["sku"] = "A1", ["qty"] = 2 }, "{\n  \"sku\": \"A1\",\n  \"qty\": 2\n}" },
        { new ObjectValue(ObjectOrigin.JsonNode) { ["k"] = 1 }, "{\n  \"k\": 1\n}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_value_reads_as_Elsa_writes_it(object? value, string? text) => Assert.Equal(text, TextForm.Of(value));
}
