using System.Runtime.CompilerServices;
using IqWorkflows.Engine.Expressions.JavaScript.Builtins;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>One evaluation of a script: its host, what it has used of its limits, and the objects of the language it has touched.</summary>
internal sealed class Run(ScriptHost host, ScriptLimits limits, Script script)
{
    /// <summary>One unit of <see cref="_nesting"/> is one syntax node being evaluated; this many fit a stack of one megabyte.</summary>
    private const int MaxNesting = 3000;

    private long _steps = limits.Steps;
    private long _bytes = limits.Bytes;
    private int _depth = limits.CallDepth;
    private int _nesting = MaxNesting;
    private Realm? _realm;
    private VariablesObject? _variables;

    public ScriptHost Host { get; } = host;

    public ScriptLimits Limits { get; } = limits;

    public Script Script { get; } = script;

    public Realm Realm => _realm ??= new Realm(this);

    public VariablesObject Variables => _variables ??= new VariablesObject(this);

    public VariablesObject? TouchedVariables => _variables;

    /// <summary>Where in the source the latest call stands: errors of built-in functions are shown there.</summary>
    public int Position { get; set; }

    /// <summary>What all regular expression matches of this run have used so far.</summary>
    public long RegexStepsLeft { get; set; } = limits.RegexSteps;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_steps < 0) throw OutOfSteps();
    }

    public void Step(long count)
    {
        if ((_steps -= Math.Max(count, 0)) < 0) throw OutOfSteps();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long bytes)
    {
        if ((_bytes -= bytes) < 0) throw Exceeded("memory", $"The script makes more than {Limits.Bytes / 1024} KB of objects and texts. Make it smaller or split the work.");
    }

    public void CheckTextLength(long length)
    {
        if (length > Limits.StringLength) throw Exceeded("string length", $"The script makes a text longer than {Limits.StringLength} characters.");
    }

    /// <summary>Counts a new string and gives it as a value.</summary>
    public JsValue NewText(string text)
    {
        CheckTextLength(text.Length);
        Charge(24 + 2L * text.Length);
        return text;
    }

    /// <summary>Enters a call or a recursion of a built-in function; <see cref="Leave"/> undoes it.</summary>
    public void Enter(int nodes)
    {
        if (--_depth < 0 || (_nesting -= nodes) < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Exceeded("depth", $"The script calls functions within functions more than {Limits.CallDepth} deep. Does a function call itself without end?");
    }

    public void Leave(int nodes)
    {
        _depth++;
        _nesting += nodes;
    }

    /// <summary>What to go back to when an exception skipped some <see cref="Leave"/>.</summary>
    public (int Depth, int Nesting) Mark => (_depth, _nesting);

    public void Restore((int Depth, int Nesting) mark) => (_depth, _nesting) = mark;

    public ScriptException Exceeded(string limit, string sentence)
    {
        var (line, column) = Script.Place(Position);
        return new ScriptException(sentence, line, column) { Limit = limit };
    }

    public JsThrow TypeError(string message) => Realm.Error(ErrorKind.TypeError, message);

    public JsThrow RangeError(string message) => Realm.Error(ErrorKind.RangeError, message);

    private ScriptException OutOfSteps() =>
        Exceeded("steps", $"The script takes more than {Limits.Steps} steps. Does a loop run without end?");
}

/// <summary>A value thrown by the script or by a built-in function; scripts can catch it.</summary>
internal sealed class JsThrow(JsValue value, int position) : Exception
{
    public JsValue Value { get; } = value;

    public int Position { get; } = position;

    /// <summary>The sentence of the host this came from, or null.</summary>
    public ScriptException? Origin { get; init; }
}
