using System.Text;
using System.Text.RegularExpressions;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>A mail read back: headers decoded, parts decoded. Written apart from what writes mails, so that both cannot be wrong in the same way.</summary>
internal sealed partial class ReceivedMail
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private ReceivedMail(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        foreach (Match header in Header().Matches(text[..(end + 1)]))
            _headers.TryAdd(header.Groups["name"].Value, Decoded(header.Groups["value"].Value.Replace("\n", "", StringComparison.Ordinal)));
        var body = text[(end + 2)..];
        var boundary = Boundary().Match(this["Content-Type"]).Groups["mark"].Value;
        if (boundary.Length > 0)
            Parts = [.. body.Split("--" + boundary).Skip(1).Where(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => new ReceivedMail(part.TrimStart('\n')))];
        Text = this["Content-Transfer-Encoding"] switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
            "quoted-printable" => Encoding.UTF8.GetString(Octets(body.Replace("=\n", "", StringComparison.Ordinal))),
            _ => body,
        };
        Text = Text.ReplaceLineEndings("\n");
    }

    public IReadOnlyList<ReceivedMail> Parts { get; } = [];

    public string Text { get; }

    public string this[string header] => _headers.GetValueOrDefault(header, "");

    public static ReceivedMail Read(byte[] octets) => new(Encoding.Latin1.GetString(octets).ReplaceLineEndings("\n"));

    /// <summary>The part of that type, however deep.</summary>
    public ReceivedMail Part(string type) => All().First(part => part["Content-Type"].StartsWith(type, StringComparison.Ordinal));

    private IEnumerable<ReceivedMail> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    private static byte[] Octets(string text)
    {
        var octets = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length)
            {
                octets.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                octets.Add((byte)text[i]);
            }
        }
        return [.. octets];
    }

    private static string Decoded(string text) => EncodedWord().Replace(
        BetweenWords().Replace(text, "?==?"), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))).Trim();

    [GeneratedRegex(@"^(?<name>[\w-]+): (?<value>.*(\n[ \t].*)*)", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("boundary=\"(?<mark>[^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[^?]+)\?=")]
    private static partial Regex EncodedWord();
}
