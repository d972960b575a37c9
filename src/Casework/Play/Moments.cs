using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Play;

/// <summary>Moments as people in Germany name them.</summary>
internal static class Moments
{
    /// <summary>The instant at which clocks in Germany show this.</summary>
    public static DateTimeOffset InGermany(DateTime local)
    {
        var midnight = GermanDay.StartOf(DateOnly.FromDateTime(local));
        var moment = midnight + local.TimeOfDay;
        // On the two days on which the clocks change, noon is not twelve hours after midnight.
        var shown = TimeSpan.Parse(GermanDay.TimeOf(moment), System.Globalization.CultureInfo.InvariantCulture);
        return moment + (local.TimeOfDay - shown);
    }
}
