using System.Text.RegularExpressions;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>One request, ready to be sent.</summary>
/// <param name="Number">Its place in the run; with the seed it makes the request again.</param>
/// <param name="Place">The endpoint it is meant for.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Method">Its verb.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="IsBroken">Whether it breaks the rules of HTTP itself, so that hanging up is an answer.</param>
/// <param name="IsRight">Whether nothing is meant to be wrong with it.</param>
internal sealed partial record FuzzRequest(int Number, FuzzPlace Place, string Caller, string Method, byte[] Bytes, bool IsBroken, bool IsRight = false)
{
    private const int Longest = 1_200;

    /// <summary>Whether its answer has a body.</summary>
    public bool IsAnsweredWithBody => Method != "HEAD";

    /// <summary>To be read by people: without the cookies, and not endless.</summary>
    public override string ToString()
    {
        var text = SignIn().Replace(System.Text.Encoding.Latin1.GetString(Bytes), "");
        return $"#{Number} {Place} by {Caller}: {(text.Length > Longest ? text[..Longest] + $"… ({text.Length} bytes)" : text)}";
    }

    [GeneratedRegex("Cookie: iq-form=[^\r\n]{60,}\r\n|X-Api-Key: iqw_\\S+\r\n")]
    private static partial Regex SignIn();
}
