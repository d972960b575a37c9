using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Requests;

/// <summary>Carries a caller's request out once, however often it is sent: the key is written in the transaction of what the request did.</summary>
internal static class OnceByKey
{
    /// <param name="turn">The turn of the request.</param>
    /// <param name="key">The key the caller gave, or null: then every request counts.</param>
    /// <param name="now">The time.</param>
    /// <param name="act">Does it.</param>
    /// <param name="write">The answer as a text to remember; null when nothing was done, so that it may be asked again.</param>
    /// <param name="read">The same answer from the text.</param>
    public static T Run<T>(Turn turn, string? key, DateTimeOffset now, Func<T> act, Func<T, string?> write, Func<string, T> read)
    {
        if (key is null)
            return act();
        if (turn.Text("select answer from acknowledged_requests where key = @key", key) is { } answered)
            return read(answered);
        var answer = act();
        if (write(answer) is { } text)
            turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, now, text);
        return answer;
    }

    /// <summary>Forgets keys that are older than that.</summary>
    public static int Forget(Turn turn, DateTimeOffset before) => turn.Execute("delete from acknowledged_requests where at < @before", before);
}
