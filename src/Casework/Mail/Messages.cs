using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>Writes messages: picks channel, level and languages, composes, and puts the result into the outbox, in the turn of what caused it.</summary>
public sealed class Messages(RuleBook rules, CaseReading reading, MailOptions options)
{
    /// <summary>Why nothing was written: the occasion has no text for this kind of recipient.</summary>
    public const string NoText = "KEIN_TEXT";

    /// <summary>Why a message says less than it could. Arguments: name of the value.</summary>
    public const string ValueMissing = "WERT_FEHLT";

    /// <summary>Within this time a client who is asked to call needs not be asked again; longer when the mail still waits for the end of the quiet hours.</summary>
    private static readonly TimeSpan s_gatheredWithin = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_gatheredWhileWaiting = TimeSpan.FromHours(12);

    private readonly Composer _composer = new(rules.Texts);

    /// <summary>Writes one message of a case. What cannot be written becomes a task for the counsellor.</summary>
    public MessageAnswer Write(Turn turn, MessageOrder order, DateTimeOffset now)
    {
        var view = reading.Read(turn, order.CaseId) ?? throw new InvalidOperationException($"There is no case {order.CaseId} to write to.");
        var about = ObjectRef.Parse(order.Object) ?? throw new ArgumentException($"{order.Object} names no object of a case.", nameof(order));
        var occasion = order.Occasion.Split('-')[0]; // M19b-A2 is a text of M19b
        var template = TemplateOf(order, view, about);
        if (rules.Texts.Find(template, order.Recipient, MailLanguage.German) is not { } text)
            return NotWritten(turn, order, new Cases.Reason(NoText, template, order.Recipient), now);

        var (way, name) = order.Recipient == "client"
            ? (MailWay.To(view, address => MessageTable.CameBack(turn, order.CaseId, address)), view.Current("person") is { } person ? MailWay.FullName(person) : "")
            : new Correspondents(rules, turn, view).Find(order.Recipient, about);
        if (way is MailWay.NotAtAll not)
            return NotWritten(turn, order, not.Why, now);

        var day = order.Day ?? GermanDay.Of(now);
        var isLetter = way is MailWay.ByLetter;
        var values = new CaseMailValues(rules, turn, view).Of(about, text, GermanDay.Of(now));
        values["is_reminder"] = MessageTable.Earlier(turn, order.CaseId, occasion, order.Object, order.Recipient) > 0;
        var known = order.Recipient == "client" ? rules.Occasions.Find(occasion) : null;
        var level = LevelOf(way, known);
        var client = view.Current("person");
        var composed = _composer.Compose(new Composition(
            template, order.Recipient, level, order.Recipient == "client" ? client?.Text("language") : null, order.Recipient == "client" && client?.Is("plain_language") == true, values))!; // the text was found above
        if (order.Recipient == "client" && way is MailWay.ByMail && composed.Level == MailLevel.Neutral && known is not { IsClassC: true }
            && MessageTable.OnItsWay(turn, order.CaseId, composed.Subject, composed.Text, now - s_gatheredWhileWaiting, now - s_gatheredWithin) is { } same)
        {
            CaseLog.Write(turn, order.CaseId, now, CaseLog.System, "message-gathered", order.Object, [occasion, same]);
            return new MessageAnswer.Gathered(same);
        }

        var state = order.Recipient == "authority" ? MessageState.Draft : isLetter ? MessageState.ToPrint : MessageState.Queued;
        var id = IdOf(order.CaseId, template, order.Object, order.Recipient, day);
        var counsellor = Counsellor(turn, view);
        var row = new MessageRow
        {
            Id = id,
            CaseId = order.CaseId,
            Occasion = occasion,
            Object = order.Object,
            Recipient = order.Recipient,
            RungId = order.RungId,
            State = state,
            IsLetter = isLetter,
            Level = LevelName(composed.Level),
            Languages = string.Join(' ', composed.Languages),
            TemplateHash = rules.Texts.Hash,
            ReasonCode = order.Why.Code,
            ReasonArgs = ReasonJson.Write([order.Why, .. composed.Missing.Select(hole => new Cases.Reason(ValueMissing, hole))]),
            Name = name,
            Address = (way as MailWay.ByMail)?.Address,
            PostalAddress = way is MailWay.ByLetter letter ? string.Join('\n', letter.Address) : null,
            ReplyName = counsellor?.Mail is null ? null : ReplyName(counsellor.Name, order.CaseId),
            ReplyAddress = counsellor?.Mail is { } reply ? ReplyAddress(reply, order.CaseId) : null,
            Subject = composed.Subject,
            Parts = PartsJson.Write(composed.Parts),
            Text = composed.Text,
            Html = composed.Html,
            Calendar = text.HasCalendar && !isLetter && composed.Level == MailLevel.Content ? Calendar(turn, view, about, (MailWay.ByMail)way, name, values, now) : null,
            MessageId = $"<{id}@{options.MessageIdDomain}>",
            Thread = MessageTable.FirstOfThread(turn, order.CaseId, order.Recipient),
            CreatedAt = now,
            NextTryAt = state != MessageState.Queued ? null
                : order.Recipient == "client" && !text.AnyHour ? QuietTime.NextAllowed(now, rules.Deadlines.Holidays, CaseDays.PlaceOf(view))
                : now,
        };
        if (!MessageTable.Insert(turn, row))
            return new MessageAnswer.AlreadyWritten(id);
        if (state == MessageState.ToPrint)
            MailTasks.Print(turn, row, rules, now);
        if (state == MessageState.Draft)
            MailTasks.Release(turn, row, rules, now);
        return state switch
        {
            MessageState.Draft => new MessageAnswer.Drafted(id),
            MessageState.ToPrint => new MessageAnswer.ToPrint(id),
            _ => new MessageAnswer.Queued(id),
        };
    }

    /// <summary>Writes a list for a member of staff.</summary>
    public MessageAnswer Write(Turn turn, StaffOrder order, DateTimeOffset now)
    {
        var staff = StaffTable.Person(turn, order.StaffId) ?? throw new InvalidOperationException($"There is nobody called {order.StaffId} to write to.");
        var centre = StaffTable.Centre(turn, staff.CentreId);
        if (staff.Mail is not { Length: > 0 } address)
            return new MessageAnswer.NotWritten(new Cases.Reason(MailWay.NoAddress));
        var recipient = order.Occasion == "M54" ? "lead" : "counsellor";
        var values = CaseMailValues.OfCentre(centre, staff);
        values["staff.name"] = staff.Name;
        values["today"] = order.Day;
        if (_composer.Compose(new Composition(order.Occasion, recipient, MailLevel.Content, staff.Language, false, values, order.Sections)) is not { } composed)
            return new MessageAnswer.NotWritten(new Cases.Reason(NoText, order.Occasion, recipient));

        var id = IdOf(order.StaffId, order.Occasion, "list", recipient, order.Day);
        var row = new MessageRow
        {
            Id = id,
            Occasion = order.Occasion,
            Object = "",
            Recipient = recipient,
            State = MessageState.Queued,
            Level = LevelName(composed.Level),
            Languages = string.Join(' ', composed.Languages),
            TemplateHash = rules.Texts.Hash,
            ReasonCode = order.Why.Code,
            ReasonArgs = ReasonJson.Write([order.Why]),
            Name = staff.Name,
            Address = address,
            Subject = composed.Subject,
            Parts = PartsJson.Write(composed.Parts),
            Text = composed.Text,
            Html = composed.Html,
            MessageId = $"<{id}@{options.MessageIdDomain}>",
            CreatedAt = now,
            NextTryAt = now,
        };
        return MessageTable.Insert(turn, row) ? new MessageAnswer.Queued(id) : new MessageAnswer.AlreadyWritten(id);
    }

    /// <summary>A mail to a client says what both the mailbox and the occasion allow.</summary>
    private static MailLevel LevelOf(MailWay way, Occasion? occasion) =>
        way is MailWay.ByMail mail && (mail.Level == MailLevel.Neutral || occasion?.Privacy == MailLevel.Neutral) ? MailLevel.Neutral : MailLevel.Content;

    internal static string LevelName(MailLevel level) => level == MailLevel.Content ? "INHALT" : "NEUTRAL";

    /// <summary>An appointment that was called off needs other words.</summary>
    private string TemplateOf(MessageOrder order, CaseView view, ObjectRef about)
    {
        var wanted = order.Template ?? order.Occasion;
        var isCalledOff = view.OwnerOf(about, "appointment") is { } appointment && appointment.Day("cancelled_on") is not null;
        return isCalledOff && rules.Texts.Find(wanted, order.Recipient, MailLanguage.German) is { HasCalendar: true }
            && rules.Texts.Find(wanted + "-cancelled", order.Recipient, MailLanguage.German) is not null ? wanted + "-cancelled" : wanted;
    }

    private MessageAnswer.NotWritten NotWritten(Turn turn, MessageOrder order, Cases.Reason why, DateTimeOffset now) =>
        new(why, why.Code == MailWay.Died ? null : MailTasks.TellOtherwise(turn, order, why, rules, now));

    private string? Calendar(Turn turn, CaseView view, ObjectRef about, MailWay.ByMail way, string name, Dictionary<string, object?> values, DateTimeOffset now)
    {
        if (view.OwnerOf(about, "appointment") is not { } appointment || appointment["at"] is not DateTimeOffset at)
            return null;
        var sequence = (int)(turn.Number(
            "select count(*) from messages where case_id = @case_id and object = @object and calendar is not null", view.CaseId, about.ToString()) ?? 0);
        return CalendarFile.Of(new CalendarEntry(
            $"{view.CaseId}.{appointment.Ref}@{options.MessageIdDomain}".Replace(':', '-').ToLowerInvariant(), sequence, now, at, appointment.Count("minutes") ?? 60,
            (string)values["centre.name"]!, appointment.Text("place") ?? values["centre.address"] as string, new MailAddress(options.FromName, options.FromAddress),
            new MailAddress(name, way.Address), appointment.Day("cancelled_on") is not null));
    }

    private static StaffRow? Counsellor(Turn turn, CaseView view) => view.Value("case.counsellor_id") is string id ? StaffTable.Person(turn, id) : null;

    /// <summary>Without a plus address the number stands in the name, which answering programs keep.</summary>
    private string ReplyName(string name, string caseId) => options.ReplyPlus ? name : $"{name} ({caseId})";

    private string ReplyAddress(string address, string caseId)
    {
        var at = address.LastIndexOf('@');
        return options.ReplyPlus && at > 0 ? $"{address[..at]}+{caseId}{address[at..]}" : address;
    }

    private static string IdOf(string owner, string template, string about, string recipient, DateOnly day)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', owner, template, about, recipient, day.ToString("O", CultureInfo.InvariantCulture))));
        return $"{owner}.{template}.{Convert.ToHexStringLower(hash)[..10]}".ToLowerInvariant();
    }
}
