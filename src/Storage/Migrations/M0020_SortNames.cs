using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Lists sort by a folded name that lies with the case: accents do not put a name behind Z, and a centre's names are read from an index in their order.</summary>
[DbContext(typeof(IqDb))]
[Migration("0020_sort_names")]
internal sealed class M0020_SortNames : SharedMigration
{
    // For those that are there already; whatever else a name has is folded when the person's name is recorded again.
    private static readonly (string From, string To)[] s_foldings =
    [
        (",", " "), ("-", " "), ("Ä", "a"), ("ä", "a"), ("Ö", "o"), ("ö", "o"), ("Ü", "u"), ("ü", "u"), ("ß", "ss"), ("É", "e"), ("é", "e"), ("è", "e"), ("ë", "e"), ("á", "a"), ("í", "i"), ("ó", "o"), ("ú", "u"), ("ñ", "n"),
        ("Ç", "c"), ("ç", "c"), ("ć", "c"), ("Č", "c"), ("č", "c"), ("Š", "s"), ("š", "s"), ("Ş", "s"), ("ş", "s"), ("ș", "s"), ("Ž", "z"), ("ž", "z"), ("ż", "z"), ("Ğ", "g"), ("ğ", "g"), ("İ", "i"), ("ı", "i"), ("Ł", "l"), ("ł", "l"), ("ń", "n"), ("ę", "e"), ("ą", "a"), ("ă", "a"), ("ț", "t"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("sort_name", "cases", nullable: false, defaultValue: "");
        migrationBuilder.CreateIndex("ix_cases_open_centre_name", "cases", ["centre_id", "sort_name", "id"], filter: "state <> 'ABGESCHLOSSEN'");
        var name = "coalesce(name, '') || ' ' || coalesce(given_name, '')";
        foreach (var (from, to) in s_foldings)
            name = $"replace({name}, '{from}', '{to}')";
        migrationBuilder.Sql($"update cases set sort_name = coalesce((select trim(lower({name})) from persons where persons.case_id = cases.id and persons.number = 1), '')");
    }
}
