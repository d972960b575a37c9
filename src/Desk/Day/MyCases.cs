using System.Globalization;
using System.Runtime.CompilerServices;
using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Day;

/// <summary>The open cases of a day's page as the beginning of a query: whatever is due is looked for from these cases, never among all there are.</summary>
/// <remarks>The conditions are written exactly like those of the partial indexes of M0015, or they would not be used.</remarks>
internal sealed class MyCases
{
    private readonly List<object> _values = [];

    private MyCases(string from) => From = from;

    /// <summary>The beginning, which names the cases <c>mine (id, counsellor_id)</c>.</summary>
    private string From { get; set; }

    /// <summary>Own cases, and those of whoever somebody stands in for.</summary>
    public static MyCases Own(Viewer viewer)
    {
        var mine = new MyCases("");
        var me = mine.Value(viewer.StaffId!); // who works with cases is of the staff
        List<string> parts = [Of($"counsellor_id = {me}"), Of($"deputy_id = {me}")];
        parts.AddRange(viewer.Absent.Select(absent => Of($"counsellor_id = {mine.Value(absent)}")));
        mine.From = $"with mine as ({string.Join(" union ", parts)})";
        return mine;
    }

    /// <summary>All cases of the centre.</summary>
    public static MyCases OfCentre(Viewer viewer)
    {
        var mine = new MyCases("");
        mine.From = $"with mine as ({Of($"centre_id = {mine.Value(viewer.CentreId!)}")})"; // asked for with a centre only
        return mine;
    }

    /// <summary>A query that goes on from the cases. Its text holds no value: each stands at a place of its own.</summary>
    public FormattableString Query(string sql, params ReadOnlySpan<object> more) => FormattableStringFactory.Create(From + "\n" + sql, [.. _values, .. more]);

    /// <summary>The place of a value that is given with the query, counted from 0.</summary>
    public string More(int index) => Place(_values.Count + index);

    private static string Of(string condition) => $"select id, counsellor_id from cases where {condition} and state <> 'ABGESCHLOSSEN'";

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"{{{index}}}");

    private string Value(object value)
    {
        _values.Add(value);
        return Place(_values.Count - 1);
    }
}
