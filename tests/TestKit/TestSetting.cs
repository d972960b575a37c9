using System.Globalization;

namespace IqWorkflows.TestKit;

/// <summary>What whoever runs the tests may choose by the environment.</summary>
public static class TestSetting
{
    /// <summary>Multiplies the iterations of tests that have any (<c>IQW_TEST_FACTOR</c>; <c>./test --long</c> sets it).</summary>
    public static int Factor { get; } = Number("IQW_TEST_FACTOR", 1);

    /// <summary>Chooses other moments, requests or courses (<c>IQW_TEST_SEED</c>).</summary>
    /// <param name="otherwise">The seed where nobody has chosen one.</param>
    public static int Seed(int otherwise) => Number("IQW_TEST_SEED", otherwise);

    private static int Number(string name, int otherwise) => Environment.GetEnvironmentVariable(name) switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw new InvalidOperationException($"{name} is {other}; it must be a whole number."),
    };
}
