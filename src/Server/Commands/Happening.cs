using System.CommandLine;
using System.CommandLine.Parsing;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Server.Commands;

/// <summary>What happens to a workflow under trial, one after the other.</summary>
internal abstract record Happening
{
    private Happening()
    {
    }

    /// <summary>An event comes in.</summary>
    public sealed record Event(string Name, object? Payload) : Happening;

    /// <summary>Time passes.</summary>
    public sealed record Wait(TimeSpan Duration) : Happening;

    /// <summary>The happenings in the order in which they were typed, which the values of two different options no longer have.</summary>
    /// <exception cref="CommandRefusedException">One of them cannot be read.</exception>
    public static List<Happening> InOrder(IEnumerable<Token> tokens, string eventOption, string advanceOption)
    {
        var happenings = new List<Happening>();
        string? option = null;
        foreach (var token in tokens)
        {
            if (token.Type == TokenType.Option)
                option = token.Value;
            else if (token.Type == TokenType.Argument && option == eventOption)
                happenings.Add(EventOf(token.Value));
            else if (token.Type == TokenType.Argument && option == advanceOption)
                happenings.Add(WaitOf(token.Value));
            if (token.Type == TokenType.Argument)
                option = null;
        }
        return happenings;
    }

    private static Event EventOf(string text)
    {
        var parts = text.Split('=', 2);
        if (parts[0].Length == 0)
            throw new CommandRefusedException($"--event {text}: the event has no name. Write NAME or NAME=JSON.");
        if (parts.Length == 1)
            return new Event(parts[0], null);
        return ValueJson.TryParse(parts[1], ObjectOrigin.Given, out var payload)
            ? new Event(parts[0], payload)
            : throw new CommandRefusedException($"--event {parts[0]}: what follows = is not JSON: {parts[1]}. A text needs quotes: '{parts[0]}=\"text\"'.");
    }

    private static Wait WaitOf(string text) => Duration.TryParse(text, out var duration)
        ? new Wait(duration)
        : throw new CommandRefusedException($"--advance {text}: this is not a duration. Write for example 14d, 2h, 90m, 30s, 00:05:00 or 1.02:00:00.");
}
