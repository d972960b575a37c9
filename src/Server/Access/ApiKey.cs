using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Storage.Settings;

namespace IqWorkflows.Server.Access;

/// <summary>The key that the server accepts. Only its hash is kept, so nobody who sees the file can use it.</summary>
internal sealed class ApiKey
{
    private const string FileName = "api-key.sha256";

    /// <summary>Name of the setting that holds the hash where there is no file.</summary>
    public const string Setting = "api-key.sha256";

    private readonly byte[] _hash;

    private ApiKey(byte[] hash, string? shownOnce)
    {
        _hash = hash;
        ShownOnce = shownOnce;
    }

    /// <summary>The key itself, right after it was made; null from the second start on.</summary>
    public string? ShownOnce { get; }

    /// <summary>Reads the hash from the server's folder; at the first start makes a key.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ApiKey Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path).Trim();
            if (text.Length != SHA256.HashSizeInBytes * 2 || !text.All(char.IsAsciiHexDigit))
                throw new InvalidDataException($"{path} does not hold the hash of an API key. Delete it and start again: a new key is made.");
            return new ApiKey(Convert.FromHexString(text), null);
        }

        var key = NewKey();
        var hash = HashOf(key);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToHexStringLower(hash));
        return new ApiKey(hash, key);
    }

    /// <summary>Reads the hash from a database that several nodes share; the first of them makes a key.</summary>
    public static async Task<ApiKey> OpenAsync(IqRuntime runtime, CancellationToken cancellationToken)
    {
        var key = NewKey();
        var made = Convert.ToHexStringLower(HashOf(key));
        var kept = await runtime.Writer.WriteAsync(
            turn =>
            {
                if (SettingRow.Find(turn, Setting) is { } known)
                    return known;
                SettingRow.Save(turn, Setting, made);
                return made;
            },
            cancellationToken);
        return new ApiKey(Convert.FromHexString(kept), kept == made ? key : null);
    }

    /// <summary>What a folder's file is as settings of a database that is shared.</summary>
    public static IReadOnlyDictionary<string, string> SettingsIn(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? new Dictionary<string, string> { [Setting] = File.ReadAllText(path).Trim() } : new Dictionary<string, string>();
    }

    private static string NewKey() => "iqw_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    // The key is long and random: one round of hashing is enough, and comparing takes the same time whatever was given.
    public bool Accepts(string given) => CryptographicOperations.FixedTimeEquals(HashOf(given), _hash);

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
