namespace IqWorkflows.Storage.Databases;

/// <summary>A database cannot be used. The message says why and what to do about it.</summary>
public sealed class DatabaseUnusableException : Exception
{
    internal DatabaseUnusableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
