using System.Globalization;
using System.Text;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Values that nobody who means well sends. Every character stands for one byte, so that what is no UTF-8 can be said too.</summary>
internal static class HostileText
{
    /// <summary>Part of each script in a value. A page that has it outside of a quotation lets strangers run scripts.</summary>
    public const string Script = "iqfuzz()";

    /// <summary>A header that only a value could have brought into an answer.</summary>
    public const string Header = "X-Iq-Fuzz";

    private static readonly string[] s_values =
    [
        "", " ", "\t", "0", "-1", "1", "2", "007", "1e309", "-0", "NaN", "2147483647", "2147483648", "-2147483649", "99999999999999999999", "0x10", "1,5", "1.5", "1_000",
        "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "31.12.9999", "01.01.0001", "29.02.2023", "99.99.9999", "2026-01-01T25:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "-0001-01-01", "24:00", "P9999999Y", "99999999.23:59:59",
        $"<script>{Script}</script>", $"\"><img src=x onerror={Script}>", $"' onmouseover='{Script}", $"javascript:{Script}", $"</textarea><script>{Script}</script>", $"]]><script>{Script}</script>",
        "'; drop table cases; --", "' or '1'='1", "%", "_", "*", "\"", "\"\"*", "NEAR(", "{{constructor}}", "{{#each this}}", "{{", "${7*7}", "=1+1|cmd", "@SUM(1)", "%s%n%x", "../../../etc/passwd", "..\\..\\windows", "/", "\\", ".", "..", "~", "CON",
        "a\0b", "\0", "\u0001\u0002", "\u007f", "a\rb", "a\nb", $"\r\n{Header}: 1", $"a\r\n{Header}: 1\r\n\r\nb", "x@beispiel.invalid\r\nBcc: y@beispiel.invalid", "a@b", "@", "a@@b", "a@beispiel.invalid",
        "\xED\xA0\x80", "\xED\xB0\x80\xED\xA0\x80", "\xFF\xFE", "\xC0\xAF", "\xC3", "\xF4\x90\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\xAE" + "gpj.exe", "\xF0\x9F\x92\xA9", "\xC4\xB0\xC4\xB1\xC3\x9F", "e\xCC\x81\xCC\x81\xCC\x81", "\xE2\x80\xA8", "\xEF\xBF\xBF", "\xE2\x80\x8B",
        "true", "false", "null", "undefined", "[]", "{}", "[[[[", "a,b,,c", ",", ":", ":::", ";", "application:2", "application:0", "application:-1", "application:99999999999", "application:", "person:1", "none", "all", "alle", "case.goal", "person.name",
        "http://127.0.0.1:1/", "//beispiel.invalid/", "/\\beispiel.invalid", "https://beispiel.invalid", "file:///etc/passwd", "/anmelden", "?", "#", "&", "=", "+", "%00", "%2F", "%252F", "%ff", "%zz", "00000000000000000000000000000000", "IQ-NW-2026-9999", "-1_a", "9_9",
    ];

    private static readonly string[] s_pieces = ["x", "\xC3\xA4", "<", "\"", "9", " ", "\n", "\xF0\x9F\x92\xA9", "a.", "{{"];

    /// <summary>A text as the bytes of its UTF-8.</summary>
    public static string Of(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public static string Any(Random random) => random.Next(20) switch
    {
        0 => Long(random),
        1 => Noise(random, random.Next(1, 40)),
        2 => string.Concat(s_values[random.Next(s_values.Length)], s_values[random.Next(s_values.Length)]),
        3 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        _ => s_values[random.Next(s_values.Length)],
    };

    /// <summary>Much of the same.</summary>
    public static string Long(Random random) => Repeat(s_pieces[random.Next(s_pieces.Length)], random.Next(12) switch { 0 => 70_000, < 3 => 9_000, < 6 => 2_100, _ => 300 });

    public static string Noise(Random random, int bytes)
    {
        var noise = new byte[bytes];
        random.NextBytes(noise);
        return Encoding.Latin1.GetString(noise);
    }

    public static string Repeat(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    /// <summary>As it stands in an address or in a form.</summary>
    public static string Percent(string bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var one in bytes)
        {
            if (char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '~')
                text.Append(one);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{(int)one:X2}");
        }
        return text.ToString();
    }

    /// <summary>As it stands between the quotation marks of JSON.</summary>
    public static string Json(string bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var one in bytes)
        {
            if (one is '"' or '\\')
                text.Append('\\').Append(one);
            else if (one < ' ')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}");
            else
                text.Append(one);
        }
        return text.ToString();
    }
}
