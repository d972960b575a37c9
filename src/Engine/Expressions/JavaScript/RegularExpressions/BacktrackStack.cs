namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>What the matcher may have to go back to, latest last.</summary>
internal sealed class BacktrackStack
{
    private BacktrackEntry[] _entries = new BacktrackEntry[16];

    public int Count { get; private set; }

    public ref BacktrackEntry Top => ref _entries[Count - 1];

    public ref readonly BacktrackEntry this[int index] => ref _entries[index];

    public void Push(BacktrackKind kind, int a, int b, int c = 0)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        _entries[Count++] = new BacktrackEntry { Kind = kind, A = a, B = b, C = c };
    }

    public void Drop() => Count--;

    public void DropIf(bool isUsedUp) => Count -= isUsedUp ? 1 : 0;

    public void Clear() => Count = 0;

    /// <summary>Forgets the entry at an index and those above it, except registers.</summary>
    public void KeepRegistersAbove(int start)
    {
        var kept = start;
        for (var i = start + 1; i < Count; i++)
        {
            if (_entries[i].Kind == BacktrackKind.Register)
            {
                _entries[kept++] = _entries[i];
            }
        }

        Count = kept;
    }
}

internal struct BacktrackEntry
{
    public BacktrackKind Kind;
    public int A;
    public int B;
    public int C;
}

internal enum BacktrackKind : byte
{
    /// <summary>Go on at instruction A, position B.</summary>
    Resume,

    /// <summary>Register A had the value B.</summary>
    Register,

    /// <summary>Run A-1 stands at position B and may give back characters down to C.</summary>
    GiveBack,

    /// <summary>The lazy run at instruction A stands at position B after C characters and may take one more.</summary>
    TakeMore,

    /// <summary>The lazy loop at instruction A may begin another round at position B.</summary>
    NextRound,

    /// <summary>A positive look began here; its body found nothing.</summary>
    Look,

    /// <summary>A negative look began here at position B; its body found nothing, so go on at A.</summary>
    NegativeLook,
}
