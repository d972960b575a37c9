namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>A string put together but not yet written out, so that building a text piece by piece costs its length and not its square.</summary>
internal sealed class Rope
{
    /// <summary>Shorter results are written out at once.</summary>
    private const int Threshold = 48;

    private readonly Run _run;
    private object? _left;
    private object? _right;
    private string? _flat;

    private Rope(Run run, object left, object right, int length)
    {
        _run = run;
        _left = left;
        _right = right;
        Length = length;
    }

    public int Length { get; }

    /// <summary>Joins two string values.</summary>
    public static JsValue Concat(Run run, JsValue left, JsValue right)
    {
        var leftLength = left.TextLength;
        var rightLength = right.TextLength;
        if (leftLength == 0) return right;
        if (rightLength == 0) return left;

        var length = (long)leftLength + rightLength;
        run.CheckTextLength(length);
        if (length < Threshold)
        {
            run.Charge(24 + 2 * length);
            return string.Concat(left.Text, right.Text);
        }

        run.Charge(56);
        return new Rope(run, left.Reference!, right.Reference!, (int)length);
    }

    public string Flatten()
    {
        if (_flat is not null) return _flat;

        _run.Charge(24 + 2L * Length);
        _flat = string.Create(Length, this, static (target, rope) => rope.Write(target));
        _left = _right = null;
        return _flat;
    }

    // Fills from the end, since texts are mostly built by appending; an explicit stack, since ropes are as deep as loops are long.
    private void Write(Span<char> target)
    {
        var end = target.Length;
        var pending = new Stack<object>();
        pending.Push(_left!);
        pending.Push(_right!);
        while (pending.TryPop(out var piece))
        {
            var text = piece as string ?? ((Rope)piece)._flat;
            if (text is not null)
            {
                end -= text.Length;
                text.CopyTo(target[end..]);
                continue;
            }

            var rope = (Rope)piece;
            pending.Push(rope._left!);
            pending.Push(rope._right!);
        }
    }
}
