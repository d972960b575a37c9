namespace IqWorkflows.Engine.Running.Moving;

/// <summary>Whether an instance can go on with another version of its definition. Exactly one of these.</summary>
public abstract record MoveAnswer
{
    private MoveAnswer()
    {
    }

    /// <summary>It can.</summary>
    /// <param name="State">Its state, restated for the other program.</param>
    public sealed record Moved(byte[] State) : MoveAnswer;

    /// <summary>It cannot, for all of these reasons.</summary>
    public sealed record Cannot(IReadOnlyList<MoveObstacle> Obstacles) : MoveAnswer;
}

/// <summary>What keeps an instance from moving.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ActivityId">Where.</param>
public sealed record MoveObstacle(MoveObstacleKind Kind, string ActivityId);

/// <summary>What can keep an instance from moving.</summary>
public enum MoveObstacleKind
{
    /// <summary>It has ended, or has faulted.</summary>
    NotRunning,

    /// <summary>Somebody must decide about an incident first.</summary>
    OpenIncident,

    /// <summary>It is at an activity that the other version does not have there.</summary>
    PlaceGone,

    /// <summary>It is at an activity that is of another type in the other version.</summary>
    PlaceOfOtherType,

    /// <summary>Ways meet at an activity, some have come and some have not, and the other version has other ways there.</summary>
    JoinChanged,

    /// <summary>It is within a container that counts its activities, and the other version has others.</summary>
    ContainerChanged,

    /// <summary>It waits for an event, and the other version waits for another there.</summary>
    WaitChanged,
}
