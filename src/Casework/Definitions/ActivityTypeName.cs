using System.Text;

namespace IqWorkflows.Casework.Definitions;

/// <summary>The activity type by which other definitions use a definition: its name in PascalCase, as Elsa makes it.</summary>
internal static class ActivityTypeName
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        var begins = true;
        foreach (var letter in name)
        {
            if (letter is ' ' or '_' or '-')
            {
                begins = true;
                continue;
            }
            text.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = false;
        }
        return text.ToString();
    }
}
