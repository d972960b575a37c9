using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Mail;

/// <summary>An invented case that knows everything texts may ask: for previews, and to try every text.</summary>
public static class MailSample
{
    /// <summary>What it says of the case, by name. None of it may be seen in a neutral message.</summary>
    public static IReadOnlyDictionary<string, object?> Content { get; } = new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["client.name"] = "Maria Santos",
        ["staff.name"] = "Anna Beispiel",
        ["today"] = new DateOnly(2026, 3, 2),
        ["deadline.end"] = new DateOnly(2026, 8, 31),
        ["deadline.law"] = "PflAPrV § 43 Abs. 3 S. 1",
        ["documents.missing"] = new List<object> { new LocalText("Diplom mit Übersetzung", "diploma with translation"), "Führungszeugnis" },
        ["documents.costly"] = new List<object> { new LocalText("beglaubigte Übersetzung", "certified translation") },
        ["centre.new_name"] = "Beratungsstelle Fulda",
        ["centre.new_phone"] = "0661 4711",
        ["change.reason"] = new LocalText("Qualifikationsanalyse", "qualification analysis"),
        ["measure.has_begun"] = false,
        ["esf.limit"] = new DateOnly(2026, 10, 29),
        ["event.title"] = "Vielfalt im Amt",
        ["event.at"] = new DateTimeOffset(2026, 5, 19, 7, 0, 0, TimeSpan.Zero),
        ["event.place"] = "Rathaus, Saal 2",
        ["event.registered"] = 4,
        ["event.minimum"] = 8,
        ["offer.valid_until"] = new DateOnly(2026, 4, 30),
        ["action.title"] = "Betriebe ansprechen",
        ["action.due_on"] = new DateOnly(2026, 6, 15),
        ["agreement.title"] = "Kooperation Pflege",
        ["court.name"] = "Arbeitsgericht Köln",
        ["appointment.at"] = new DateTimeOffset(2026, 1, 21, 9, 0, 0, TimeSpan.Zero),
        ["appointment.place"] = "Zimmer 12, 1. Stock",
        ["appointment.channel"] = new LocalText("persönlich in der Beratungsstelle", "in person at the centre"),
        ["application.profession"] = new LocalText("Pflegefachfrau/Pflegefachmann", "nurse"),
        ["application.authority"] = new LocalText("Bezirksregierung Münster", "Bezirksregierung Münster"),
        ["application.file_number"] = "24.05-0815",
        ["application.received_on"] = new DateOnly(2026, 3, 13),
        ["application.complete_on"] = new DateOnly(2026, 3, 31),
        ["document.code"] = new LocalText("Unbedenklichkeitsbescheinigung", "certificate of good standing"),
        ["document.issued_on"] = new DateOnly(2026, 5, 11),
        ["request.subject"] = "Nachweis der Berufserfahrung",
        ["decision.kind"] = new LocalText("teilweise Gleichwertigkeit mit Auflage", "partial equivalence with a condition"),
        ["decision.dated_on"] = new DateOnly(2026, 7, 24),
        ["decision.remedy_kind"] = new LocalText("Klage", "action"),
        ["remedy.kind"] = new LocalText("Klage beim Verwaltungsgericht", "action at the administrative court"),
        ["remedy.filed_on"] = new DateOnly(2026, 8, 24),
        ["measure.kind"] = new LocalText("Anpassungslehrgang", "adaptation course"),
        ["measure.provider"] = "Klinikum Beispielstadt",
        ["measure.starts_on"] = new DateOnly(2026, 10, 1),
        ["measure.absence_percent"] = 14,
        ["exam.kind"] = new LocalText("Kenntnisprüfung", "knowledge test"),
        ["exam.held_on"] = new DateOnly(2026, 11, 12),
        ["exam.place"] = "Ärztekammer, Haus B",
        ["title.valid_until"] = new DateOnly(2026, 12, 18),
        ["funding.requested_on"] = new DateOnly(2026, 2, 9),
    };

    /// <summary>What every message may say.</summary>
    public static IReadOnlyDictionary<string, object?> Open { get; } = new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["case.id"] = "IQ-NW-2026-0001",
        ["centre.name"] = "Beratungsstelle Köln",
        ["centre.phone"] = "0221 1234",
        ["centre.mail"] = "koeln@beratung.example",
        ["centre.address"] = "Domplatz 1, 50667 Köln",
        ["counsellor.name"] = "Anna Beispiel",
        ["counsellor.phone"] = "0221 1235",
        ["counsellor.mail"] = "anna@beratung.example",
        ["is_reminder"] = false,
    };

    public static IReadOnlyDictionary<string, object?> Values { get; } = Content.Concat(Open).ToDictionary(StringComparer.Ordinal);

    /// <summary>An occasion as it would be written for the invented case.</summary>
    /// <returns>Null when the occasion has no text for this kind of recipient.</returns>
    public static ComposedMail? Preview(MailTexts texts, string occasion, string recipient, string language, MailLevel level) => new Composer(texts).Compose(
        new Composition(
            occasion, recipient, level, language, language == MailLanguage.EasyGerman, Values,
            recipient is "counsellor" or "lead" ? [new MailList("Überfällig", ["IQ-NW-2026-0001: Frist D08, Montag, 2. März 2026"])] : null));
}
