namespace IqWorkflows.Server.Commands;

/// <summary>What a command tells its caller besides words.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>What was looked at is not as it should be: the instance faulted, the definition has problems, a case failed.</summary>
    public const int Bad = 1;

    /// <summary>Nothing was looked at: the command line is wrong, a file is missing, a port is taken.</summary>
    public const int Unusable = 2;
}

/// <summary>A command cannot do what it was asked. The text says what was found and what to do; it is printed without a stack trace.</summary>
internal sealed class CommandRefusedException(string message) : Exception(message);
