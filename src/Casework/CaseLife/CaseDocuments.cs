using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Tables;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Lists the documents that the authority of an application asks for, each once.</summary>
internal sealed class CaseDocuments(CaseBook book, FactBook facts)
{
    public void List(Turn turn, CaseView view, ObjectRef application, DateTimeOffset now)
    {
        var today = GermanDay.Of(now);
        var known = new RuleFacts(view, book.Rules.Professions, book.Rules.Authorities, today) { About = application };
        var list = CaseCourse.StateOf(view) == "BERUFSZULASSUNG" ? book.Rules.Checklists.ForLicence(known) : book.Rules.Checklists.For(known);
        if (list is null)
            return;
        var listed = view.Of("document").Where(document => document.Owner == application).Select(document => document.Text("code")).ToHashSet();
        foreach (var asked in ChecklistCatalog.Asked(list, known).Where(asked => !listed.Contains(asked.Item.Document)))
        {
            var document = facts.NewObject(turn, view.CaseId, "document", now);
            FactEntry Entry(string name, object value) => new(document, book.Field(name), value, today, today, FactSource.System);
            List<FactEntry> entries =
            [
                Entry("document.code", asked.Item.Document), Entry("document.status", asked.Needless is null ? "FEHLT" : DocumentCheck.NotNeeded),
                Entry("document.required", asked is { IsSure: true, Needless: null } && !asked.Item.IsOptional), Entry("document.costs_money", asked.Item.CostsMoney), Entry("document.copies", asked.Item.Form), Entry("document.translation_needed", asked.Item.NeedsTranslation),
            ];
            if (asked.Needless is { } fact)
                entries.Add(Entry("document.note", ReasonOf(fact, known)));
            facts.Record(turn, view.CaseId, entries, CaseLog.System, now);
        }
        book.Settle(turn, view.CaseId, now);
    }

    /// <summary>Why a paper is not needed, for whoever looks at the list: what was said elsewhere.</summary>
    private string ReasonOf(string fact, RuleFacts known)
    {
        var field = book.Rules.Facts.Find(fact);
        var value = FactText.Of(known.Value(fact)) ?? "";
        return $"{field?.Label.German ?? fact}: {(field?.CodeList is { } list ? book.Rules.Facts.Codes.Label(list, value, Cases.Deadlines.Language.German) : value)}";
    }
}
