using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>How an attack ended, on a thread with a stack of 1 MB, as a server's threads may have.</summary>
/// <param name="Failure">What left the interpreter, or null if it gave a value.</param>
/// <param name="Allocated">All bytes the thread allocated, garbage too.</param>
internal sealed record AttackEnd(object? Value, Exception? Failure, long Allocated)
{
    private const int Stack = 1024 * 1024;

    public string? Limit => (Failure as ScriptException)?.Limit;

    public static AttackEnd Of(string source, ScriptLimits limits)
    {
        AttackEnd? end = null;
        var thread = new Thread(() => end = Attempt(source, limits), Stack);
        thread.Start();
        thread.Join();
        return end!; // the thread has ended, and Attempt lets nothing out
    }

    private static AttackEnd Attempt(string source, ScriptLimits limits)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        object? value = null;
        var failure = Record.Exception(() => { value = Script.Compile(source).Run(new ExpressionHost(), limits); });
        return new AttackEnd(value, failure, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
