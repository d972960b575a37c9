using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Facts;

/// <summary>Where facts of a case are recorded: each is added to the record and, if it counts, written to its column, all within the caller's turn.</summary>
public sealed class FactBook(FactSql sql)
{
    public FactCatalog Catalog => sql.Catalog;

    /// <summary>Makes an empty case with its person. Its number comes from <see cref="CaseNumbers"/>.</summary>
    public void NewCase(Turn turn, string caseId, DateTimeOffset now)
    {
        CaseTable.Insert(turn, caseId, now);
        CaseTable.InsertObject(turn, caseId, ObjectRef.CaseKind, 1, null, now);
        Make(turn, caseId, ObjectRef.Person, now);
    }

    /// <summary>Makes the next object of a kind. It belongs to the newest object of the first owner kind that the case has.</summary>
    public ObjectRef NewObject(Turn turn, string caseId, string kind, DateTimeOffset now)
    {
        var made = new ObjectRef(kind, CaseTable.LastNumber(turn, caseId, kind) + 1);
        Make(turn, caseId, made, now);
        return made;
    }

    /// <summary>Records facts. Objects that the case does not have yet are made, in the order in which the entries name them.</summary>
    /// <param name="turn">The caller's turn.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="entries">What a form came to, or what the procedure settled.</param>
    /// <param name="who">Id of the person, or of the part of the program.</param>
    /// <param name="now">The instant of recording.</param>
    public void Record(Turn turn, string caseId, IReadOnlyList<FactEntry> entries, string who, DateTimeOffset now)
    {
        var seen = new Dictionary<ObjectRef, bool>();
        foreach (var entry in entries)
        {
            if (!seen.TryGetValue(entry.Object, out var isNew))
                seen.Add(entry.Object, isNew = MakeIfMissing(turn, caseId, entry.Object, now));
            Record(turn, caseId, entry, isNew, who, now);
        }
    }

    /// <summary>Records what a form came to, and makes its new objects also when nothing is said about them yet.</summary>
    public void Record(Turn turn, string caseId, FormAnswer.Accepted accepted, string who, DateTimeOffset now)
    {
        foreach (var made in accepted.NewObjects)
            MakeIfMissing(turn, caseId, made, now);
        Record(turn, caseId, accepted.Entries, who, now);
    }

    /// <summary>Removes a fact with everything that was ever recorded of it. What follows from that is for the caller.</summary>
    internal void Erase(Turn turn, string caseId, ObjectRef of, FactField field)
    {
        if (of.Kind == ObjectRef.CaseKind)
            turn.Execute(sql.Update(field), null, caseId);
        else
            turn.Execute(sql.Update(field), null, caseId, of.Number);
        ErasureTable.Facts(turn, caseId, of.Kind, of.Number, field.Field);
    }

    /// <summary>Facts that were known once and are not known any more.</summary>
    internal IEnumerable<(ObjectRef Object, FactField Field)> Forgotten(Turn turn, string caseId) =>
        from once in CaseTable.Forgotten(turn, caseId)
        let field = Catalog.Find($"{once.Kind}.{once.Field}")
        where field is not null
        select (new ObjectRef(once.Kind, once.Number), field);

    private void Record(Turn turn, string caseId, FactEntry entry, bool isNew, string who, DateTimeOffset now)
    {
        if (entry.Field.Kind != entry.Object.Kind)
            throw new ArgumentException($"{entry.Field} is no fact of {entry.Object}.", nameof(entry));
        var (kind, number, field) = (entry.Object.Kind, entry.Object.Number, entry.Field.Field);
        // An older address that is learned of later is worth recording, but people still live at the newer one.
        var counts = isNew || !entry.Field.Changes || !(CaseTable.HappenedOn(turn, caseId, kind, number, field) > entry.HappenedOn);
        if (counts && !isNew)
            CaseTable.Supersede(turn, caseId, kind, number, field);
        CaseTable.InsertFact(turn, caseId, new CaseFactRow
        {
            Kind = kind,
            Number = number,
            Field = field,
            Value = FactText.Of(entry.Value),
            HappenedOn = entry.HappenedOn,
            LearnedOn = entry.LearnedOn,
            Source = SourceCodes.Of(entry.Source),
            RecordedBy = who,
            RecordedAt = now,
            IsSuperseded = !counts,
        });
        if (!counts)
            return;
        var value = entry.Value is IReadOnlyList<string> codes ? FactText.Of(codes) : entry.Value;
        var changed = kind == ObjectRef.CaseKind
            ? turn.Execute(sql.Update(entry.Field), value, caseId)
            : turn.Execute(sql.Update(entry.Field), value, caseId, number);
        if (changed != 1)
            throw new InvalidOperationException($"{entry.Object} of {caseId} is in the index but {changed} rows have it.");
    }

    private bool MakeIfMissing(Turn turn, string caseId, ObjectRef reference, DateTimeOffset now)
    {
        if (CaseTable.HasObject(turn, caseId, reference.Kind, reference.Number))
            return false;
        if (reference.Kind == ObjectRef.CaseKind || CaseTable.LastNumber(turn, caseId, reference.Kind) != reference.Number - 1)
            throw new InvalidOperationException($"{caseId} has no {reference}, and it is not the next of its kind.");
        Make(turn, caseId, reference, now);
        return true;
    }

    private void Make(Turn turn, string caseId, ObjectRef reference, DateTimeOffset now)
    {
        var kind = Catalog.FindKind(reference.Kind) ?? throw new ArgumentException($"There is no kind of objects named {reference.Kind}.", nameof(reference));
        var owner = kind.Owners
            .Select(of => new ObjectRef(of, CaseTable.LastNumber(turn, caseId, of)))
            .Where(of => of.Number > 0)
            .Select(of => of.ToString())
            .FirstOrDefault();
        CaseTable.InsertObject(turn, caseId, reference.Kind, reference.Number, owner, now);
        turn.Execute(sql.Insert(reference.Kind), caseId, reference.Number);
    }
}
