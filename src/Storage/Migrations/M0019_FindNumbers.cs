using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>
/// Cases are found by their bare number and by the person's telephone as well; words for those that are there already, each with the centre of its case. And cases without a deputy leave the
/// indexes of deputies: most have none, and the database took a deputy for somebody who has nearly all.
/// </summary>
[DbContext(typeof(IqDb))]
[Migration("0019_find_numbers")]
internal sealed class M0019_FindNumbers : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        const string hasDeputy = "deputy_id is not null";
        migrationBuilder.DropIndex("ix_cases_deputy_id_id", "cases");
        migrationBuilder.DropIndex("ix_cases_open_deputy", "cases");
        migrationBuilder.CreateIndex("ix_cases_deputy_id_id", "cases", ["deputy_id", "id"], filter: hasDeputy);
        migrationBuilder.CreateIndex("ix_cases_open_deputy", "cases", ["deputy_id", "id", "counsellor_id"], filter: "state <> 'ABGESCHLOSSEN' and " + hasDeputy);
        migrationBuilder.DropIndex("ix_case_keys_case_id", "case_keys");
        migrationBuilder.AddColumn<string>("centre_id", "case_keys", nullable: true);
        migrationBuilder.CreateIndex("ix_case_keys_case_id_word", "case_keys", ["case_id", "word"]);
        migrationBuilder.CreateIndex("ix_case_keys_centre_id_word_case_id", "case_keys", ["centre_id", "word", "case_id"]);
        migrationBuilder.Sql("insert into case_keys (word, case_id) select substr(id, 12) || '-' || substr(id, 7, 4), id from cases where id like 'IQ-__-____-%' and exists (select 1 from case_keys where case_id = cases.id) on conflict do nothing");
        var digits = "replace(phone, '(0)', '')";
        foreach (var sign in " -/().")
            digits = $"replace({digits}, '{sign}', '')";
        digits = $"case when {digits} like '+49%' then '0' || substr({digits}, 4) when {digits} like '0049%' then '0' || substr({digits}, 5) when {digits} like '+%' then '00' || substr({digits}, 2) else {digits} end";
        migrationBuilder.Sql($"insert into case_keys (word, case_id) select {digits}, case_id from persons where number = 1 and length({digits}) >= 4 and exists (select 1 from case_keys where case_keys.case_id = persons.case_id) on conflict do nothing");
        migrationBuilder.Sql("update case_keys set centre_id = (select centre_id from cases where cases.id = case_keys.case_id)");
    }
}
