using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Casework.Accounts;

/// <summary>What an account must be like, whoever makes or changes it.</summary>
internal static class AccountRules
{
    private const int LongestMail = 254;
    private const int LongestFullName = 200;

    public static IEnumerable<Obstacle> ReasonsAgainst(string fullName, string mail, IReadOnlyList<string> roles, string? provider)
    {
        if (fullName.Trim().Length is 0 or > LongestFullName || fullName.Any(char.IsControl))
            yield return new Obstacle("full-name-missing");
        if (!IsMail(mail))
            yield return new Obstacle("mail-unusable");
        if (roles.Count == 0)
            yield return new Obstacle("role-missing");
        foreach (var role in roles.Where(role => !Role.All.Contains(role)))
            yield return new Obstacle("role-unknown", role);
        if (roles.Contains(Role.Provider) != (provider is not null) || (provider is not null && !IsMail(provider)))
            yield return new Obstacle("provider-unusable");
        if (roles.Contains(Role.Provider) && roles.Count > 1)
            yield return new Obstacle("provider-alone");
    }

    /// <summary>On each side of the wall around Faire Integration there are other roles.</summary>
    /// <returns>Null when the roles go with the centre.</returns>
    public static Obstacle? AgainstWall(IEnumerable<string> roles, CentreRow? centre)
    {
        var isFair = centre?.Kind == AccountBook.FairCentre;
        return roles.Any(role => isFair ? role is Role.Counsellor or Role.Coordination : role is Role.FairIntegration) ? new Obstacle("wrong-side") : null;
    }

    public static bool IsMail(string mail)
    {
        var trimmed = mail.Trim();
        var at = trimmed.LastIndexOf('@');
        return trimmed.Length <= LongestMail && at > 0 && at < trimmed.Length - 1 && !trimmed.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or ';');
    }
}
