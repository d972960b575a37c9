using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Sources that are deep or long beyond reason. The parser answers with a sentence, never with the end of the stack.</summary>
public sealed class AttackOnTheParserTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "(", "1", ")" },
        { "[", "1", "]" },
        { "{", "1", "}" },
        { "({ a: ", "1", " })" },
        { "!", "1", "" },
        { "-", "1", "" },
        { "- ", "1", "" },
        { "typeof ", "1", "" },
        { "new ", "F", "" },
        { "void ", "1", "" },
        { "delete ", "a", "" },
        { "`${", "1", "}`" },
        { "() => ", "1", "" },
        { "(() => { ", "1", " })()" },
        { "x => ", "x", "" },
        { "(a = ", "1", ") => a" },
        { "function f() { ", "", " }" },
        { "(function () { ", "", " })" },
        { "if (1) ", "2", "" },
        { "if (1) 1; else ", "2", "" },
        { "for (;;) ", ";", "" },
        { "while (0) ", ";", "" },
        { "do ", ";", " while (0)" },
        { "try { ", "", " } finally { }" },
        { "try { } catch { ", "", " }" },
        { "switch (1) { case 1: ", "", " }" },
        { "1 ? ", "1", " : 2" },
        { "1 ? 2 : ", "1", "" },
        { "1 + (", "1", ")" },
        { "2 ** ", "1", "" },
        { "a = ", "1", "" },
        { "a ??= ", "1", "" },
        { "f(", "1", ")" },
        { "a[", "1", "]" },
        { "[...", "a", "]" },
        { "({ get a() { return ", "1", " } })" },
        { "({ [", "1", "]: 1 })" },
        { "f`${", "1", "}`" },
        { "(1, ", "1", ")" },
        { "...", "a", "" },
        { "({ ...", "a", " })" },
        { "?.", "a", "" },
        { "const [", "a", "] = 1" },
        { "const { a: ", "b", " } = 1" },
        { "/(", "a", ")/" },
    };

    /// <summary>Long, but no deeper than a sum; some of it may simply run.</summary>
    public static TheoryData<string, string> LongRows => new()
    {
        { "1", " + 1" },
        { "1", " - 1" },
        { "'a'", " + 'a'" },
        { "1", " && 1" },
        { "1", " || 1" },
        { "null", " ?? null" },
        { "1", ", 1" },
        { "1", " < 1" },
        { "a", ".a" },
        { "a", "?.a" },
        { "a", "[0]" },
        { "a", "()" },
        { "a", "`x`" },
        { "1", ";1" },
        { "let x;", "x = 1;" },
        { "", "{}" },
        { "", ";" },
        { "", "\n" },
        { "", "// c\n" },
        { "", "/* c */" },
        { "", "l:" },
        { "x", "\\u0061" },
        { "x", "x" },
        { "1", "1" },
        { "1.", "1" },
        { "let a0", ", a" },
        { "''", "//" },
        { "a", " = a" },
        { "a", " ? b : a" },
        { "a", "++" },
        { "(a", ", a" },
        { "[1", ", 1" },
        { "[", "," },
        { "({ a: 1", ", a: 1" },
        { "f(1", ", 1" },
        { "if (1) 1", "; else if (1) 1" },
        { "switch (1) { case 1:", " case 1:" },
        { "'", "\\x41" },
        { "`", "${1}" },
    };

    /// <summary>By name, since a test runner shows what a test is given.</summary>
    private static readonly Dictionary<string, Func<string>> s_long = new()
    {
        ["a long list"] = () => "[" + string.Join(", ", Enumerable.Repeat("1", Many)) + "].length",
        ["a long text"] = () => "'" + new string('x', 5_000_000) + "'.length",
        ["a long pattern"] = () => "/" + new string('x', 1_000_000) + "/.test('x')",
        ["a pattern with many groups"] = () => "/" + Repeated("(a|b)", 20_000) + "/.test('x')",
        ["a long class"] = () => "/[" + new string('x', 1_000_000) + "]/.test('x')",
        ["many arguments"] = () => "f(" + string.Join(", ", Enumerable.Repeat("1", Many)) + ")",
        ["many parameters"] = () => "((" + string.Join(", ", Enumerable.Range(0, Many / 10).Select(i => $"a{i}")) + ") => 1)()",
        ["many variables"] = () => string.Concat(Enumerable.Range(0, Many / 4).Select(i => $"let v{i} = {i};")),
        ["many functions"] = () => string.Concat(Enumerable.Range(0, Many / 4).Select(i => $"function f{i}() {{ }}")),
        ["many labels"] = () => string.Concat(Enumerable.Range(0, Many / 4).Select(i => $"l{i}: ")) + "1",
        ["many cases"] = () => "switch (9) { " + string.Concat(Enumerable.Range(0, Many / 4).Select(i => $"case {i}: break;")) + " }",
        ["a long number"] = () => new string('9', 1_000_000),
        ["a long fraction"] = () => "0." + new string('0', 1_000_000) + "1",
        ["a long exponent"] = () => "1e" + new string('9', 100_000),
        ["many escapes"] = () => "'" + Repeated("\\u{000041}", Many) + "'.length",
        ["functions in lists in objects"] = () => Repeated("() => { return (a, [b, {", Many / 10),
        ["commas in brackets before an arrow"] = () => Repeated("(a, ", Many) + new string(')', Many) + " => 1",
        ["templates in templates"] = () => Repeated("`${`", Many),
        ["everything in everything"] = () => Repeated("({[`${(", Many),
    };

    public static TheoryData<string> LongSources => [.. s_long.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_hundred_thousand_brackets_are_a_sentence(string open, string inside, string close)
    {
        var source = Repeated(open, Many) + inside + Repeated(close, Many);

        AssertEnds(source);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Brackets_that_are_never_closed_are_a_sentence(string open, string inside, string close)
    {
        _ = close;

        AssertEnds(Repeated(open, Many) + inside);
    }

    [Theory]
    [MemberData(nameof(LongRows))]
    public void A_long_row_ends(string first, string next) => AssertEnds(first + Repeated(next, Many));

    [Theory]
    [MemberData(nameof(LongSources))]
    public void A_long_source_ends(string name) => AssertEnds(s_long[name]());

    [Fact]
    public void Moderate_depth_is_no_attack()
    {
        const int depth = 50;
        string[] sources =
        [
            new string('(', depth) + "1" + new string(')', depth),
            new string('[', depth) + "1" + new string(']', depth) + ".length",
            Repeated("(() => ", depth) + "1" + Repeated(")()", depth),
            Repeated("if (1) { ", depth) + "1" + Repeated(" }", depth),
            string.Join(" + ", Enumerable.Repeat("1", 300)) + " - 299",
            "let a = 1; " + Repeated("if (a === 2) { a = 3; } else ", 100) + "{ a = 1; } a",
        ];

        Assert.All(sources, source => Assert.Equal("1", ExpressionText.Of(AttackEnd.Of(source, ScriptLimits.Default) is { Failure: null } end ? end.Value : null)));
    }

    private static void AssertEnds(string source)
    {
        var end = AttackEnd.Of(source, ScriptLimits.Default);

        if (end.Failure is not (null or ScriptException)) Assert.Fail($"{source[..Math.Min(60, source.Length)]}…: {end.Failure}");
        Assert.False(end.Failure is ScriptException { Message: "" });
        Assert.True(end.Allocated <= 2000L * source.Length + 64 * 1024 * 1024, $"{source[..Math.Min(60, source.Length)]}…: {end.Allocated:N0} bytes for {source.Length:N0} characters");
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
