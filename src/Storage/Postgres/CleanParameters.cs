using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IqWorkflows.Storage.Postgres;

/// <summary>What is looked for is cleaned like what is kept.</summary>
internal sealed class CleanParameters : DbCommandInterceptor
{
    public static CleanParameters Instance { get; } = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => CleanText.Of(text),
                string[] texts => Array.ConvertAll(texts, CleanText.Of),
                List<string> texts => texts.ConvertAll(CleanText.Of),
                var other => other,
            };
        }
    }
}
