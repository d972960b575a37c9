using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Facts;

/// <summary>Finds cases of the same person: born on the same day, with the same names however they are written.</summary>
internal static class KnownPeople
{
    /// <returns>Numbers of the cases, in their order.</returns>
    public static IReadOnlyList<string> Of(Turn turn, string name, string? givenName, DateOnly bornOn)
    {
        var born = turn.Read(
            "select case_id, name, given_name from persons where born_on = @born_on order by case_id",
            row => (CaseId: row.GetString(0), Name: row.IsDBNull(1) ? "" : row.GetString(1), GivenName: row.IsDBNull(2) ? "" : row.GetString(2)),
            bornOn);
        return [.. born.Where(other => IsSame(other.Name, name) && IsSame(other.GivenName, givenName ?? "")).Select(other => other.CaseId)];
    }

    /// <summary>Without accents and case, with "ü" also as "ue": the database compares neither in the same way everywhere.</summary>
    private static bool IsSame(string one, string other) => Foldings(one).Overlaps(Foldings(other));

    private static HashSet<string> Foldings(string name)
    {
        var words = SearchWords.Asked(name);
        var spelled = SearchWords.Asked(SearchWords.Spelled(name));
        return [string.Join(' ', words), string.Join(' ', spelled)];
    }
}
