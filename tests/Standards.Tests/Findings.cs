namespace IqWorkflows.Standards.Tests;

internal static class Findings
{
    /// <summary>Fails with all findings at once, so that one run shows everything there is to repair.</summary>
    public static void AssertNone(IEnumerable<string> findings, string remedy)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{remedy}\n  {string.Join("\n  ", all)}");
    }
}
