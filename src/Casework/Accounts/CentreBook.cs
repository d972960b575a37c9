using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Casework.Accounts;

/// <summary>Adds counselling centres and changes them, each change a line of the history.</summary>
public sealed class CentreBook(IqRuntime runtime)
{
    private const int LongestText = 300;

    /// <param name="actor">Who does it.</param>
    /// <param name="wanted">The centre as it shall be.</param>
    /// <param name="isNew">Whether it must not exist yet; otherwise it must.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Codes of what is wrong; empty: it was saved.</returns>
    public Task<IReadOnlyList<Obstacle>> SaveAsync(Actor actor, CentreRow wanted, bool isNew, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<IReadOnlyList<Obstacle>>(
        turn =>
        {
            var before = StaffTable.Centre(turn, wanted.Id);
            var problems = ReasonsAgainst(actor, before, wanted, isNew).ToList();
            if (problems.Count > 0)
                return problems;
            StaffTable.Save(turn, wanted);
            foreach (var (what, old, now) in new[]
            {
                ("name", before?.Name, wanted.Name), ("land", before?.Land, wanted.Land), ("ags", before?.Ags, wanted.Ags), ("mail", before?.Mail, wanted.Mail), ("phone", before?.Phone, wanted.Phone),
                ("address", before?.Address, wanted.Address), ("kind", before?.Kind, wanted.Kind),
            })
            {
                if (old != now)
                    AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = actor.Id, Kind = "centre", Subject = wanted.Id, What = what, Before = old, After = now });
            }
            return [];
        },
        cancellationToken);

    private static IEnumerable<Obstacle> ReasonsAgainst(Actor actor, CentreRow? before, CentreRow wanted, bool isNew)
    {
        if (!actor.IsOperator && (isNew || wanted.Id != actor.CentreId))
            yield return new Obstacle("not-yours");
        if (isNew && (wanted.Id.Length is 0 or > 32 || !wanted.Id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            yield return new Obstacle("centre-id-unusable");
        else if (isNew && before is not null)
            yield return new Obstacle("centre-taken");
        if (!isNew && before is null)
            yield return new Obstacle("centre-unknown", wanted.Id);
        if (wanted.Name.Trim().Length is 0 or > LongestText || wanted.Name.Any(char.IsControl))
            yield return new Obstacle("centre-name");
        if (!Enum.TryParse<Land>(wanted.Land, out var land) || land.ToString() != wanted.Land)
            yield return new Obstacle("centre-land");
        if (wanted.Kind is not (null or AccountBook.FairCentre))
            yield return new Obstacle("centre-kind");
        // Case numbers carry the Land, and the cases of a centre lie on its side of the wall.
        if (before is not null && (before.Land != wanted.Land || before.Kind != wanted.Kind))
            yield return new Obstacle("centre-fixed");
        if (wanted.Ags is { } ags && (ags.Length != 8 || !ags.All(char.IsAsciiDigit)))
            yield return new Obstacle("centre-ags");
        if (wanted.Mail is { } mail && !AccountRules.IsMail(mail))
            yield return new Obstacle("mail-unusable");
        if (IsTooLong(wanted))
            yield return new Obstacle("centre-long");
    }

    internal static bool IsTooLong(CentreRow centre) => centre.Phone?.Length > 60 || centre.Address?.Length > LongestText;
}
