using System.Data.Common;
using System.Text.RegularExpressions;

namespace IqWorkflows.Storage.Steps;

/// <summary>A command that was prepared once and is run with new values each time. Values are given in the order in which their names first appear in the text.</summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        var names = new List<string>();
        foreach (Match match in ParameterName().Matches(sql))
        {
            if (!names.Contains(match.Value))
                names.Add(match.Value);
        }
        _parameters = new DbParameter[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            _parameters[i] = _command.CreateParameter();
            _parameters[i].ParameterName = names[i];
            _command.Parameters.Add(_parameters[i]);
        }
    }

    /// <summary>The command with these values, ready to run.</summary>
    public DbCommand With(DbTransaction? transaction, ReadOnlySpan<object?> values)
    {
        if (values.Length != _parameters.Length)
            throw new ArgumentException($"The statement has {_parameters.Length} parameters but was given {values.Length} values: {_command.CommandText}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _parameters[i].Value = Stored(values[i]);
        _command.Transaction = transaction;
        return _command;
    }

    /// <summary>Moments are stored as UTC ticks and choices as text, as the mapping of <see cref="IqDb"/> says.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.UtcTicks,
        Enum choice => choice.ToString(),
        _ => value,
    };

    public void Dispose() => _command.Dispose();

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex ParameterName();
}
