using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Checklists;

/// <summary>What a paper of the checklist still lacks.</summary>
public enum DocumentLack
{
    /// <summary>Nothing, or it is not asked for.</summary>
    Nothing,

    /// <summary>It is not there.</summary>
    Paper,

    /// <summary>It is there, but not in the form that is asked for: a plain copy is no certified one, and no copy is the original.</summary>
    Form,
}

/// <summary>Whether a paper is there as the checklist asks for it.</summary>
public static class DocumentCheck
{
    /// <summary>Status of a paper that is not needed in this case.</summary>
    public const string NotNeeded = "NICHT_NOETIG";

    /// <param name="document">An object of the kind document.</param>
    public static DocumentLack LackOf(CaseObject document) => (document.Text("status"), document.Text("copies")) switch
    {
        (null or "FEHLT" or "ANGEFORDERT" or "NICHT_BESCHAFFBAR", _) => DocumentLack.Paper,
        // Whoever checked it has seen its form.
        (NotNeeded or "GEPRUEFT", _) => DocumentLack.Nothing,
        ("VORHANDEN_ORIGINAL", _) => DocumentLack.Nothing,
        (_, "ORIGINAL") => DocumentLack.Form,
        // A translation says nothing of the paper that was translated.
        ("KOPIE" or "UEBERSETZT", "BEGLAUBIGTE_KOPIE") => DocumentLack.Form,
        _ => DocumentLack.Nothing,
    };

    /// <summary>Whether the application may not go without it.</summary>
    public static bool IsRequired(CaseObject document) => document["required"] is not false && document.Text("status") != NotNeeded;

    /// <summary>The papers of an application that are asked for and lack something.</summary>
    public static IEnumerable<CaseObject> Lacking(CaseView view, ObjectRef? application) =>
        view.Of("document").Where(document => (document.Owner is null || document.Owner == application) && IsRequired(document) && LackOf(document) != DocumentLack.Nothing);
}
