using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>What a loop or a bulk dispatch goes through.</summary>
internal static class LoopItems
{
    /// <param name="value">The value of the input.</param>
    /// <param name="textIsLetters">Whether a text is gone through letter by letter (ForEach), or not at all.</param>
    /// <returns>Null for null.</returns>
    public static ListValue? Of(object? value, bool textIsLetters) => value switch
    {
        null => null,
        ListValue list => list,
        string text when textIsLetters => new ListValue(text.Select(letter => (object?)letter.ToString())),
        string => new ListValue([]),
        var single => new ListValue([single]),
    };
}
