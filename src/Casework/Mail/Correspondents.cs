using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>Where those can be reached who are not the client. Whether they may hear of a case was asked before: by the rung's condition on the consent.</summary>
internal sealed class Correspondents(RuleBook rules, Turn turn, CaseView view)
{
    /// <returns>The way, and the name to write to.</returns>
    public (MailWay Way, string Name) Find(string recipient, ObjectRef about) => recipient switch
    {
        "counsellor" => Staff(view.Value("case.counsellor_id") as string),
        "lead" => StaffOf("LEAD"),
        "coordination" => StaffOf("COORDINATION"),
        "dsb" => StaffOf("DSB"),
        "interpreter" => Mail(Text("appointment", about, "interpreter_email"), ""),
        "provider" => Mail(Text("measure", about, "provider_email"), Text("measure", about, "provider")),
        "employer" => Mail(
            Text("immigration", about, "employer_email") ?? Text("employment", about, "employer_email"), Text("immigration", about, "employer_name") ?? Text("employment", about, "employer")),
        "old_centre" => Centre(view.Value("case.centre_id") as string),
        "new_centre" => Centre(view.Value("case.moved_to_centre_id") as string),
        "authority" => Authority(Text("application", about, "authority")),
        _ => (new MailWay.NotAtAll(new Cases.Reason(MailWay.NoAddress)), ""),
    };

    private string? Text(string kind, ObjectRef about, string field) => (view.OwnerOf(about, kind) ?? view.Current(kind))?.Text(field);

    private (MailWay, string) Staff(string? id) =>
        id is not null && StaffTable.Person(turn, id) is { } person ? Mail(person.Mail, person.Name) : Mail(null, "");

    private (MailWay, string) StaffOf(string role) =>
        view.Value("case.centre_id") is string centre && StaffTable.Of(turn, centre, role) is [var first, ..] ? Mail(first.Mail, first.Name) : Mail(null, "");

    private (MailWay, string) Centre(string? id) => id is not null && StaffTable.Centre(turn, id) is { } centre ? Mail(centre.Mail, centre.Name) : Mail(null, "");

    /// <summary>An authority without a mail address gets a letter; without any address the counsellor looks it up when releasing the draft.</summary>
    private (MailWay, string) Authority(string? code)
    {
        if (rules.Authorities.Find(code) is not { } authority)
            return Mail(null, "");
        return authority.Email is { Length: > 0 } mail
            ? Mail(mail, authority.Name)
            : (new MailWay.ByLetter([authority.Name, .. (authority.Post ?? authority.Town ?? "").Split([", ", "\n"], StringSplitOptions.RemoveEmptyEntries)]), authority.Name);
    }

    private static (MailWay, string) Mail(string? address, string? name) =>
        (address is { Length: > 0 } ? new MailWay.ByMail(address, MailLevel.Content) : new MailWay.NotAtAll(new Cases.Reason(MailWay.NoAddress)), name ?? "");
}
