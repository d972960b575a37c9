namespace IqWorkflows.Desk.Tests;

/// <summary>One peopled desk for all tests of a class that leave nothing behind for the next.</summary>
public sealed class SharedDesk : IAsyncLifetime
{
    internal RunningDesk Desk { get; private set; } = null!; // started before the first test

    public async Task InitializeAsync() => Desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}
