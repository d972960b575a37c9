namespace IqWorkflows.Casework.Play;

/// <summary>Where a case of a story is counselled: ids of the centre and of its people.</summary>
/// <param name="Centre">Id of the centre.</param>
/// <param name="Counsellor">Id of who counsels.</param>
/// <param name="Staff">Everybody there, with name and role.</param>
internal sealed record PlaySeat(string Centre, string Counsellor, IReadOnlyList<(string Id, string Name, string Role)> Staff)
{
    /// <summary>The only one that a single story needs.</summary>
    public static PlaySeat Only { get; } = new(
        "bst", "beratung", [("beratung", "Bea Berger", "COUNSELLOR"), ("leitung", "Lea Leitner", "LEAD"), ("verwaltung", "Vera Wald", "OFFICE"), ("koordination", "Kim Koch", "COORDINATION")]);
}
