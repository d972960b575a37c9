namespace IqWorkflows.Casework.Mail;

/// <summary>How long a message rests after an attempt that may succeed later.</summary>
public static class BackOff
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(12);

    /// <summary>A minute, then twice as long each time, up to half a day.</summary>
    /// <param name="attempts">How many there were, from 1.</param>
    public static TimeSpan After(int attempts)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 20);
        var rest = TimeSpan.FromMinutes(1L << doublings);
        return rest < s_longest ? rest : s_longest;
    }
}
