using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Saves centres and the people who work there.</summary>
public sealed class SaveStaff(IqRuntime runtime)
{
    private static readonly string[] s_roles = ["COUNSELLOR", "LEAD", "OFFICE", "COORDINATION", "DSB", "PROGRAMME", "OPERATOR"];

    /// <returns>False when there is no such Land.</returns>
    public async Task<bool> RunAsync(CentreRow centre, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<Land>(centre.Land, out var land) || land.ToString() != centre.Land)
            return false;
        await runtime.Writer.WriteAsync(turn => StaffTable.Save(turn, centre), cancellationToken);
        return true;
    }

    /// <returns>False when there is no such centre, no such role or no such language, or when the absence ends before it begins.</returns>
    public Task<bool> RunAsync(StaffRow person, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (!s_roles.Contains(person.Role) || person.Language is not (null or "de" or "en") || person.AbsentUntil < person.AbsentFrom || (person.AbsentFrom is null && person.AbsentUntil is not null) || StaffTable.Centre(turn, person.CentreId) is null)
                return false;
            StaffTable.Save(turn, person);
            return true;
        },
        cancellationToken);
}
