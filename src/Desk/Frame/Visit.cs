using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Frame;

/// <summary>One request to the desk: who asks, in which language, on which day.</summary>
/// <param name="Viewer">Null: nobody has signed in.</param>
/// <param name="Words">The texts.</param>
/// <param name="Today">The day in Germany.</param>
/// <param name="Path">Path and query of the request.</param>
/// <param name="FormToken">Goes with every form; without it none is taken.</param>
public sealed record Visit(Viewer? Viewer, Words Words, DateOnly Today, string Path, string FormToken)
{
    /// <summary>Name of the field that carries <see cref="FormToken"/>.</summary>
    public const string TokenField = "__desk";

    /// <summary>Name of the field that says whose form it is: what somebody typed is given back to nobody else.</summary>
    public const string WhoField = "__who";

    /// <summary>Name of the field that says on which page the form stood.</summary>
    public const string PageField = "__page";

    /// <summary>Whether single letters do something: who works by voice or by chance touches keys switches that off.</summary>
    public bool HasKeys { get; init; } = true;

    public string this[string key] => Words[key];
}
