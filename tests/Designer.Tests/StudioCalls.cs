using System.Text.RegularExpressions;

namespace IqWorkflows.Designer.Tests;

/// <summary>Every endpoint of Elsa's API that there is here, with the test that looks at its answer most closely.</summary>
internal static partial class StudioCalls
{
    public static IReadOnlyDictionary<string, string> CoveredBy { get; } = new Dictionary<string, string>
    {
        ["GET /workflow-definitions"] = nameof(DefinitionApiTests.A_list_is_searched_sorted_and_given_page_by_page),
        ["GET /workflow-definitions/by-definition-id/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["GET /workflow-definitions/by-id/*"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /workflow-definitions/validation/is-name-unique"] = nameof(DefinitionApiTests.A_name_is_unique_among_what_is_there),
        ["GET /workflow-definitions/*/export"] = nameof(DefinitionApiTests.Every_shipped_procedure_is_exported_byte_for_byte),
        ["POST /workflow-definitions"] = nameof(DefinitionApiTests.Sending_the_same_again_makes_no_second_version),
        ["POST /workflow-definitions/*/revert/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["POST /workflow-definitions/*/execute"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /descriptors/activities"] = nameof(DrawingTests.Unknown_boxes_are_shown_as_placeholders_and_come_back_as_they_were),
        ["GET /descriptors/expression-descriptors"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/workflow-activation-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/log-persistence-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/incident-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/commit-strategies/workflows"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/storage-drivers"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /descriptors/variables"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /features/installed"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["POST /scripting/javascript/type-definitions/*"] = nameof(StudioTests.A_definition_is_created_drawn_edited_saved_by_itself_and_published),
        ["GET /workflow-instances/*"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /workflow-instances/*/variables"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /workflow-instances/*/execution-state"] = nameof(InstanceApiTests.An_instance_of_a_case_is_seen_by_whoever_sees_the_case_and_by_no_other_designer),
        ["POST /workflow-instances/*/journal"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["POST /activity-executions/report"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-execution-summaries/list"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-executions/list"] = nameof(InstanceApiTests.An_instance_of_a_case_is_seen_by_whoever_sees_the_case_and_by_no_other_designer),
        ["GET /activity-executions/by-id"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-executions/*/call-stack"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["POST /workflow-definitions/*/publish"] = nameof(ManyAtOnceTests.Definitions_are_published_taken_back_and_deleted_many_at_once),
        ["POST /bulk-actions/publish/workflow-definitions/by-definition-ids"] = nameof(ManyAtOnceTests.Definitions_are_published_taken_back_and_deleted_many_at_once),
        ["POST /bulk-actions/retract/workflow-definitions/by-definition-ids"] = nameof(ManyAtOnceTests.Definitions_are_published_taken_back_and_deleted_many_at_once),
        ["POST /bulk-actions/delete/workflow-definitions/by-definition-id"] = nameof(ManyAtOnceTests.Definitions_are_published_taken_back_and_deleted_many_at_once),
        ["POST /bulk-actions/delete/workflow-definitions/by-id"] = nameof(ManyAtOnceTests.Definitions_are_published_taken_back_and_deleted_many_at_once),
        ["GET /workflow-definitions/query/count"] = nameof(ManyAtOnceTests.Definitions_are_counted_fetched_together_and_found_by_their_versions_and_users),
        ["GET /workflow-definitions/many-by-id"] = nameof(ManyAtOnceTests.Definitions_are_counted_fetched_together_and_found_by_their_versions_and_users),
        ["GET /workflow-definitions/*/versions"] = nameof(ManyAtOnceTests.Definitions_are_counted_fetched_together_and_found_by_their_versions_and_users),
        ["GET /workflow-definitions/*/consumers"] = nameof(ManyAtOnceTests.Definitions_are_counted_fetched_together_and_found_by_their_versions_and_users),
        ["GET /workflow-definitions/subgraph/*"] = nameof(ManyAtOnceTests.A_box_deep_within_a_drawing_is_found_with_the_way_to_it),
        ["GET /workflow-definitions/subgraph/segments/*"] = nameof(ManyAtOnceTests.A_box_deep_within_a_drawing_is_found_with_the_way_to_it),
        ["PUT /workflow-definitions/import"] = nameof(ManyAtOnceTests.A_definition_is_imported_over_another_and_by_PUT_too),
        ["POST /workflow-definitions/*/import"] = nameof(ManyAtOnceTests.A_definition_is_imported_over_another_and_by_PUT_too),
        ["POST /workflow-definitions/*/dispatch"] = nameof(ManyAtOnceTests.An_instance_is_dispatched_found_by_GET_and_many_go_out_in_one_file),
        ["GET /workflow-instances"] = nameof(ManyAtOnceTests.An_instance_is_dispatched_found_by_GET_and_many_go_out_in_one_file),
        ["GET /workflow-instances/*/journal"] = nameof(ManyAtOnceTests.An_instance_is_dispatched_found_by_GET_and_many_go_out_in_one_file),
        ["POST /bulk-actions/export/workflow-instances"] = nameof(ManyAtOnceTests.An_instance_is_dispatched_found_by_GET_and_many_go_out_in_one_file),
        ["GET /descriptors/output-converters"] = nameof(ManyAtOnceTests.What_there_is_none_of_is_an_empty_list_since_Studio_breaks_without_it),
        ["GET /descriptors/commit-strategies/activities"] = nameof(ManyAtOnceTests.What_there_is_none_of_is_an_empty_list_since_Studio_breaks_without_it),
        ["GET /package/version"] = nameof(ManyAtOnceTests.The_server_tells_its_version_and_which_features_it_has),
        ["GET /features/installed/*"] = nameof(ManyAtOnceTests.The_server_tells_its_version_and_which_features_it_has),
        ["POST /descriptors/activities/*/options/*"] = nameof(ManyAtOnceTests.The_server_tells_its_version_and_which_features_it_has),
        ["POST /workflow-definitions/*/retract"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["DELETE /workflow-definitions/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["DELETE /workflow-definition-versions/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["POST /workflow-definitions/import"] = nameof(DefinitionApiTests.Many_are_exported_as_a_zip_and_imported_again),
        ["POST /bulk-actions/export/workflow-definitions"] = nameof(DefinitionApiTests.Many_are_exported_as_a_zip_and_imported_again),
        ["POST /workflow-definitions/*/update-references"] = nameof(ActivityTestTests.Those_who_use_a_definition_as_an_activity_follow_it_when_told_to),
        ["POST /tests/activities"] = nameof(ActivityTestTests.A_single_activity_is_run_alone_and_nothing_of_it_is_kept),
        ["GET /workflow-instances/*/export"] = nameof(ActivityTestTests.An_instance_goes_out_as_a_file_and_comes_back_waiting_for_the_same),
        ["POST /bulk-actions/import/workflow-instances"] = nameof(ActivityTestTests.An_instance_goes_out_as_a_file_and_comes_back_waiting_for_the_same),
        ["POST /workflow-instances"] = nameof(InstanceApiTests.Instances_are_listed_cancelled_and_deleted),
        ["DELETE /workflow-instances/*"] = nameof(InstanceApiTests.Instances_are_listed_cancelled_and_deleted),
        ["POST /cancel/workflow-instances/*"] = nameof(InstanceApiTests.Instances_are_listed_cancelled_and_deleted),
        ["POST /bulk-actions/cancel/workflow-instances"] = nameof(InstanceApiTests.Instances_are_listed_cancelled_and_deleted),
        ["POST /bulk-actions/delete/workflow-instances/by-id"] = nameof(InstanceApiTests.Instances_are_listed_cancelled_and_deleted),
    };

    /// <summary>The route of a call, ids replaced.</summary>
    public static string Route(string call) => Ids().Replace(call, "/*");

    [GeneratedRegex("/(?:[0-9a-f]{16,}(?::[0-9]+)?|[0-9]+|(?<=by-definition-id/)[a-z-]+|(?<=by-id/)[^/]+|(?<=[A-Z] /workflow-definitions/)(?!by-|many-|query|validation|subgraph|import)[^/]+)(?=/|$)")]
    private static partial Regex Ids();
}
