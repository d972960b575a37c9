namespace IqWorkflows.Engine.Running;

/// <summary>What a bookmark or a start trigger waits for: a kind of stimulus (the activity type by default) and what tells two of a kind apart.</summary>
/// <param name="Kind">Elsa's stimulus name, for example <c>Elsa.Event</c>.</param>
/// <param name="Text">The distinguishing text, for example the event's name (case-sensitive); empty when the kind says all.</param>
public readonly record struct StimulusKey(string Kind, string Text = "")
{
    /// <summary>Number that storage indexes: the same on every machine and in every release. Equal keys have equal hashes; the reverse must be checked.</summary>
    public long Hash
    {
        get
        {
            // FNV-1a, 64 bit: short, stable, and good enough since a match is compared in full.
            var hash = 14695981039346656037UL;
            foreach (var letter in Kind)
                hash = (hash ^ letter) * 1099511628211UL;
            hash = (hash ^ '\n') * 1099511628211UL;
            foreach (var letter in Text)
                hash = (hash ^ letter) * 1099511628211UL;
            return unchecked((long)hash);
        }
    }

    public override string ToString() => Text.Length == 0 ? Kind : $"{Kind} {Text}";
}
