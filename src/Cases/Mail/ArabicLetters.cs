using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>
/// Arabic for printers that know nothing of it: letters in the form that their neighbours ask for, and lines in the order in which they are seen. Vowel signs are left
/// out, as in most printed text.
/// </summary>
public static class ArabicLetters
{
    // First form (isolated) of each letter in the block of presentation forms; letters with four forms join on both sides, those with two only to the one before.
    private static readonly Dictionary<char, (char First, int Forms)> s_letters = new()
    {
        ['\u0621'] = ('\uFE80', 1),
        ['\u0622'] = ('\uFE81', 2),
        ['\u0623'] = ('\uFE83', 2),
        ['\u0624'] = ('\uFE85', 2),
        ['\u0625'] = ('\uFE87', 2),
        ['\u0626'] = ('\uFE89', 4),
        ['\u0627'] = ('\uFE8D', 2),
        ['\u0628'] = ('\uFE8F', 4),
        ['\u0629'] = ('\uFE93', 2),
        ['\u062A'] = ('\uFE95', 4),
        ['\u062B'] = ('\uFE99', 4),
        ['\u062C'] = ('\uFE9D', 4),
        ['\u062D'] = ('\uFEA1', 4),
        ['\u062E'] = ('\uFEA5', 4),
        ['\u062F'] = ('\uFEA9', 2),
        ['\u0630'] = ('\uFEAB', 2),
        ['\u0631'] = ('\uFEAD', 2),
        ['\u0632'] = ('\uFEAF', 2),
        ['\u0633'] = ('\uFEB1', 4),
        ['\u0634'] = ('\uFEB5', 4),
        ['\u0635'] = ('\uFEB9', 4),
        ['\u0636'] = ('\uFEBD', 4),
        ['\u0637'] = ('\uFEC1', 4),
        ['\u0638'] = ('\uFEC5', 4),
        ['\u0639'] = ('\uFEC9', 4),
        ['\u063A'] = ('\uFECD', 4),
        ['\u0641'] = ('\uFED1', 4),
        ['\u0642'] = ('\uFED5', 4),
        ['\u0643'] = ('\uFED9', 4),
        ['\u0644'] = ('\uFEDD', 4),
        ['\u0645'] = ('\uFEE1', 4),
        ['\u0646'] = ('\uFEE5', 4),
        ['\u0647'] = ('\uFEE9', 4),
        ['\u0648'] = ('\uFEED', 2),
        ['\u0649'] = ('\uFEEF', 2),
        ['\u064A'] = ('\uFEF1', 4),
    };

    // Lam and alef are written as one sign.
    private static readonly Dictionary<char, char> s_lamAlef = new() { ['\u0622'] = '\uFEF5', ['\u0623'] = '\uFEF7', ['\u0625'] = '\uFEF9', ['\u0627'] = '\uFEFB' };

    private static readonly Dictionary<char, char> s_mirrored = new() { ['('] = ')', [')'] = '(', ['['] = ']', [']'] = '[', ['«'] = '»', ['»'] = '«', ['<'] = '>', ['>'] = '<' };

    /// <summary>Every letter in the form that its neighbours ask for; still in the order of reading.</summary>
    public static string Joined(string text)
    {
        var letters = string.Concat(text.Where(letter => letter is not (>= '\u064B' and <= '\u0652') and not '\u0640'));
        var shaped = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            if (!s_letters.TryGetValue(letters[i], out var letter))
            {
                shaped.Append(letters[i]);
                continue;
            }
            var fromBefore = i > 0 && JoinsForward(letters[i - 1]) && letter.Forms > 1;
            if (letters[i] == '\u0644' && i + 1 < letters.Length && s_lamAlef.TryGetValue(letters[i + 1], out var both))
            {
                shaped.Append((char)(both + (fromBefore ? 1 : 0)));
                i++;
                continue;
            }
            var toNext = letter.Forms == 4 && i + 1 < letters.Length && s_letters.TryGetValue(letters[i + 1], out var next) && next.Forms > 1;
            // isolated, final, initial, medial
            shaped.Append((char)(letter.First + (fromBefore ? 1 : 0) + (toNext ? 2 : 0)));
        }
        return shaped.ToString();
    }

    /// <summary>The order from left to right in which the letters of one line are seen that is read from right to left. Latin words and numbers keep their own order.</summary>
    /// <returns>Positions in the line, and whether the sign there is to be mirrored.</returns>
    public static IReadOnlyList<(int At, char Sign)> Seen(string line)
    {
        var isLatin = new bool[line.Length];
        for (var i = 0; i < line.Length; i++)
            isLatin[i] = char.IsAsciiLetterOrDigit(line[i]) || (char.IsLetter(line[i]) && !IsArabic(line[i]));
        // What stands between two Latin signs without an Arabic one belongs to them.
        for (int i = 0, last = -1; i < line.Length; i++)
        {
            if (IsArabic(line[i]))
                last = -1;
            else if (isLatin[i])
            {
                for (var between = last + 1; last >= 0 && between < i; between++)
                    isLatin[between] = true;
                last = i;
            }
        }

        var seen = new List<(int, char)>(line.Length);
        for (var end = line.Length; end > 0;)
        {
            var start = end - 1;
            if (!isLatin[start])
            {
                seen.Add((start, s_mirrored.GetValueOrDefault(line[start], line[start])));
                end = start;
                continue;
            }
            while (start > 0 && isLatin[start - 1])
                start--;
            for (var i = start; i < end; i++)
                seen.Add((i, line[i]));
            end = start;
        }
        return seen;
    }

    private static bool JoinsForward(char letter) => s_letters.TryGetValue(letter, out var known) && known.Forms == 4;

    private static bool IsArabic(char letter) => letter is >= '\u0600' and <= '\u06FF' or >= '\uFE70' and <= '\uFEFC';
}
