using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Whatever the source: a value or a <see cref="ScriptException"/>, within the limits. IQW_TEST_FACTOR multiplies the number of sources; IQW_TEST_SEED gives others.</summary>
public sealed class FuzzTests
{
    private const int Sources = 2000;

    private static readonly ScriptLimits s_small = new(Steps: 20_000, CallDepth: 50, Bytes: 512 * 1024, StringLength: 32 * 1024, RegexSteps: 20_000);

    private static Config Configured => Config.QuickThrowOnFailure
        .WithMaxTest(Sources * (int.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_FACTOR"), CultureInfo.InvariantCulture, out var factor) ? factor : 1))
        .WithEndSize(60)
        .WithReplay(ulong.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1, 9497274557860883483UL);

    private static Gen<int> Seeds => Gen.Choose(0, int.MaxValue);

    [Fact]
    public void Any_text_is_a_script_or_is_not()
    {
        var texts = ArbMap.Default.ArbFor<string>().Filter(text => text is not null);

        Prop.ForAll(texts, Survives).Check(Configured);
    }

    [Fact]
    public void Any_row_of_tokens_is_a_script_or_is_not()
    {
        string[] tokens =
        [
            "a", "b", "x", "1", "0", "'s'", "`t${", "}`", "(", ")", "(", ")", "[", "]", "{", "}", ",", ";", ".", "?.", "...", "=>", "=", "+=", "??=", "+", "-", "*", "**", "/", "%", "<", ">>>", "==", "===", "!", "~", "?", ":", "&&", "||", "??",
            "let ", "const ", "var ", "if ", "else ", "for ", "while ", "do ", "return ", "function ", "try ", "catch ", "finally ", "throw ", "switch ", "case ", "default:", "break ", "continue ", "new ", "typeof ", "delete ", "in ", "of ", "get ", "set ",
            "this", "null", "undefined", "Math", ".map", ".length", "[0]", "/a/g", "\n", " ", "//", "/*", "*/", "++", "--", "l:", "arguments", "class ", "async ", "await ", "yield ", "function* ", "import ", "with ", "super", "new.target", "debugger;",
        ];
        var sources = Gen.Elements(tokens).ListOf().Select(list => string.Concat(list));

        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Configured);
    }

    [Fact]
    public void Any_row_of_the_table_broken_a_little_is_a_script_or_is_not()
    {
        var sources = Gen.Elements(ExpressionRow.All.ToArray()).SelectMany(row => Seeds.Select(seed => FuzzMutation.Of(row.Source, seed)));

        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Configured);
    }

    [Fact]
    public void Any_two_rows_crossed_are_a_script_or_are_not()
    {
        var rows = Gen.Elements(ExpressionRow.All.ToArray());
        var sources = rows.SelectMany(one => rows.SelectMany(other => Seeds.Select(seed => Crossed(one.Source, other.Source, seed))));

        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Configured);
    }

    [Fact]
    public void Any_generated_program_keeps_the_smallest_limits()
    {
        var sources = Gen.Choose(1, 1_000_000).Select(seed => DifferentialGenerator.Program(seed).Text);
        var tiny = s_small with { Steps = 500, CallDepth = 5, Bytes = 4096, StringLength = 100, RegexSteps = 50 };

        Prop.ForAll(sources.ToArbitrary(), source => Survives(source, tiny)).Check(Configured);
    }

    [Fact]
    public void Any_pattern_is_one_or_is_not()
    {
        string[] pieces = ["a", "b", ".", "^", "$", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "[", "]", "[^", "-", "\\d", "\\W", "\\b", "\\1", "\\k<n>", "\\p{L}", "\\u{61}", "\\x", "\\u", "{2}", "{1,}", "{,3}", "{9999999999}", "*", "+", "?", "|", "\\", "/", "ä", "\ud800"];
        var sources = Gen.Elements(pieces).ListOf().SelectMany(list => Gen.Elements("", "g", "iu", "y", "s", "m", "v", "d").Select(flags =>
            $"const r = new RegExp({System.Text.Json.JsonSerializer.Serialize(string.Concat(list))}, '{flags}'); ['', 'ab', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', 'a\\nä😀'].map(s => s.replace(r, '-') + r.test(s))"));

        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Configured);
    }

    [Fact]
    public void Any_row_in_many_brackets_is_a_script_or_is_not()
    {
        var sources = Gen.Elements(ExpressionRow.All.ToArray()).SelectMany(row => Seeds.SelectMany(seed => Gen.Choose(1, 3000).Select(depth => FuzzMutation.Nested(row.Source, seed, depth))));

        Prop.ForAll(sources.ToArbitrary(), Survives).Check(Configured.WithMaxTest(Configured.MaxTest / 10));
    }

    private static void Survives(string source) => Survives(source, s_small);

    private static void Survives(string source, ScriptLimits limits)
    {
        try
        {
            Script.Compile(source).Run(new ExpressionHost(), limits);
        }
        catch (ScriptException)
        {
            // Not a script, or one that failed: a sentence for the designer, which is all that may leave.
        }
    }

    private static string Crossed(string one, string other, int seed)
    {
        var random = new Random(seed);
        var crossed = new StringBuilder(one);
        return crossed.Insert(random.Next(one.Length + 1), other[random.Next(other.Length)..]).ToString();
    }
}
