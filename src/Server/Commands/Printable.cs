using System.Text;

namespace IqWorkflows.Server.Commands;

/// <summary>Text of foreign files on the terminal: it must not move the cursor, change colours or fill the screen.</summary>
internal static class Printable
{
    private const int Longest = 400;

    public static string Of(string text)
    {
        if (text.Length <= Longest && !text.Any(char.IsControl))
            return text;
        var printable = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, Longest)))
            printable.Append(char.IsControl(letter) ? ' ' : letter);
        return text.Length > Longest ? printable.Append('…').ToString() : printable.ToString();
    }
}
