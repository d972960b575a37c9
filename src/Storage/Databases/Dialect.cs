using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Storage.Databases;

/// <summary>What differs between the databases that everything can be kept in. All statements are the same on each.</summary>
internal abstract class Dialect : IDisposable
{
    /// <summary>Whether several processes may have it open at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The time that all who have it open go by; null: there is only this process, and it has a clock.</summary>
    public virtual TimeProvider? Clock => null;

    /// <summary>Readers and migrations.</summary>
    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>The connection of the step writer.</summary>
    public abstract StepConnection OpenForWriting(Database database);

    /// <summary>Whether this says that the database as a whole cannot be written now, not that a statement was wrong.</summary>
    public abstract bool IsUnavailable(Exception exception);

    /// <summary>Finds out what became of a group whose answer was lost.</summary>
    /// <returns>Null when the database does not answer for long.</returns>
    public virtual bool? WasCommitted(long group, TimeSpan patience) => throw new NotSupportedException("The answer to a commit cannot be lost here.");

    /// <summary>Hears what other nodes tell, until it is cancelled.</summary>
    /// <param name="heard">Gets everything that others tell.</param>
    /// <param name="missed">Called when something may have been missed, also at the beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public virtual Task HearAsync(Action<NodeNews> heard, Action missed, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    public abstract void Dispose();
}
