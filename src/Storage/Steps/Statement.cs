using System.Data.Common;

namespace IqWorkflows.Storage.Steps;

/// <summary>A statement that was prepared once and is run with new values each time. Values are given in the order in which their names first appear in the text.</summary>
/// <remarks>Moments are stored as UTC ticks and choices as text, as the mapping of <see cref="IqDb"/> says; days, amounts and ids as EF stores them.</remarks>
internal abstract class Statement : IDisposable
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed, if it is one that changes rows.</returns>
    public abstract RowCount Execute(ReadOnlySpan<object?> values);

    /// <summary>Reads all rows.</summary>
    public abstract List<T> Read<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values);

    /// <summary>Reads the first row; whatever the statement changes is changed all the same.</summary>
    /// <returns>The default when there is none.</returns>
    public abstract T? First<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values);

    public abstract void Dispose();
}
