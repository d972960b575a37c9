namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary><c>variables</c>: holds those variables the text mentions as <c>variables.Name</c>, and gives changed and new members back after the script.</summary>
internal sealed class VariablesObject : JsObject
{
    /// <summary>What the host held, and what became of it here, when a member was last filled.</summary>
    private readonly Dictionary<string, (object? Host, JsValue Here)> _filled = new(StringComparer.Ordinal);

    public VariablesObject(Run run)
        : base(run, run.Realm.ObjectPrototype)
    {
        foreach (var name in run.Script.MentionedVariables) Fill(run, name);
    }

    /// <summary>After a function of the host may have set variables: takes over what changed there.</summary>
    public void Refresh(Run run, string? set)
    {
        if (set is not null && !_filled.ContainsKey(set)) Fill(run, set);
        foreach (var (name, filled) in _filled.ToArray())
        {
            if (run.Host.TryGetVariable(name, out var now) && !Equals(now, filled.Host)) Fill(run, name);
        }
    }

    /// <summary>Gives the host every member that is not as it was filled.</summary>
    public void WriteBack(Run run)
    {
        foreach (var name in EnumerableKeys(run))
        {
            var value = Get(run, name);
            if (_filled.TryGetValue(name, out var filled) && JsValue.SameValue(filled.Here, value)) continue;
            run.Host.SetVariable(name, Border.ToHost(run, value));
        }
    }

    private void Fill(Run run, string name)
    {
        if (!run.Host.TryGetVariable(name, out var value)) return;
        var here = Border.ToScript(run, value);
        _filled[name] = (value, here);
        Put(run, name, here);
    }
}
