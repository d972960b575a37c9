using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Casework.Play;

/// <summary>Where a story is played: a process that may be killed at any moment and is then started again on the same database.</summary>
/// <remarks>
/// A killed process takes nothing to the disk any more: from some statement on every one of its statements fails, the last included, and what it had not committed is lost.
/// Whoever asked for something and heard no answer asks again with the same key.
/// </remarks>
internal sealed class PlayStage : IAsyncDisposable
{
    private readonly Func<Task<PlayHouse>> _open;
    private readonly Queue<long> _deaths;
    private readonly Random? _random;
    private PlayHouse _house;
    private long _statements;
    private bool _isDead;

    private PlayStage(Func<Task<PlayHouse>> open, PlayHouse house, IEnumerable<long> deaths, int? seed)
    {
        (_open, _house, _deaths) = (open, house, new Queue<long>(deaths));
        _random = seed is { } given ? new Random(given) : null;
        Watch();
    }

    /// <summary>How often the process was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Statements that all processes together have begun.</summary>
    public long Statements => _statements;

    /// <param name="open">Starts a process on the database.</param>
    /// <param name="deaths">Numbers of the statements before which it dies, in order.</param>
    /// <param name="seed">For the choice whether an answer is lost as well; null: none is.</param>
    public static async Task<PlayStage> SetAsync(Func<Task<PlayHouse>> open, IEnumerable<long> deaths, int? seed) => new(open, await open(), deaths, seed);

    /// <summary>Has something done, again after each death.</summary>
    /// <param name="act">What.</param>
    /// <param name="isRepeatable">Whether it may be done again after its answer was lost, because asking twice changes nothing.</param>
    public async Task<T> DoAsync<T>(Func<PlayHouse, Task<T>> act, bool isRepeatable = true)
    {
        while (true)
        {
            T answer;
            try
            {
                answer = await act(_house);
            }
            catch (DatabaseUnavailableException) when (_isDead)
            {
                await StartAgainAsync();
                continue;
            }
            if (_isDead)
            {
                await StartAgainAsync(); // it died after its last commit, and nobody heard the answer
                if (isRepeatable)
                    continue;
            }
            return answer;
        }
    }

    public async Task DoAsync(Func<PlayHouse, Task> act) => await DoAsync(async house =>
    {
        await act(house);
        return true;
    });

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task StartAgainAsync()
    {
        Kills++;
        await _house.DisposeAsync();
        _isDead = false;
        _house = await _open();
        Watch();
    }

    private void Watch()
    {
        if (_random is not null)
            _house.Runtime.Database.BeforeStatement = _ => Count();
        else
            _house.Runtime.Database.BeforeStatement = _ => Interlocked.Increment(ref _statements);
    }

    private void Count()
    {
        if (_isDead || (_deaths.TryPeek(out var death) && Interlocked.Increment(ref _statements) >= death))
        {
            if (!_isDead)
                _deaths.Dequeue();
            _isDead = true;
            throw new SqliteException("The process was killed.", 10);
        }
    }
}
