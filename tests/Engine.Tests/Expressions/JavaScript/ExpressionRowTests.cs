using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>The language by rows: what each expression gives, in Rows/*.txt by construct.</summary>
public sealed class ExpressionRowTests
{
    private const string Throws = "throws ";
    private const string Refused = "refused: ";

    private static readonly Dictionary<string, ExpressionRow> s_rows = ExpressionRow.All.ToDictionary(row => row.Place);

    public static TheoryData<string> Places => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void An_expression_gives_what_its_row_says(string place)
    {
        var row = s_rows[place];

        var found = row.Expected switch
        {
            "syntax error" => WhyNotRead(row.Source) is { } reason && !IsRefusal(reason) ? "syntax error" : "is read, or refused as lacking",
            _ when row.Expected.StartsWith(Refused, StringComparison.Ordinal) => RefusalOf(row),
            _ when row.Expected.StartsWith(Throws, StringComparison.Ordinal) => Throws + NameOfThrown(row.Source),
            _ => ResultOf(row.Source),
        };

        if (found != row.Expected) Assert.Fail($"{row.Place}: {row.Source}\nexpected: {row.Expected}\nfound:    {found}");
    }

    [Fact]
    public void There_are_enough_rows() => Assert.True(s_rows.Count >= 2500, $"only {s_rows.Count} rows");

    [Fact]
    public void No_expression_stands_in_two_rows() => Assert.Equal(s_rows.Count, ExpressionRow.All.DistinctBy(row => row.Source).Count());

    private static string ResultOf(string source)
    {
        try
        {
            return ExpressionText.Of(Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default));
        }
        catch (ScriptException failure)
        {
            return $"fails at {failure.Line}:{failure.Column}: {failure.Message}";
        }
    }

    /// <summary>What the script throws must leave as a sentence, and the same script must be able to catch it.</summary>
    private static string NameOfThrown(string source)
    {
        var failure = Record.Exception(() => Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default));
        if (failure is not ScriptException { Limit: null }) return failure is null ? "nothing" : $"{failure.GetType().Name}, limit {(failure as ScriptException)?.Limit}";

        var catching = $"try {{\n{source}\n}} catch (e) {{ return e && e.name ? e.name : String(e); }}";
        return Script.Compile(catching).Run(new ExpressionHost(), ScriptLimits.Default) as string ?? "no name";
    }

    private static string? WhyNotRead(string source) => (Record.Exception(() => Script.Compile(source)) as ScriptException)?.Message;

    private static string RefusalOf(ExpressionRow row)
    {
        var construct = row.Expected[Refused.Length..];
        var failure = Record.Exception(() => Script.Compile(row.Source));
        if (failure is not ScriptException { Limit: null }) return failure is null ? "is read" : $"{failure.GetType().Name}";

        return failure.Message.Contains(construct, StringComparison.OrdinalIgnoreCase) && IsRefusal(failure.Message) ? row.Expected : failure.Message;
    }

    private static bool IsRefusal(string sentence) => sentence.Contains("exist here", StringComparison.Ordinal);
}
