using System.Globalization;
using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Random programs, run here and by Node, must say the same. IQW_TEST_FACTOR multiplies their number; IQW_TEST_SEED starts elsewhere.</summary>
public sealed class DifferentialTests
{
    private const int Programs = 3000;
    private const int Batch = 1000;
    private const int Shown = 5;

    private static readonly ScriptLimits s_wide = new(Steps: 50_000_000, CallDepth: 500, Bytes: 1024 * 1024 * 1024, StringLength: 16 * 1024 * 1024, RegexSteps: 50_000_000);

    private static int Factor => int.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_FACTOR"), CultureInfo.InvariantCulture, out var factor) ? factor : 1;

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    [FactWithNode]
    public void Random_programs_say_what_Node_says()
    {
        var differences = new List<string>();

        for (var done = 0; done < Programs * Factor && differences.Count < Shown; done += Batch)
        {
            var programs = Enumerable.Range(FirstSeed + done, Batch).Select(DifferentialGenerator.Program).ToList();
            var theirs = DifferentialNode.Run([.. programs.Select(program => program.Text)]);
            differences.AddRange(programs.Zip(theirs)
                .Where(pair => !Agree(Ours(pair.First.Text), pair.Second))
                .Take(Shown - differences.Count)
                .Select(pair => Described(Smallest(pair.First))));
        }

        if (differences.Count > 0) Assert.Fail(string.Join("\n\n", differences));
    }

    /// <summary>Broken programs: what one reads, the other reads; what one calls a syntax error is one for the other.</summary>
    [FactWithNode]
    public void Broken_programs_are_syntax_errors_for_both()
    {
        var differences = new List<string>();
        var count = Batch * Factor;

        var programs = Enumerable.Range(FirstSeed, count).Select(seed => FuzzMutation.Of(string.Join('\n', DifferentialGenerator.Program(seed).Statements), seed).Replace("\ud800", "", StringComparison.Ordinal)).ToList();
        // JSON cannot carry half a surrogate pair. Behind an early return nothing runs: only the reading is compared.
        var theirs = DifferentialNode.Run([.. programs.Select(program => $"(() => {{ return 'read';\n{program}\n}})()")]);
        foreach (var (program, (their, seed)) in programs.Zip(theirs.Select((their, i) => (their, FirstSeed + i))))
        {
            var failure = Record.Exception(() => Script.Compile($"(() => {{ return 'read';\n{program}\n}})()"));
            var our = failure is null ? "read" : "syntax error";
            // Parts of the language we lack, and what browsers read although the language forbids it: f() = 1.
            var isStricter = failure is ScriptException && (failure.Message.Contains("exist here", StringComparison.Ordinal) || failure.Message.Contains("cannot be assigned to", StringComparison.Ordinal));
            if (failure is not (null or ScriptException) || (our != their && !isStricter))
                differences.Add($"seed {seed}: Node {their}, here {failure?.Message ?? our}\n{program}");
        }

        if (differences.Count > 0) Assert.Fail($"{differences.Count} of {count} differ\n" + string.Join("\n\n", differences.Take(Shown)));
    }

    private static string Ours(string program)
    {
        try
        {
            return (string?)Script.Compile(program).Run(new ExpressionHost(), s_wide) ?? "null";
        }
        catch (ScriptException failure)
        {
            return $"fails at {failure.Line}:{failure.Column}, limit {failure.Limit ?? "none"}: {failure.Message}";
        }
        catch (Exception crash) when (crash is not OutOfMemoryException)
        {
            return $"crashes: {crash}";
        }
    }

    /// <summary>Equal, but for the last line: numbers that may be one unit in the last place apart.</summary>
    private static bool Agree(string ours, string theirs)
    {
        if (ours == theirs) return true;

        var (our, their) = (ours.Split('\n'), theirs.Split('\n'));
        if (our.Length != 3 || their.Length != 3 || our[0] != their[0] || our[1] != their[1]) return false;

        var (near, far) = (our[2].Split(' '), their[2].Split(' '));
        return near.Length == far.Length && near.Zip(far).All(pair => IsNear(pair.First, pair.Second));
    }

    private static bool IsNear(string one, string other)
    {
        if (one == other) return true;
        if (!double.TryParse(one, CultureInfo.InvariantCulture, out var a) || !double.TryParse(other, CultureInfo.InvariantCulture, out var b)) return false;
        return Math.BitIncrement(a) == b || Math.BitDecrement(a) == b;
    }

    /// <summary>Leaves out statements as long as the two still differ.</summary>
    private static DifferentialProgram Smallest(DifferentialProgram program)
    {
        while (true)
        {
            var smaller = program.WithOneStatementLess().ToList();
            if (smaller.Count == 0) return program;

            var theirs = DifferentialNode.Run([.. smaller.Select(candidate => candidate.Text)]);
            var still = smaller.Zip(theirs).FirstOrDefault(pair => !Agree(Ours(pair.First.Text), pair.Second));
            if (still.First is null) return program;
            program = still.First;
        }
    }

    private static string Described(DifferentialProgram program) =>
        $"seed {program.Seed}\n{string.Join('\n', program.Statements)}\nNode: {DifferentialNode.Run([program.Text])[0]}\nhere: {Ours(program.Text)}";
}
