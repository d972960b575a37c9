using System.Globalization;
using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>The encodings of mail: encoded words in headers, quoted-printable in contents.</summary>
internal static class MimeWords
{
    private const int MostOctetsAWord = 42; // 56 letters of base64 and 12 around them fit into a line with the name of the header
    private const int MostInLine = 75;

    /// <summary>A header's text. Line breaks and other control characters become spaces: no value can begin a header of its own.</summary>
    public static string Text(string text)
    {
        var clean = Clean(text);
        return clean.All(char.IsAscii) && !clean.Contains("=?", StringComparison.Ordinal) ? Folded(clean) : Encoded(clean);
    }

    public static string Address(MailAddress address)
    {
        var bare = $"<{Clean(address.Address).Replace(" ", "", StringComparison.Ordinal)}>";
        var name = Clean(address.Name);
        if (name.Length == 0)
            return bare;
        var shown = name.All(char.IsAscii) ? "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : Encoded(name);
        return $"{shown}\r\n {bare}";
    }

    public static void QuotePrintable(StringBuilder text, string content)
    {
        var column = 0;
        var octets = Encoding.UTF8.GetBytes(content);
        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            if (octet == '\r' && i + 1 < octets.Length && octets[i + 1] == '\n')
            {
                text.Append("\r\n");
                column = 0;
                i++;
                continue;
            }
            var endsLine = i + 1 == octets.Length || octets[i + 1] == '\r';
            var isPlain = octet is > 32 and < 127 and not (byte)'=' || octet == ' ' && !endsLine;
            var width = isPlain ? 1 : 3;
            if (column + width > MostInLine)
            {
                text.Append("=\r\n");
                column = 0;
            }
            if (isPlain)
                text.Append((char)octet);
            else
                text.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            column += width;
        }
    }

    private static string Encoded(string text)
    {
        var words = new List<string>();
        var word = new List<byte>();
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(octets);
            if (word.Count + length > MostOctetsAWord)
                End();
            word.AddRange(octets[..length]);
        }
        End();
        return string.Join("\r\n ", words);

        void End()
        {
            if (word.Count > 0)
                words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    private static string Folded(string text)
    {
        var result = new StringBuilder();
        var column = 12; // the name of the header
        foreach (var word in text.Split(' '))
        {
            if (column + word.Length > MostInLine && result.Length > 0)
            {
                result.Append("\r\n ");
                column = 1;
            }
            else if (result.Length > 0)
            {
                result.Append(' ');
                column++;
            }
            result.Append(word);
            column += word.Length;
        }
        return result.ToString();
    }

    private static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
