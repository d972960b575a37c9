using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using IqWorkflows.Casework;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace IqWorkflows.Desk.Hosting;

/// <summary>A form that came when the sign-in had ended.</summary>
/// <param name="Owner">Account whose form it is.</param>
/// <param name="Page">The page it stood on.</param>
/// <param name="Action">Where it was sent.</param>
/// <param name="At">When.</param>
/// <param name="Fields">What was typed.</param>
internal sealed record KeptForm(string Owner, string Page, string Action, DateTimeOffset At, IReadOnlyDictionary<string, string[]> Fields);

/// <summary>Keeps what was typed into a form that came without a valid sign-in: sealed within the page for signing in, and after that for an hour in the database.</summary>
internal sealed class KeptForms(IqRuntime runtime, IDataProtectionProvider protection, EndpointDataSource endpoints)
{
    /// <summary>Field of the sign-in page that carries it.</summary>
    public const string Field = "__kept";

    /// <summary>Name in the query of a page that shall be filled.</summary>
    public const string Query = "eingaben";

    /// <summary>Cookie that goes with every form.</summary>
    public const string FormCookie = "iq-form";

    private const int MostLetters = 1024 * 1024;
    private static readonly TimeSpan s_lasts = TimeSpan.FromHours(1);
    private static readonly string[] s_never = ["password", "passwort", "current", "code", "secret", Visit.TokenField, Visit.WhoField, Visit.PageField, Field];

    private readonly IDataProtector _protector = protection.CreateProtector("IqWorkflows.KeptForms");

    /// <summary>Reads the form of a request that cannot be answered now.</summary>
    /// <returns>Null when it is none of ours, comes from elsewhere, or is too large.</returns>
    public async Task<KeptForm?> ReadAsync(HttpContext http)
    {
        // The cookie that goes with forms is sent to us from our own pages only, whatever the browser.
        if (!http.Request.HasFormContentType || !http.Request.Cookies.ContainsKey(FormCookie))
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(pair => !s_never.Any(name => pair.Key.Contains(name, StringComparison.OrdinalIgnoreCase))).ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => value ?? "").ToArray());
        var (owner, action) = (form[Visit.WhoField].ToString(), http.Request.Path + http.Request.QueryString.ToString());
        if (owner.Length is 0 or > 64 || PageOf(form[Visit.PageField].ToString(), action) is not { } page || fields.Sum(pair => pair.Key.Length + pair.Value.Sum(value => value.Length)) > MostLetters)
            return null;
        return new KeptForm(owner, page, action, runtime.Clock.GetUtcNow(), fields);
    }

    public string Seal(KeptForm form) => _protector.Protect(JsonSerializer.Serialize(form, KeptFormJson.Default.KeptForm));

    /// <summary>Somebody has signed in: what they had typed is put aside for the page it came from.</summary>
    /// <returns>Address of that page; null when it is not theirs, too old, or not ours.</returns>
    public async Task<string?> GiveAsync(string accountId, string sealedForm, CancellationToken cancellationToken) =>
        Open(sealedForm) is { } form && form.Owner == accountId && form.At + s_lasts > runtime.Clock.GetUtcNow() ? await PutAsideAsync(form, cancellationToken) : null;

    /// <returns>Address of the page that will be filled.</returns>
    public async Task<string> PutAsideAsync(KeptForm form, CancellationToken cancellationToken)
    {
        var (id, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), runtime.Clock.GetUtcNow());
        await runtime.Writer.WriteAsync(turn => KeptFormRow.Insert(turn, new KeptFormRow { Id = id, AccountId = form.Owner, Content = Seal(form), EndsAt = now + s_lasts }, now), cancellationToken);
        return $"{form.Page}{(form.Page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Query}={id}";
    }

    /// <returns>Null when there is none of that id for them.</returns>
    public async Task<KeptForm?> FindAsync(string accountId, string id, CancellationToken cancellationToken) =>
        await runtime.Writer.WriteAsync(turn => KeptFormRow.ContentOf(turn, id, accountId, runtime.Clock.GetUtcNow()), cancellationToken) is { } content ? Open(content) : null;

    private KeptForm? Open(string sealedForm)
    {
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(sealedForm), KeptFormJson.Default.KeptForm);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null; // sealed by nobody, or with a key that is gone
        }
    }

    /// <summary>The page to go back to: the one that says so, or, for a form that was refused there, the nearest above that can be opened.</summary>
    private string? PageOf(string said, string action)
    {
        var path = IsOurs(said) ? said : action;
        var query = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? path[mark..] : "";
        var place = path[..^query.Length];
        query = string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !pair.StartsWith(Query + "=", StringComparison.Ordinal)));
        for (; place.Length > 1; place = place[..place.LastIndexOf('/')])
        {
            if (endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => IsPage(endpoint, place)))
                return query.Length > 0 ? $"{place}?{query}" : place;
            query = "";
        }
        return null;
    }

    private static bool IsPage(RouteEndpoint endpoint, string place) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true && endpoint.Metadata.GetMetadata<OfDesk>() is not null
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(Uri.UnescapeDataString(place), []);

    private static bool IsOurs(string path) => path is ['/', ..] && path.Length <= 2000 && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
}

[JsonSerializable(typeof(KeptForm))]
internal sealed partial class KeptFormJson : JsonSerializerContext;
