using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>An authority that nobody knows but who is given its certificate.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset s_from = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _certificate = request.CreateSelfSigned(s_from, s_from.AddDays(10));
        File.WriteAllText(Pem, _certificate.ExportCertificatePem());
    }

    /// <summary>PEM file of its certificate.</summary>
    public string Pem { get; } = Path.GetTempFileName();

    /// <returns>A certificate for a server at that address.</returns>
    public X509Certificate2 IssueFor(IPAddress address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.iq.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_certificate, s_from, s_from.AddDays(9), [1, 2, 3, 4]);
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        File.Delete(Pem);
    }
}
