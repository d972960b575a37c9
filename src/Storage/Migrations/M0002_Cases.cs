using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Cases with their facts: one table for each kind of object, an index of the objects, and every fact as it was recorded.</summary>
[DbContext(typeof(IqDb))]
[Migration("0002_cases")]
internal sealed class M0002_Cases : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddCases(migrationBuilder);
        AddFacts(migrationBuilder);
        AddAroundThePerson(migrationBuilder);
        AddProcedure(migrationBuilder);
    }

    private static void AddCases(MigrationBuilder schema)
    {
        new NewTable(schema, "cases", "id")
            .Moments("created_at")
            .Texts(
                """
                centre_id counsellor_id deputy_id state state_before_close closing_reason closing_reason_text
                reopened_at_state paused_reason stalled_note contact_origin referred_by entry_channel wish counselling_type
                counselling_result protocol procedure overlays goal target_land target_place funding_state esf_state
                remedy_state referral_target moved_to_centre_id linked_case
                """)
            .Days(
                """
                state_since opened_on closed_on reopened_on paused_since paused_until stalled_known_until
                last_client_activity_on first_answered_on counselled_on protocol_on next_contact_on referred_on moved_on
                handover_accepted_on outcome_on contact_lost_on erasure_requested_on erasure_done_on
                """)
            .YesOrNo("bvfg employer_acts legal_hold")
            .Instants("breach_known_at");
        schema.CreateIndex("ix_cases_counsellor_id_state", "cases", ["counsellor_id", "state"]);
        schema.CreateIndex("ix_cases_centre_id_state", "cases", ["centre_id", "state"]);
        schema.CreateIndex("ix_cases_state", "cases", "state");
    }

    private static void AddFacts(MigrationBuilder schema)
    {
        schema.CreateTable(
            "case_numbers",
            table => new
            {
                land = table.Column<string>(),
                year = table.Column<int>(),
                last = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_case_numbers", row => new { row.land, row.year }));

        schema.CreateTable(
            "case_objects",
            table => new
            {
                case_id = table.Column<string>(),
                kind = table.Column<string>(),
                number = table.Column<int>(),
                owner = table.Column<string>(nullable: true),
                created_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_case_objects", row => new { row.case_id, row.kind, row.number }));

        schema.CreateTable(
            "case_facts",
            table => new
            {
                id = table.Column<long>(),
                case_id = table.Column<string>(),
                kind = table.Column<string>(),
                number = table.Column<int>(),
                field = table.Column<string>(),
                value = table.Column<string>(nullable: true),
                happened_on = table.Column<DateOnly>(),
                learned_on = table.Column<DateOnly>(),
                source = table.Column<string>(),
                recorded_by = table.Column<string>(),
                recorded_at = table.Column<long>(),
                is_superseded = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("pk_case_facts", row => row.id));
        schema.CreateIndex("ix_case_facts_case_id_kind_number_field", "case_facts", ["case_id", "kind", "number", "field"]);
    }

    private static void AddAroundThePerson(MigrationBuilder schema)
    {
        Table(schema, "persons")
            .Texts(
                """
                sex name given_name birth_name name_variants academic_title nationalities birth_country origin_group street
                postcode town land ags residence_country email phone preferred_channel language access_needs refugee
                work_status benefits adequately_employed
                """)
            .Days("born_on email_bounced_on died_on")
            .Numbers("birth_year entry_year")
            .YesOrNo("lives_abroad plans_immigration email_shared unsafe_contact plain_language interpreter has_job");

        Table(schema, "qualifications")
            .Texts(
                """
                title_original title_german institution country origin kind isced eqf profession_in_origin
                papers_missing_reason
                """)
            .Days("started_on ended_on")
            .Numbers("end_year hours ects")
            .YesOrNo("annex_listed recognised_in_eu state_recognised papers_missing");

        Table(schema, "practices")
            .Texts("occupation kldb isco country adequate")
            .Days("started_on ended_on")
            .Numbers("years");

        Table(schema, "languages")
            .Texts("language level listening reading speaking writing certificate course goal")
            .Days("certificate_on course_started_on course_ends_on");

        Table(schema, "contacts")
            .Texts("channel kind counselling topics partner counsellor_id language initiative country note")
            .Days("held_on")
            .Numbers("minutes")
            .YesOrNo("interpreter reached");

        Table(schema, "appointments")
            .Texts("channel kind place interpreter_email result note")
            .Days("held_on cancelled_on no_show_on")
            .Numbers("minutes no_shows")
            .YesOrNo("interpreter")
            .Instants("at");

        Table(schema, "consents")
            .Texts("purpose text_version form recipient")
            .Days("given_on withdrawn_on");

        Table(schema, "titles")
            .Texts("kind basis conditions")
            .Days("valid_from valid_until extension_applied_on extension_proof_on employment_end_learned_on notice_given_on")
            .YesOrNo("employment_allowed notice_by_employer");

        Table(schema, "immigrations")
            .Texts("track state employer_name employer_email employer_phone dab_result note")
            .Days(
                """
                state_since offer_on dab_applied_on dab_on agreement_on forwarded_on message_received_on employer_invited_on
                ba_requested_on ba_asked_on ba_consent_on ba_refused_on advance_approval_on visa_appointment_requested_on
                visa_appointment_on visa_complete_on visa_on visa_refused_on entered_on title_changed_on ended_on
                """)
            .YesOrNo("employer_represents family_included");
    }

    private static void AddProcedure(MigrationBuilder schema)
    {
        Table(schema, "applications")
            .Texts(
                """
                kind profession alternatives law kldb isco authority intent_proof channel receipt_result complete_source
                file_number authority_contact handed_over_to
                """)
            .Days(
                """
                profession_fixed_on authority_fixed_on checklist_on documents_ready_on checked_on signed_on sent_on
                received_on receipt_confirmed_on complete_on announced_end_on fee_paid_on withdrawn_on handed_over_on
                status_asked_on ended_on
                """)
            .YesOrNo("regulated no_earlier_application power_of_attorney waives_comparison new_authority_agrees")
            .Amounts("fee");

        Table(schema, "documents")
            .Texts("code name status copies unobtainable_reason note")
            .Days("requested_on received_on checked_on issued_on valid_until affidavit_on")
            .YesOrNo("required costs_money translation_needed");

        Table(schema, "requests")
            .Texts("kind mode period_length subject")
            .Days("dated_on posted_on received_on notified_on period_end delivered_on extension_asked_on settled_on")
            .YesOrNo("period_stands warning_given delivered_partly not_obtainable");

        Table(schema, "extensions")
            .Texts("length reason asked_by")
            .Days("announced_on new_end")
            .YesOrNo("new_end_stands reasoned admissible");

        Table(schema, "analyses")
            .Texts("reason instruments result note")
            .Days("proposed_on granted_on started_on appointed_for held_on ended_on")
            .Amounts("cost");

        Table(schema, "decisions")
            .Texts(
                """
                kind mode remedy_kind remedy_body remedy_length instruction measure_chosen remedy_choice next_step
                partial_scope note
                """)
            .Days(
                """
                dated_on posted_on received_on notified_on remedy_end measure_chosen_on uploaded_on discussed_on
                remedy_choice_on valid_until
                """)
            .Numbers("measure_months")
            .YesOrNo("never_received favourable choice_of_measure")
            .Amounts("fee");

        Table(schema, "differences")
            .Texts("kind description settled_by")
            .Days("settled_on")
            .Numbers("hours");

        Table(schema, "remedies")
            .Texts("kind body legal_aid outcome decision_mode file_number note")
            .Days(
                """
                filed_on missed_end_on obstacle_gone_on reinstatement_on decided_on decision_posted_on decision_served_on
                withdrawn_on suit_filed_on
                """)
            .YesOrNo("lawyer");

        Table(schema, "measures")
            .Texts("kind form provider provider_email funding_kind project result abort_reason change_kind note")
            .Days(
                """
                proposed_on accepted_on declined_on plan_on agreement_on place_reserved_on place_confirmed_on starts_on
                ends_on started_on ended_on attendance_reported_on attendance_period_end absence_talk_on interrupted_on
                interrupted_until final_talk_on certificate_on change_requested_on change_decided_on
                """)
            .Numbers("hours hours_attended absence_percent absence_days_running")
            .YesOrNo("esf_funded final_talk_passed extended_once repeated");

        Table(schema, "exams")
            .Texts("kind place parts_failed result note")
            .Days("registered_on date_known_on summoned_on held_on second_on result_on talked_on")
            .Numbers("attempt max_attempts")
            .YesOrNo("is_final");

        Table(schema, "licences")
            .Texts("kind language_required note")
            .Days(
                """
                language_exam_on language_proof_on health_proof_on health_proof_until record_proof_on record_proof_until
                standing_proof_on standing_proof_until applied_on complete_on proofs_complete_on last_document_on granted_on
                refused_on valid_until temporary_granted_on temporary_until
                """);

        Table(schema, "fundings")
            .Texts("source purpose state note")
            .Days("advised_on requested_on decided_on first_invoice_on paid_on")
            .YesOrNo("income_within_limit")
            .Amounts("amount");

        Table(schema, "esf_participations")
            .Texts(
                """
                project state work_status_at_entry isced_at_entry third_country foreign_origin rural disability minority
                homeless exit_status employed_after_six_months improved_after_six_months legal_basis
                """)
            .Days("entered_on entry_recorded_on exited_on exit_recorded_on followup_answered_on followup_unreached_on")
            .Numbers("age_at_entry")
            .YesOrNo("completed");

        Table(schema, "employments")
            .Texts("occupation kldb employer employer_email adequate contract found_by note")
            .Days("contract_on starts_on fixed_term_until ended_on still_employed_on")
            .Numbers("hours")
            .YesOrNo("title_change");

        Table(schema, "notes")
            .Texts("kind body")
            .Days("written_on");
    }

    private static NewTable Table(MigrationBuilder schema, string name) => new NewTable(schema, name, "case_id", "number");
}
