using System.Globalization;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

public sealed class ConversionTests
{
    private static readonly ObjectValue s_object = new() { ["a"] = 1 };

    public static TheoryData<object?, string, object?> Converted => new()
    {
        // to whole numbers: half to even, text only if it is whole
        { "12", "Int32", 12 },
        { " 7 ", "Int32", 7 },
        { 12, "Int32", 12 },
        { 3.7, "Int32", 4 },
        { 2.5, "Int32", 2 },
        { -3.5, "Int32", -4 },
        { true, "Int32", 1 },
        { 5L, "Int32", 5 },
        { 12.50m, "Int32", 12 },
        { 7.0, "Int16", (short)7 },
        { "9007199254740993", "Int64", 9007199254740993L },
        { 9007199254740992.0, "Int64", 9007199254740992L },
        // to truth: as .NET, not as JavaScript
        { "true", "Boolean", true },
        { " True ", "Boolean", true },
        { 0.0, "Boolean", false },
        { -1, "Boolean", true },
        { 0.5, "Boolean", true },
        // to other numbers
        { "1e3", "Double", 1000.0 },
        { "12.50", "Decimal", 12.50m },
        { 0.1 + 0.2, "Decimal", 0.3m },
        { "1.1", "Single", 1.1f },
        { 7, "Double", 7.0 },
        // to text
        { 15.0, "String", "15" },
        { "", "String", "" },
        { true, "String", "True" },
        // blank text is nothing
        { "", "Int32", null },
        { "  ", "Guid", null },
        { null, "Int32", null },
        // to times
        { "01:02:03", "TimeSpan", new TimeSpan(1, 2, 3) },
        { "1:2:3", "TimeSpan", new TimeSpan(1, 2, 3) },
        { "90", "TimeSpan", TimeSpan.FromDays(90) },
        { "2024-05-06T07:08:09Z", "DateTime", new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc) },
        { "2024-05-06T07:08:09", "DateTime", new DateTime(2024, 5, 6, 7, 8, 9) },
        { "2024-05-06T07:08:09+02:00", "DateTime", new DateTime(2024, 5, 6, 5, 8, 9, DateTimeKind.Utc) },
        { "2024-05-06T07:08:09+02:00", "DateTimeOffset", new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)) },
        { "06.05.2024", "DateTimeOffset", new DateTimeOffset(2024, 6, 5, 0, 0, 0, TimeSpan.Zero) }, // month first, as the invariant culture
        { "2024-02-29", "DateTimeOffset", new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero) },
        { new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc), "DateTimeOffset", new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero) },
        // other
        { "6F9619FF8B86D011B42D00CF4FC964FF", "Guid", Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff") },
        { "NotFound", "HttpStatusCode", 404 },
        { 201.0, "HttpStatusCode", 201 },
        { "Int32 stays as it is", "Object", "Int32 stays as it is" },
        { "{\"a\":1}", "Object", "{\"a\":1}" },
    };

    public static TheoryData<object?, string, object?> Defaulted => new()
    {
        { "x", "Int32", 0 },
        { "12.9", "Int32", 0 },
        { "1e2", "Int32", 0 },
        { double.NaN, "Int32", 0 },
        { 3e9, "Int32", 0 },
        { 9.3e18, "Int64", 0L },
        { "99999999999999999999", "Int64", 0L },
        { "x", "Int32?", null },
        { "yes", "Boolean", false },
        { "1", "Boolean", false },
        { s_object, "Boolean", false },
        { new ListValue([1]), "Boolean", false },
        { s_object, "Int32", 0 },
        { 1e300, "Decimal", 0m },
        { "nope", "Guid", Guid.Empty },
        { "soon", "TimeSpan", TimeSpan.Zero },
        { 90.0, "TimeSpan", TimeSpan.Zero },
        { 0.0, "DateTime", default(DateTime) },
        { "10:00", "DateTimeOffset", default(DateTimeOffset) }, // today's date would come from the clock
        { "05/06", "DateTime", default(DateTime) }, // this year too
        { "May 6 10:00", "DateTimeOffset", default(DateTimeOffset) },
        { "plain", "JSON", null },
        { "{broken", "JsonObject", null },
        { 5, "Int32[]", null },
        { "{\"a\":1}", "Int32[]", null },
        { "no base64!", "ByteArray", null },
    };

    [Theory]
    [MemberData(nameof(Converted))]
    public void A_value_becomes_the_type(object? value, string type, object? expected)
    {
        Assert.True(Conversion.TryTo(value, WorkflowType.Parse(type)!, out var result));
        Assert.Equal(expected, result);
        Assert.Equal(expected?.GetType(), result?.GetType());
    }

    [Theory]
    [MemberData(nameof(Defaulted))]
    public void What_cannot_be_converted_becomes_the_default(object? value, string type, object? expected)
    {
        Assert.False(Conversion.TryTo(value, WorkflowType.Parse(type)!, out var result));
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData("String[]", "[\"a\",1,null]", "[\"a\",\"1\",null]")]
    [InlineData("String[]", "single", "[\"single\"]")]
    [InlineData("Int32[]", "[\"1\",2]", "[1,2]")]
    [InlineData("Int32[]", "1,2", "[49,44,50]")] // a text is a sequence of characters
    [InlineData("Object[]", "abc", "[\"a\",\"b\",\"c\"]")]
    [InlineData("Object[]", "[1,{\"a\":2}]", "[1,{\"a\":2}]")]
    [InlineData("HashSet<String>", "[\"a\",\"b\",\"a\"]", "[\"a\",\"b\"]")]
    [InlineData("JSON", " {\"k\":{\"l\":[1]}}", "{\"k\":{\"l\":[1]}}")]
    [InlineData("ObjectDictionary", "{\"k\":1}", "{\"k\":1}")]
    [InlineData("StringMap", "{\"k\":1,\"n\":null}", "{\"k\":\"1\",\"n\":null}")]
    public void Text_becomes_a_structure(string type, string text, string json)
    {
        Assert.True(Conversion.TryTo(text, WorkflowType.Parse(type)!, out var result));
        Assert.Equal(json, ValueJson.ToJson(result));
    }

    [Fact]
    public void A_list_with_a_bad_element_gets_the_default_of_the_element_and_says_so()
    {
        var isWhole = Conversion.TryTo(new ListValue([1.0, "x", "3"]), WorkflowType.Parse("Int32[]")!, out var result);

        Assert.False(isWhole);
        Assert.Equal([1, 0, 3], Assert.IsType<ListValue>(result));
        Assert.Equal("Int32", Assert.IsType<ListValue>(result).ElementType);
    }

    [Fact]
    public void An_object_changes_its_text_form_with_its_type()
    {
        var node = Conversion.To(s_object, WorkflowType.Parse("JsonObject")!);

        Assert.Equal("{\n  \"a\": 1\n}", TextForm.Of(node));
        Assert.Equal("{\"a\":1}", TextForm.Of(Conversion.To(node, WorkflowType.Parse("JSON")!)));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_machine_does_not_matter(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(2.5, Conversion.To("2.5", WorkflowType.Double));
            Assert.Equal("2.5", Conversion.To(2.5, WorkflowType.String));
            Assert.Equal("05/06/2024 07:08", TextForm.Of(new DateTime(2024, 5, 6, 7, 8, 9)));
            Assert.Equal("Int32", WorkflowType.Parse("INT32")?.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
