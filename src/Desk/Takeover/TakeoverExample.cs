using IqWorkflows.Casework.Takeover;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Desk.Takeover;

/// <summary>A small file as it can be taken over, to look at and to fill in. Its people are invented.</summary>
internal static class TakeoverExample
{
    private static readonly (string Fact, string[] Cells)[] s_columns =
    [
        ("person.name", ["Beispiel", "Muster", "Vorlage"]),
        ("person.given_name", ["Amina", "Jorge", "Olena"]),
        ("person.born_on", ["14.03.1988", "02.11.1979", "30.06.1992"]),
        ("case.state", ["UNTERLAGEN", "IN_PRUEFUNG", "BESCHEID"]),
        ("case.state_since", ["12.01.2026", "20.01.2026", "16.02.2026"]),
        ("case.opened_on", ["03.11.2025", "15.09.2025", "01.07.2025"]),
        ("person.language", ["ar", "es", "uk"]),
        ("person.email", ["amina@example.org", "jorge@example.org", ""]),
        ("person.phone", ["0221 000001", "", "0221 000003"]),
        ("qualification.country", ["SY", "CO", "UA"]),
        ("application.received_on", ["", "05.01.2026", "10.08.2025"]),
        ("application.complete_on", ["", "20.01.2026", "01.10.2025"]),
        ("decision.dated_on", ["", "", "12.02.2026"]),
        ("decision.received_on", ["", "", "16.02.2026"]),
    ];

    public static string Of(FactCatalog facts, Language language)
    {
        var labels = TakeoverField.All(facts).ToDictionary(field => field.Name, field => field.Label.In(language));
        var rows = new List<IReadOnlyList<string>> { (string[])[.. s_columns.Select(column => labels[column.Fact])] };
        for (var row = 0; row < s_columns[0].Cells.Length; row++)
            rows.Add([.. s_columns.Select(column => Readable(facts, column.Fact, column.Cells[row], language))]);
        return string.Concat(rows.Select(cells => string.Join(';', cells.Select(cell => '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\r\n"));
    }

    /// <summary>Codes are written as people read them: that is how they come from other programs.</summary>
    private static string Readable(FactCatalog facts, string fact, string cell, Language language)
    {
        var list = facts.Find(fact)?.Type switch
        {
            FactType.Country => "country",
            FactType.Language => "language",
            _ => facts.Find(fact)?.CodeList,
        };
        return list is not null && cell.Length > 0 ? facts.Codes.Label(list, cell, language) : cell;
    }
}
