using System.CommandLine;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw serve</c>: the server.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Build() => new(Name, "Starts the server.");
}
