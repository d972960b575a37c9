using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Puts items into the inbox, and rings once they are safely there.</summary>
internal sealed class InboxDoor
{
    public Doorbell Bell { get; } = new();

    public void Add(Turn turn, InboxRow row)
    {
        InboxTable.Insert(turn, row);
        if (row.State == InboxState.Pending)
            turn.AfterCommit(Bell.Ring);
    }
}
