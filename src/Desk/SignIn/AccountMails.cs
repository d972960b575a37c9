using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Accounts;

namespace IqWorkflows.Desk.SignIn;

/// <summary>What the house writes to those who work in it, in their language.</summary>
internal static class AccountMails
{
    public static SystemMail Invitation(string name, string address, string token, string? language)
    {
        var words = In(language);
        return new SystemMail(
            "INVITATION", words.Code, words["SignIn.MailInvited"],
            [words["SignIn.MailHello"], words.Of("SignIn.MailInvitedText", name), words.Of("SignIn.MailOnce", AccountBook.InvitationLasts.Days), words["SignIn.MailUnexpected"]], InvitationLink(address, token));
    }

    /// <summary>Where an invitation is accepted.</summary>
    public static string InvitationLink(string address, string token) => $"{address}/einladung?token={token}";

    public static SystemMail Reset(AccountRow account, string address, string token)
    {
        var words = In(account.Language);
        return new SystemMail(
            "RESET", words.Code, words["SignIn.MailReset"], [words["SignIn.MailHello"], words.Of("SignIn.MailResetText", account.Name), words["SignIn.MailResetOnce"], words["SignIn.MailResetUnexpected"]],
            $"{address}/passwort-neu?token={token}");
    }

    public static SystemMail TwoFactorReset(AccountRow account, string who)
    {
        var words = In(account.Language);
        return new SystemMail("ACCOUNT", words.Code, words["SignIn.MailTwoFactor"], [words["SignIn.MailHello"], words.Of("SignIn.MailTwoFactorText", account.Name, who), words["SignIn.MailTwoFactorUnexpected"]]);
    }

    /// <summary>Names the case by its number only: mail travels in the open.</summary>
    public static SystemMail Opened(string language, string caseId, string who, DateTimeOffset until, string address)
    {
        var words = In(language);
        return new SystemMail(
            "OPENED", words.Code, words.Of("SignIn.MailOpened", caseId), [words["SignIn.MailHello"], words.Of("SignIn.MailOpenedText", who, caseId, words.Moment(until)), words["SignIn.MailOpenedWhere"]],
            $"{address}/faelle/{Uri.EscapeDataString(caseId)}/zugriffe");
    }

    private static Words In(string? language) => new(language == "en" ? Language.English : Language.German);
}
