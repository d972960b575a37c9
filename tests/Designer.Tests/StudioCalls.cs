using System.Text.RegularExpressions;

namespace IqWorkflows.Designer.Tests;

/// <summary>Every endpoint that Studio asks in the tests of the browser, with the test that looks at its answer more closely.</summary>
internal static partial class StudioCalls
{
    public static IReadOnlyDictionary<string, string> CoveredBy { get; } = new Dictionary<string, string>
    {
        ["GET /workflow-definitions"] = nameof(DefinitionApiTests.A_list_is_searched_sorted_and_given_page_by_page),
        ["GET /workflow-definitions/by-definition-id/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["GET /workflow-definitions/by-id/*"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /workflow-definitions/validation/is-name-unique"] = nameof(DefinitionApiTests.A_name_is_unique_among_what_is_there),
        ["GET /workflow-definitions/*/export"] = nameof(DefinitionApiTests.Every_shipped_procedure_is_exported_byte_for_byte),
        ["POST /workflow-definitions"] = nameof(DefinitionApiTests.Sending_the_same_again_makes_no_second_version),
        ["POST /workflow-definitions/*/revert/*"] = nameof(DefinitionApiTests.What_is_drawn_is_published_changed_reverted_taken_back_and_deleted),
        ["POST /workflow-definitions/*/execute"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /descriptors/activities"] = nameof(DrawingTests.Unknown_boxes_are_shown_as_placeholders_and_come_back_as_they_were),
        ["GET /descriptors/expression-descriptors"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/workflow-activation-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/log-persistence-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/incident-strategies"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/commit-strategies/*"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/storage-drivers"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /descriptors/variables"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /features/installed"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["POST /scripting/javascript/type-definitions/*"] = nameof(StudioTests.A_definition_is_created_drawn_edited_published_run_exported_and_reverted),
        ["GET /workflow-instances/*"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /workflow-instances/*/variables"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /workflow-instances/*/execution-state"] = nameof(InstanceApiTests.An_instance_of_a_case_is_seen_by_whoever_sees_the_case_and_by_no_other_designer),
        ["POST /workflow-instances/*/journal"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["POST /activity-executions/report"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-execution-summaries/list"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-executions/list"] = nameof(InstanceApiTests.An_instance_of_a_case_is_seen_by_whoever_sees_the_case_and_by_no_other_designer),
        ["GET /activity-executions/by-id"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
        ["GET /activity-executions/*/call-stack"] = nameof(InstanceApiTests.A_draft_is_run_and_its_journal_executions_and_variables_are_shown),
    };

    /// <summary>The route of a call, ids replaced.</summary>
    public static string Route(string call) => Ids().Replace(call, "/*").Replace("commit-strategies/workflows", "commit-strategies/*", StringComparison.Ordinal).Replace("commit-strategies/activities", "commit-strategies/*", StringComparison.Ordinal);

    [GeneratedRegex("/(?:[0-9a-f]{16,}(?::[0-9]+)?|[0-9]+|(?<=by-definition-id/)[a-z-]+|(?<=by-id/)[^/]+)(?=/|$)")]
    private static partial Regex Ids();
}
