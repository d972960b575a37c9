using System.Security.Cryptography;
using System.Text;

namespace IqWorkflows.Casework.Accounts;

/// <summary>What somebody gets by mail and shows once. Only its hash is kept.</summary>
internal static class SecretToken
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    // Long and random: one round of hashing is enough.
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
