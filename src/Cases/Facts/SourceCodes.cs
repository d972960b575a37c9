namespace IqWorkflows.Cases.Facts;

/// <summary>The codes by which the source of a fact is written: <c>CLIENT</c>, <c>AUTHORITY</c>.</summary>
public static class SourceCodes
{
    private static readonly Dictionary<string, FactSource> s_byCode = Enum.GetValues<FactSource>().ToDictionary(Of);

    public static IEnumerable<string> All => s_byCode.Keys;

    public static string Of(FactSource source) => source.ToString().ToUpperInvariant();

    /// <returns>Null when it is no code of a source.</returns>
    public static FactSource? Parse(string code) => s_byCode.TryGetValue(code, out var source) ? source : null;
}
