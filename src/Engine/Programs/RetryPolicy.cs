namespace IqWorkflows.Engine.Programs;

/// <summary>What happens when an activity fails, before it becomes an incident. Member <c>retryPolicy</c> of the activity's custom properties.</summary>
/// <param name="Attempts">How often it is run again, at most.</param>
/// <param name="Delay">Wait before the first repetition.</param>
/// <param name="Factor">What the delay is multiplied with from one repetition to the next.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan Delay, double Factor = 1)
{
    /// <summary>No repetition waits longer than this.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(30);

    /// <param name="repetition">Number of the repetition, from 1.</param>
    public TimeSpan DelayBefore(int repetition)
    {
        var seconds = Delay.TotalSeconds * Math.Pow(Factor, repetition - 1);
        return seconds >= LongestDelay.TotalSeconds ? LongestDelay : TimeSpan.FromSeconds(seconds);
    }
}
