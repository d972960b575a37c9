using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Mail;

/// <summary>Statements on messages and their attempts. A message changes its state only here, and each change names the state it must come from.</summary>
public static class MessageTable
{
    /// <summary>Recipient of mails about accounts: a link in them is a key.</summary>
    public const string AccountRecipient = "account";

    private const string Columns =
        """
        id, case_id, occasion, object, recipient, rung_id, state, is_letter, level, languages, template_hash, reason_code, reason_args, name, address, postal_address,
        reply_name, reply_address, subject, parts, text, html, calendar, message_id, thread, created_at, next_try_at, attempts, claimed_by, claimed_at, sent_at, last_error,
        returned_on, answered_on
        """;

    /// <returns>False when the same message is there already; it stays as it is.</returns>
    public static bool Insert(Turn turn, MessageRow row) => turn.Execute(
        """
        insert into messages (id, case_id, occasion, object, recipient, rung_id, state, is_letter, level, languages, template_hash, reason_code, reason_args, name, address,
                              postal_address, reply_name, reply_address, subject, parts, text, html, calendar, message_id, thread, created_at, next_try_at, attempts)
        values (@id, @case_id, @occasion, @object, @recipient, @rung_id, @state, @is_letter, @level, @languages, @template_hash, @reason_code, @reason_args, @name, @address,
                @postal_address, @reply_name, @reply_address, @subject, @parts, @text, @html, @calendar, @message_id, @thread, @created_at, @next_try_at, 0)
        on conflict (id) do nothing
        """,
        row.Id,
        row.CaseId,
        row.Occasion,
        row.Object,
        row.Recipient,
        row.RungId,
        row.State,
        row.IsLetter,
        row.Level,
        row.Languages,
        row.TemplateHash,
        row.ReasonCode,
        row.ReasonArgs,
        row.Name,
        row.Address,
        row.PostalAddress,
        row.ReplyName,
        row.ReplyAddress,
        row.Subject,
        row.Parts,
        row.Text,
        row.Html,
        row.Calendar,
        row.MessageId,
        row.Thread,
        row.CreatedAt,
        row.NextTryAt) == 1;

    public static MessageRow? Find(Turn turn, string id) => turn.First($"select {Columns} from messages where id = @id", Row, id);

    /// <returns>Id of the draft of an occasion that waits and was written last; null when none waits.</returns>
    public static string? NewestDraft(Turn turn, string caseId, string occasion) =>
        turn.Text("select id from messages where case_id = @case_id and occasion = @occasion and state = 'Draft' order by created_at desc, id desc limit 1", caseId, occasion);

    /// <returns>Message-ID of the first message of the case to this kind of recipient; null when there is none.</returns>
    public static string? FirstOfThread(Turn turn, string caseId, string recipient) =>
        turn.Text("select message_id from messages where case_id = @case_id and recipient = @recipient order by created_at, id limit 1", caseId, recipient);

    /// <summary>A mail to the client in the same words.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="text">Its text.</param>
    /// <param name="waitingSince">One that waits (for the end of the night, say) must have been written since.</param>
    /// <param name="sentSince">One that went out must have been written since.</param>
    /// <returns>Its id; null when there is none.</returns>
    public static string? OnItsWay(Turn turn, string caseId, string subject, string text, DateTimeOffset waitingSince, DateTimeOffset sentSince) => turn.Text(
        """
        select id from messages
        where case_id = @case_id and recipient = 'client' and subject = @subject and text = @text
            and ((state = 'Queued' and created_at >= @waiting_since) or (state in ('Claimed', 'Sent') and created_at >= @sent_since))
        order by created_at desc, id desc limit 1
        """,
        caseId,
        subject,
        text,
        waitingSince,
        sentSince);

    /// <returns>How many messages of this occasion went to this kind of recipient about this object before.</returns>
    public static int Earlier(Turn turn, string caseId, string occasion, string @object, string recipient) => (int)(turn.Number(
        """
        select count(*) from messages
        where case_id = @case_id and occasion = @occasion and object = @object and recipient = @recipient and state <> 'Cancelled'
        """,
        caseId,
        occasion,
        @object,
        recipient) ?? 0);

    /// <returns>Whether a mail to this address came back and nothing was sent there successfully since.</returns>
    public static bool CameBack(Turn turn, string caseId, string address) => turn.Number(
        "select 1 from messages where case_id = @case_id and address = @address and returned_on is not null limit 1", caseId, address) is not null;

    /// <summary>Takes the messages that are due and writes down that an attempt begins.</summary>
    public static List<MessageRow> Claim(Turn turn, string owner, DateTimeOffset now, int most)
    {
        var ids = turn.Read(
            "select id from messages where state = 'Queued' and next_try_at <= @now order by next_try_at, id limit @most", row => row.GetString(0), now, most);
        var claimed = new List<MessageRow>();
        foreach (var id in ids)
        {
            var row = turn.First(
                $"""
                update messages set state = 'Claimed', claimed_by = @owner, claimed_at = @now, attempts = attempts + 1 where id = @id and state = 'Queued'
                returning {Columns}
                """,
                Row,
                owner,
                now,
                id);
            if (row is null)
                continue;
            turn.Execute("insert into message_attempts (message_id, number, started_at) values (@message_id, @number, @started_at)", row.Id, row.Attempts, now);
            claimed.Add(row);
        }
        return claimed;
    }

    /// <returns>Messages that somebody has taken and not given back.</returns>
    /// <param name="turn">The turn.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="others">When another must have taken it, or before.</param>
    /// <param name="own">When whoever asks must have taken it, or before: of these nobody knows here any more.</param>
    public static List<MessageRow> Abandoned(Turn turn, string owner, DateTimeOffset others, DateTimeOffset own) =>
        turn.Read($"select {Columns} from messages where state = 'Claimed' and ((claimed_by = @owner and claimed_at <= @own) or (claimed_by <> @owner and claimed_at <= @others))", Row, owner, own, others);

    /// <summary>Writes down how the attempt under way ended.</summary>
    public static void EndAttempt(Turn turn, MessageRow row, string outcome, string reply, DateTimeOffset now) => turn.Execute(
        "update message_attempts set ended_at = @now, outcome = @outcome, reply = @reply where message_id = @id and number = @number", now, outcome, reply, row.Id, row.Attempts);

    /// <summary>Marks it as sent. What a mail about an account said is forgotten at once: whoever reads the outbox later must not find a key in it.</summary>
    public static bool MarkSent(Turn turn, string id, MessageState from, DateTimeOffset now) => turn.Execute(
        """
        update messages set state = 'Sent', sent_at = @now, next_try_at = null, last_error = null,
            text = case when recipient = 'account' then null else text end, html = case when recipient = 'account' then null else html end
        where id = @id and state = @from
        """,
        now, id, from) == 1;

    /// <summary>Moves on a message that was not sent.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="id">The message.</param>
    /// <param name="from">State it must be in.</param>
    /// <param name="to">State it shall have.</param>
    /// <param name="nextTryAt">When it is tried again; null: not by itself.</param>
    /// <param name="error">What went wrong; null when nothing did.</param>
    public static bool Move(Turn turn, string id, MessageState from, MessageState to, DateTimeOffset? nextTryAt, string? error) => turn.Execute(
        "update messages set state = @to, next_try_at = @next_try_at, last_error = @error where id = @id and state = @from", to, nextTryAt, error, id, from) == 1;

    /// <summary>Queues all messages again whose sending was given up.</summary>
    /// <returns>How many.</returns>
    public static int RequeueFailed(Turn turn, DateTimeOffset now) =>
        turn.Execute("update messages set state = 'Queued', next_try_at = @now where state = 'Failed' and is_letter = @no", now, false);

    /// <summary>The same for the messages about cases of one centre.</summary>
    /// <returns>How many.</returns>
    public static int RequeueFailed(Turn turn, string centreId, DateTimeOffset now) => turn.Execute(
        """
        update messages set state = 'Queued', next_try_at = @now
        where state = 'Failed' and is_letter = @no and case_id in (select id from cases where id = messages.case_id and centre_id = @centre_id)
        """,
        now,
        false,
        centreId);

    public static bool RecordReturned(Turn turn, string id, DateOnly day) =>
        turn.Execute("update messages set returned_on = @day where id = @id and returned_on is null", day, id) == 1;

    public static bool RecordAnswered(Turn turn, string id, DateOnly day) =>
        turn.Execute("update messages set answered_on = @day where id = @id and answered_on is null", day, id) == 1;

    /// <summary>Forgets what messages said whose time has ended; that they were sent stays known.</summary>
    /// <returns>How many.</returns>
    public static int ForgetContents(Turn turn, DateTimeOffset before) => turn.Execute(
        """
        update messages set subject = null, parts = null, text = null, html = null, calendar = null, name = null, postal_address = null
        where created_at < @before and text is not null and state in ('Sent', 'Failed', 'Cancelled')
        """,
        before);

    private static MessageRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        CaseId = Text(row, 1),
        Occasion = row.GetString(2),
        Object = row.GetString(3),
        Recipient = row.GetString(4),
        RungId = Text(row, 5),
        State = Enum.Parse<MessageState>(row.GetString(6)),
        IsLetter = row.GetBoolean(7),
        Level = row.GetString(8),
        Languages = row.GetString(9),
        TemplateHash = row.GetString(10),
        ReasonCode = row.GetString(11),
        ReasonArgs = row.GetString(12),
        Name = Text(row, 13),
        Address = Text(row, 14),
        PostalAddress = Text(row, 15),
        ReplyName = Text(row, 16),
        ReplyAddress = Text(row, 17),
        Subject = Text(row, 18),
        Parts = Text(row, 19),
        Text = Text(row, 20),
        Html = Text(row, 21),
        Calendar = Text(row, 22),
        MessageId = row.GetString(23),
        Thread = Text(row, 24),
        CreatedAt = new DateTimeOffset(row.GetInt64(25), TimeSpan.Zero),
        NextTryAt = Moment(row, 26),
        Attempts = row.GetInt32(27),
        ClaimedBy = Text(row, 28),
        ClaimedAt = Moment(row, 29),
        SentAt = Moment(row, 30),
        LastError = Text(row, 31),
        ReturnedOn = Day(row, 32),
        AnsweredOn = Day(row, 33),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
