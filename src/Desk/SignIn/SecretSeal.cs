using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Seals secrets that we must be able to read again, before they go into the database.</summary>
public sealed class SecretSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("IqWorkflows.Secrets");

    public string Seal(string secret) => _protector.Protect(secret);

    /// <returns>Null when it was not sealed by this house, or its key is lost.</returns>
    public string? Open(string sealedText)
    {
        try
        {
            return _protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
