namespace IqWorkflows.Standards.Tests;

/// <summary>A list of what may differ from a rule. Each line of the file is <c>thing: reason</c>; lines that begin with # are remarks.</summary>
internal sealed class Exceptions
{
    private readonly string _file;
    private readonly Dictionary<string, string> _reasons = [];
    private readonly HashSet<string> _used = [];

    public Exceptions(string name)
    {
        _file = $"tests/Standards.Tests/exceptions/{name}.txt";
        foreach (var line in Repository.Text(_file).Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(": ", 2);
            Assert.True(parts.Length == 2 && parts[1].Trim().Length >= 15, $"{_file}: \"{line}\" gives no reason.");
            _reasons.Add(parts[0], parts[1]);
        }
    }

    public bool Allow(string thing) => _reasons.ContainsKey(thing) && (_used.Add(thing) || true);

    /// <summary>Fails with all findings at once, and with entries of the list that nothing needs any more.</summary>
    public void AssertNoOther(IEnumerable<string> findings, string remedy)
    {
        var all = findings.ToList();
        all.AddRange(_reasons.Keys.Except(_used).Select(entry => $"{entry} needs no exception any more: take it out of {_file}"));
        Findings.AssertNone(all, $"{remedy} Exceptions with their reasons are in {_file}.");
    }
}
