using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IqWorkflows.Casework.Accounts;

/// <summary>Codes of an authenticator app (RFC 6238): six digits, a new one each half minute.</summary>
public static class OneTimeCode
{
    public const int Digits = 6;

    /// <summary>How many half minutes the clock of a phone may be off.</summary>
    private const int Tolerance = 1;

    private const int KeyBytes = 20;
    private const int SecondsPerStep = 30;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, as apps take it when somebody types it.</summary>
    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / SecondsPerStep;

    /// <summary>The code of a half minute.</summary>
    /// <param name="key">The secret.</param>
    /// <param name="step">The half minute.</param>
    public static string Of(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // authenticator apps know no other hash, and its weakness does not touch an HMAC
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        // RFC 4226, 5.3: the last four bits say where the 31 bits begin.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <returns>The half minute that the code belongs to; null when it is none of those around now.</returns>
    public static long? Find(string key, string code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(code);
        for (var step = StepOf(now) - Tolerance; step <= StepOf(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Of(key, step))))
                return step;
        }
        return null;
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var octet in bytes)
        {
            (bits, held) = ((bits << 8) | octet, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(Letters[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }
        return text.ToString(); // 160 bits are 32 letters, nothing is left over
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>(KeyBytes);
        var (bits, held) = (0, 0);
        foreach (var letter in key)
        {
            (bits, held) = ((bits << 5) | Letters.IndexOf(letter, StringComparison.Ordinal), held + 5);
            if (held < 8)
                continue;
            bytes.Add((byte)(bits >> (held - 8)));
            held -= 8;
            bits &= (1 << held) - 1;
        }
        return [.. bytes];
    }
}
