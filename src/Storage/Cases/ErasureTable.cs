using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Cases;

/// <summary>Removes from all tables what could still tell whom a case was about. Its facts are not here: which of them go is for the catalogue to say.</summary>
public static class ErasureTable
{
    /// <summary>What is deleted from now on is overwritten in the file too, until <see cref="EndOverwriting"/>.</summary>
    public static void BeginOverwriting(Turn turn) => turn.OverwriteDeleted(true);

    public static void EndOverwriting(Turn turn) => turn.OverwriteDeleted(false);

    /// <summary>Removes a fact in everything that was ever recorded of it.</summary>
    public static int Facts(Turn turn, string caseId, string kind, int number, string field) => turn.Execute(
        "delete from case_facts where case_id = @case_id and kind = @kind and number = @number and field = @field", caseId, kind, number, field);

    /// <summary>Messages keep their occasion, day and fate; who got them and what they said goes. What was to be sent is not sent any more.</summary>
    /// <returns>How many messages.</returns>
    public static int Messages(Turn turn, string caseId)
    {
        turn.Execute(
            """
            update messages set state = 'Cancelled', next_try_at = null
            where case_id = @case_id and state in ('Draft', 'Queued', 'Failed', 'Unknown', 'ToPrint')
            """,
            caseId);
        turn.Execute("update message_attempts set reply = null where message_id in (select id from messages where case_id = @case_id)", caseId);
        return turn.Execute(
            """
            update messages set name = null, address = null, postal_address = null, reply_name = null, reply_address = null, subject = null, parts = null, text = null,
                html = null, calendar = null, last_error = null, reason_args = '[]'
            where case_id = @case_id
            """,
            caseId);
    }

    /// <summary>Whether a sender has a message of the case right now.</summary>
    public static bool IsSending(Turn turn, string caseId) =>
        turn.Number("select 1 from messages where case_id = @case_id and state = 'Claimed' limit 1", caseId) is not null;

    /// <summary>How many messages of the case still say something.</summary>
    public static int MessagesWithContent(Turn turn, string caseId) => (int)(turn.Number(
        "select count(*) from messages where case_id = @case_id and (text is not null or address is not null or postal_address is not null)", caseId) ?? 0);

    /// <summary>How many files were uploaded for the case and are still there.</summary>
    public static int Files(Turn turn, string caseId) => (int)(turn.Number("select count(*) from uploads where case_id = @case_id and deleted_at is null", caseId) ?? 0);

    /// <summary>All instances that belong to the case, children of its instances too.</summary>
    public static List<string> Instances(Turn turn, string caseId) => turn.Read(
        """
        with recursive family(id) as (
            select id from instances where correlation_id = @case_id
            union
            select child.id from instances child join family on child.parent_id = family.id)
        select id from family order by id
        """,
        row => row.GetString(0),
        caseId);

    /// <summary>What hangs on an instance beside its own row and journal.</summary>
    public static void OfInstance(Turn turn, string instanceId)
    {
        turn.Execute("delete from tasks where instance_id = @instance_id", instanceId);
        turn.Execute("delete from http_calls where instance_id = @instance_id", instanceId);
        turn.Execute("delete from inbox where instance_id = @instance_id", instanceId);
        turn.Execute("delete from bulk_dispatches where instance_id = @instance_id", instanceId);
        turn.Execute("delete from incident_decisions where instance_id = @instance_id", instanceId);
        turn.Execute("delete from deadline_waits where instance_id = @instance_id", instanceId);
    }

    /// <summary>What is left of the case in other tables.</summary>
    public static void OfCase(Turn turn, string caseId)
    {
        turn.Execute("delete from case_keys where case_id = @case_id", caseId);
        turn.Execute("update cases set sort_name = '' where id = @case_id", caseId);
        turn.Execute("delete from inbox where correlation_id = @case_id", caseId);
        turn.Execute("delete from failed_items where case_id = @case_id", caseId);
        turn.Execute("delete from retention_candidates where case_id = @case_id", caseId);
        turn.Execute("delete from upload_contents where upload_id in (select id from uploads where case_id = @case_id)", caseId);
        turn.Execute("delete from uploads where case_id = @case_id", caseId);
        turn.Execute("delete from case_drafts where case_id = @case_id", caseId);
        turn.Execute("update takeover_rows set cells = '[]' where case_id = @case_id", caseId);
        turn.Execute("update case_openings set reason = '' where case_id = @case_id", caseId); // written freely, it may name the person
        turn.Execute("update case_tasks set instance_id = null, bookmark = null, instructions = null, instructions_en = null where case_id = @case_id", caseId);
        turn.Execute("update deadlines set state = 'Stopped' where case_id = @case_id and state in ('Running', 'Paused', 'NotComputable')", caseId);
    }
}
