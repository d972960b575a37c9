namespace IqWorkflows.Desk.SignIn;

/// <summary>What a password must be: long. Nothing else makes it better.</summary>
public static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 200;

    public static bool Accepts(string password) => password.Length is >= Shortest and <= Longest;
}
