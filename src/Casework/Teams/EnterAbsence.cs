using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Casework.Teams;

/// <summary>Says when somebody of a centre is absent, and who stands in.</summary>
public sealed class EnterAbsence(IqRuntime runtime)
{
    // Whoever is away longer has left; their cases are handed over.
    private const int MostYears = 3;

    /// <param name="centreId">Whose staff it must be, both of them.</param>
    /// <param name="personId">Who is absent.</param>
    /// <param name="deputyId">Who stands in; null: nobody.</param>
    /// <param name="from">First day; null: the absence ends, as if there had been none.</param>
    /// <param name="until">Last day; null: nobody knows yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Code of what is wrong; null: it was saved.</returns>
    public Task<string?> RunAsync(string centreId, string personId, string? deputyId, DateOnly? from, DateOnly? until, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (StaffTable.Person(turn, personId) is not { } person || person.CentreId != centreId)
                return "person-unknown";
            if (deputyId is not null && (deputyId == personId || StaffTable.Person(turn, deputyId) is not { Role: "COUNSELLOR" or "LEAD" } deputy || deputy.CentreId != centreId))
                return "deputy-unknown";
            var today = GermanDay.Of(runtime.Now);
            if (until < from || until < today || from > today.AddYears(MostYears) || until > today.AddYears(MostYears) || from < today.AddYears(-MostYears))
                return "days-wrong";
            StaffTable.Save(turn, new StaffRow
            {
                Id = person.Id,
                Name = person.Name,
                Mail = person.Mail,
                Phone = person.Phone,
                Role = person.Role,
                CentreId = person.CentreId,
                Language = person.Language,
                Deputy = from is null ? person.Deputy : deputyId,
                AbsentFrom = from,
                AbsentUntil = from is null ? null : until,
            });
            return null;
        },
        cancellationToken);
}
