using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Takeover;

/// <summary>Something that a column of a file can say.</summary>
/// <param name="Name">Name of the fact.</param>
/// <param name="Label">What people read.</param>
/// <param name="IsRequired">Without it no case can be opened.</param>
/// <param name="Headings">How such a column is often headed, beside its label.</param>
public sealed record TakeoverField(string Name, LocalText Label, bool IsRequired, IReadOnlyList<string> Headings)
{
    public const string State = "case.state";
    public const string StateSince = "case.state_since";
    public const string Counsellor = "case.counsellor_id";
    public const string OpenedOn = "case.opened_on";
    public const string FamilyName = "person.name";
    public const string GivenName = "person.given_name";
    public const string BornOn = "person.born_on";

    /// <summary>What is asked for, with the headings by which other programs call it. In the order in which people choose from it.</summary>
    private static readonly (string Name, string[] Headings)[] s_all =
    [
        (FamilyName, ["Name", "Nachname", "Zuname", "last name", "surname"]),
        (GivenName, ["Rufname", "first name", "forename"]),
        (BornOn, ["geboren", "geb", "geb am", "geboren am", "birthday", "birth date", "dob"]),
        ("person.birth_year", ["Jahrgang"]),
        (State, ["Status", "Phase", "Schritt", "Verfahrensstand", "Fallstand", "stage", "step"]),
        (StateSince, ["Status seit", "Phase seit", "seit"]),
        (Counsellor, ["Berater", "Beraterin", "Beratung", "zuständig", "Sachbearbeitung", "counselor", "adviser", "advisor", "case worker"]),
        (OpenedOn, ["Fallbeginn", "Erstkontakt", "Aufnahme", "Aufnahmedatum", "Beginn", "angelegt am", "opened", "first contact", "start date"]),
        ("person.sex", ["gender", "m/w/d"]),
        ("person.nationalities", ["Staatsangehörigkeit", "Nationalität", "nationality", "citizenship"]),
        ("person.language", ["Sprache", "Muttersprache", "language"]),
        ("person.email", ["Mail", "Mailadresse", "E-Mail-Adresse", "email address"]),
        ("person.phone", ["Telefonnummer", "Tel", "Handy", "Mobil", "mobile", "telephone"]),
        ("person.street", ["Straße", "Adresse", "Anschrift", "street", "address"]),
        ("person.postcode", ["PLZ", "zip", "postal code"]),
        ("person.town", ["Ort", "Stadt", "city"]),
        ("person.land", ["Bundesland"]),
        ("person.residence_country", ["Wohnland", "Land", "country"]),
        ("person.work_status", ["Arbeitsmarktstatus", "employment status"]),
        ("person.interpreter", ["Dolmetscher", "interpreter"]),
        ("case.contact_origin", ["Kontakt durch", "contact by"]),
        ("case.entry_channel", ["Kontaktweg", "Zugangsweg"]),
        ("case.wish", ["Anfrage", "Beratungsanliegen", "request", "concern"]),
        ("case.goal", ["Beratungsziel"]),
        ("case.target_land", ["Zielland", "Arbeitsland"]),
        ("case.target_place", ["Arbeitsort"]),
        ("case.procedure", ["Verfahren", "Verfahrensart", "procedure"]),
        ("case.overlays", ["Besonderheiten"]),
        ("qualification.title_original", ["Abschluss", "Qualifikation", "Ausbildung", "degree"]),
        ("qualification.title_german", ["Abschluss deutsch", "Qualifikation deutsch"]),
        ("qualification.country", ["Herkunftsland", "Ausbildungsstaat", "country of origin"]),
        ("qualification.end_year", ["Abschlussjahr", "graduation year"]),
        ("application.kind", ["Antragsart"]),
        ("application.profession", ["Beruf", "Zielberuf", "profession", "occupation"]),
        ("application.authority", ["Stelle", "Behörde", "Anerkennungsstelle", "authority"]),
        ("application.sent_on", ["Antrag abgesandt", "Antrag verschickt", "application sent"]),
        ("application.received_on", ["Antrag am", "Antragsdatum", "Antragseingang", "Antrag eingegangen", "application date", "application received"]),
        ("application.complete_on", ["vollständig am", "Unterlagen vollständig", "complete since", "documents complete"]),
        ("application.file_number", ["Az", "Geschäftszeichen", "reference", "file no"]),
        ("application.announced_end_on", ["Entscheidung erwartet", "decision expected"]),
        ("decision.kind", ["Bescheid", "Ergebnis", "decision"]),
        ("decision.dated_on", ["Bescheiddatum", "Bescheid vom", "decision date"]),
        ("decision.posted_on", ["Bescheid zur Post", "decision posted"]),
        ("decision.received_on", ["Bescheid erhalten", "Bescheid erhalten am", "decision received"]),
        ("decision.mode", ["Zustellung", "Bekanntgabe"]),
        ("measure.kind", ["Maßnahme", "Qualifizierung", "measure", "course"]),
        ("measure.starts_on", ["Maßnahmebeginn", "Beginn der Maßnahme", "course begins"]),
        ("measure.ends_on", ["Maßnahmeende", "Ende der Maßnahme", "course ends"]),
        ("title.kind", ["Aufenthaltstitel", "Aufenthalt", "residence permit"]),
        ("title.valid_until", ["Titel gültig bis", "Aufenthaltstitel bis", "permit valid until"]),
        ("note.body", ["Notiz", "Bemerkung", "Bemerkungen", "Anmerkung", "Kommentar", "comment", "remark"]),
    ];

    /// <summary>All that a file can say, as the catalogue of facts names it.</summary>
    public static IReadOnlyList<TakeoverField> All(FactCatalog facts) =>
    [
        .. s_all.Select(field => facts.Find(field.Name) is { } fact ? new TakeoverField(field.Name, LabelOf(facts, fact), field.Name is FamilyName or State, field.Headings) : null).OfType<TakeoverField>(),
    ];

    /// <summary>What the columns of a file probably say; empty: nothing that is known. Each is guessed once.</summary>
    public static IReadOnlyList<string> Guess(IReadOnlyList<string> headings, FactCatalog facts)
    {
        var left = All(facts).ToList();
        var guessed = new string[headings.Count];
        Array.Fill(guessed, "");
        // Whoever names a column as we do means that; looser names come after.
        foreach (var names in (Func<TakeoverField, IEnumerable<string>>[])[field => [field.Name, field.Label.German, field.Label.English, PlainLabel(field.Label.German), PlainLabel(field.Label.English)], field => field.Headings])
        {
            for (var i = 0; i < headings.Count; i++)
            {
                var heading = Folded.Of(headings[i]);
                if (guessed[i].Length > 0 || heading.Length == 0 || left.Find(field => names(field).Any(name => Folded.Of(name) == heading)) is not { } found)
                    continue;
                guessed[i] = found.Name;
                left.Remove(found);
            }
        }
        return guessed;
    }

    /// <summary>"Antrag: bei der Stelle eingegangen am", since a label alone leaves open of what.</summary>
    private static LocalText LabelOf(FactCatalog facts, FactField fact)
    {
        if (fact.Kind is ObjectRef.CaseKind or ObjectRef.PersonKind || facts.FindKind(fact.Kind) is not { } kind)
            return fact.Label;
        return new LocalText($"{kind.Label.German}: {fact.Label.German}", $"{kind.Label.English}: {fact.Label.English}");
    }

    private static string PlainLabel(string label) => label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
