using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

public sealed class WorkflowTypeTests
{
    [Theory]
    [InlineData("String", "String")]
    [InlineData("string", "String")]
    [InlineData(" int32 ", "Int32")]
    [InlineData("Long", "Int64")]
    [InlineData("Int32?", "Int32?")]
    [InlineData("int32??", "Int32?")]
    [InlineData("String?", "String")] // texts can always be null
    [InlineData("json", "JSON")]
    [InlineData("ExpandoObject", "JSON")]
    [InlineData("ObjectDictionary", "ObjectDictionary")]
    [InlineData("FormFile[]", "FormFile[]")]
    [InlineData("Int32[]", "Int32[]")]
    [InlineData("Int32?[]", "Int32?[]")]
    [InlineData("List<String>", "List<String>")]
    [InlineData("list< int64 >", "List<Int64>")]
    [InlineData("IEnumerable<Guid>", "List<Guid>")]
    [InlineData("ISet<String>", "HashSet<String>")]
    [InlineData("List<List<Int32>>", "List<List<Int32>>")]
    [InlineData("System.String, System.Private.CoreLib", "String")]
    [InlineData("System.Int32", "Int32")]
    [InlineData("System.Int32[], System.Private.CoreLib", "Int32[]")]
    [InlineData("System.Dynamic.ExpandoObject, System.Linq.Expressions", "JSON")]
    [InlineData("System.Text.Json.Nodes.JsonObject, System.Text.Json", "JsonObject")]
    [InlineData("System.Nullable`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", "Int32?")]
    [InlineData("System.Collections.Generic.ICollection`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", "Collection<String>")]
    [InlineData("System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]], System.Private.CoreLib, Version=8.0.0.0", "List<Int32>")]
    [InlineData("System.Collections.Generic.IDictionary`2[[System.String, System.Private.CoreLib],[System.Object, System.Private.CoreLib]], System.Private.CoreLib", "ObjectDictionary")]
    [InlineData("System.Collections.Generic.Dictionary`2[[System.String, System.Private.CoreLib],[System.String, System.Private.CoreLib]], System.Private.CoreLib", "StringMap")]
    [InlineData("System.Net.HttpStatusCode, System.Net.Primitives", "HttpStatusCode")]
    public void A_spelling_is_read_and_the_alias_written_back(string spelling, string alias)
    {
        var type = WorkflowType.Parse(spelling);

        Assert.Equal(alias, type?.ToString());
        Assert.Equal(type, WorkflowType.Parse(alias));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Wizard")]
    [InlineData("UnregisteredClrType:My.Thing")]
    [InlineData("My.Thing, My.Assembly")]
    [InlineData("[]")]
    [InlineData("?")]
    [InlineData("<>")]
    [InlineData("List<>")]
    [InlineData("List<Wizard>")]
    [InlineData("String>")]
    [InlineData("Opaque")] // a kind of ours, no alias
    [InlineData("List`1")]
    [InlineData("System.Collections.Generic.List`1[[")]
    [InlineData("System.Collections.Generic.List`1[]]")]
    [InlineData("System.Collections.Generic.Dictionary`2[")]
    [InlineData("`1[[System.String]]")]
    [InlineData("Int32[][][][][][][][][][][][][][]")]
    public void An_unknown_spelling_gives_nothing(string? spelling) => Assert.Null(WorkflowType.Parse(spelling));

    [Fact]
    public void An_array_flag_makes_a_list_of_the_type()
    {
        var type = WorkflowType.Parse("Int32", isArray: true);

        Assert.Equal("Int32[]", type?.ToString());
        Assert.Equal(WorkflowType.Int32, type?.Element);
    }

    [Theory]
    [InlineData("Int32", 0)]
    [InlineData("Boolean", false)]
    [InlineData("Int32?", null)]
    [InlineData("String", null)]
    [InlineData("Int32[]", null)]
    public void The_default_is_that_of_the_type(string alias, object? expected) =>
        Assert.Equal(expected, WorkflowType.Parse(alias)!.Default);
}
