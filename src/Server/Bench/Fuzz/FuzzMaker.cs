using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Makes requests: by and large what the server expects, with something in it that it does not.</summary>
internal sealed class FuzzMaker(FuzzHarvest harvest, IReadOnlyList<FuzzCaller> callers, string host, int seed)
{
    /// <summary>So many times everything is asked for as one should, before anything hostile is sent.</summary>
    private const int RightSweeps = 2;

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get", "PROPFIND"];
    private static readonly string[] s_asked = ["workflowInstanceId", "activityNodeId", "definitionId", "id"];
    private static readonly string[] s_accepts = ["text/html", "application/json", "*/*", "text/event-stream", "image/webp", "a/b;q=x", ""];

    // What is inside of something before that; looking before changing; and taking away last of all.
    private readonly IReadOnlyList<FuzzPlace> _places = [.. harvest.Places.OrderBy(place => place.Method == "DELETE").ThenByDescending(place => place.Template, StringComparer.Ordinal).ThenBy(place => place.Method, StringComparer.Ordinal)];

    /// <summary>How many requests ask for everything once.</summary>
    public int Sweep => _places.Count + 1;

    /// <summary>The request of this number. It depends on nothing but the seed and what was gathered.</summary>
    public FuzzRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) ^ (number * 7_919)));
        var isFile = number % Sweep == _places.Count && harvest.Files.Count > 0;
        var place = _places[number % Sweep % _places.Count];
        if (!isFile && (number < RightSweeps * Sweep || random.Next(6) == 0))
            return Right(number, place, random);
        var caller = CallerFor(random, place);
        var form = harvest.FormsOf(place) is { Count: > 0 } forms ? forms[random.Next(forms.Count)] : null;
        var path = isFile ? FileAddress(random) : form is not null && random.Next(3) > 0 ? HostileText.Of(form.Action.Split('?')[0]) : Address(random, place);
        var target = path + Query(random, place, form);
        var method = random.Next(20) == 0 ? s_methods[random.Next(s_methods.Length)] : place.Method;
        var body = method is "GET" or "HEAD" && random.Next(10) > 0 ? FuzzBody.None : new BodyMaker(harvest, random).Make(place, form, caller.Token);
        var (framing, bytes, isBroken) = Frame(random, body);
        var head = $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{caller.Headers}{Headers(random, place)}{framing}\r\n";
        return new FuzzRequest(number, place, caller.Name, method, Encoding.Latin1.GetBytes(head + bytes), isBroken || target.Length > 6_000);
    }

    /// <summary>A request with nothing wrong in it, as far as that can be known.</summary>
    private FuzzRequest Right(int number, FuzzPlace place, Random random)
    {
        var form = harvest.FormsOf(place) is { Count: > 0 } forms ? forms[random.Next(forms.Count)] : null;
        var (shown, addresses) = (place.Method == "GET" && form is null ? harvest.ShownAt(place) : [], harvest.AddressesOf(place));
        var (seenBy, path) = form is not null ? (form.Caller, form.Action)
            : shown.Count > 0 ? shown[random.Next(shown.Count)]
            : (null, addresses.Count > 0 ? addresses[random.Next(addresses.Count)] : null);
        var caller = callers.FirstOrDefault(caller => caller.Name == seenBy) ?? (IsForPrograms(place) ? callers[0] : Any(random, [.. callers.Skip(1).Where(caller => harvest.GetsIn(place, caller.Name))]));
        var made = new RightBody(harvest, random);
        var target = (path is null ? Address(random, place, isRight: true) : HostileText.Of(path).Replace(' ', '+')) + (form is { Method: "GET" } ? made.Query(form) : "");
        var body = place.Method == "GET" ? FuzzBody.None : made.Make(place, form, IsForPrograms(place) ? "" : caller.Token);
        // An address that has never shown anything may want to be spoken with.
        var upgrade = place.Method == "GET" && path is null ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" : "";
        var framing = body.Text is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Type: {body.MediaType}\r\nContent-Length: {body.Text.Length}\r\n");
        var head = $"{place.Method} {target} HTTP/1.1\r\nHost: {host}\r\n{caller.Headers}X-Forwarded-For: 10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}\r\nOrigin: http://{host}\r\nAccept: */*\r\n{upgrade}{framing}\r\n";
        return new FuzzRequest(number, place, caller.Name, place.Method, Encoding.Latin1.GetBytes(head + body.Text), IsBroken: false, IsRight: true);
    }

    private static bool IsForPrograms(FuzzPlace place) => place.Template.StartsWith("/api/", StringComparison.Ordinal) || place.Template.StartsWith("/elsa/", StringComparison.Ordinal);

    private FuzzCaller CallerFor(Random random, FuzzPlace place) =>
        random.Next(4) == 0 ? callers[random.Next(callers.Count)] : Any(random, [.. callers.Where(caller => harvest.GetsIn(place, caller.Name))]);

    private FuzzCaller Any(Random random, IReadOnlyList<FuzzCaller> those) => those.Count == 0 ? callers[random.Next(callers.Count)] : those[random.Next(those.Count)];

    private string Address(Random random, FuzzPlace place, bool isRight = false)
    {
        var path = new StringBuilder();
        foreach (var segment in place.Pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => Value(random, place, parameter, isRight),
                    _ => "",
                });
            }
        }
        if (path.Length == 0)
            path.Append('/');
        return isRight ? path.ToString() : random.Next(40) switch
        {
            0 => path.Append('/').ToString(),
            1 => path.Insert(0, "/.").ToString(),
            2 => "/%2e%2e" + path,
            3 => path.ToString().ToUpperInvariant(),
            4 => path.Append("%2F..%2F").Append(HostileText.Percent(HostileText.Any(random))).ToString(),
            5 => path.Replace("/", "//").ToString(),
            _ => path.ToString(),
        };
    }

    private string Value(Random random, FuzzPlace place, RoutePatternParameterPart parameter, bool isRight)
    {
        var known = harvest.ValuesOf(place, parameter.Name);
        if (known.Count > 0 && (isRight || random.Next(7) > 0))
        {
            var value = HostileText.Of(known[random.Next(known.Count)]);
            return parameter.IsCatchAll ? string.Join('/', value.Split('/').Select(HostileText.Percent)) : HostileText.Percent(value);
        }
        var hostile = isRight ? "1" : HostileText.Any(random);
        return HostileText.Percent(hostile.Length is 0 or > 3_000 ? "0" : hostile);
    }

    private string FileAddress(Random random)
    {
        var path = HostileText.Of(harvest.Files[random.Next(harvest.Files.Count)]).Replace(' ', '+');
        return random.Next(3) switch
        {
            0 => path,
            1 => path + "%00",
            _ => path[..(path.LastIndexOf('/') + 1)] + "..%2f..%2f" + path[(path.LastIndexOf('/') + 1)..],
        };
    }

    private string Query(Random random, FuzzPlace place, FuzzForm? form)
    {
        if (random.Next(3) == 0)
            return "";
        var pairs = new List<string>();
        foreach (var pair in harvest.QueriesOf(place))
        {
            if (random.Next(2) == 0)
                pairs.Add(random.Next(3) > 0 ? HostileText.Of(pair) : $"{pair.Split('=')[0]}={HostileText.Percent(HostileText.Any(random))}");
        }
        foreach (var name in place.Queries)
        {
            if (random.Next(2) == 0)
                pairs.Add($"{name}={HostileText.Percent(HostileText.Any(random))}");
        }
        // What Studio asks about.
        foreach (var name in s_asked)
        {
            if (place.Template.StartsWith("/elsa/", StringComparison.Ordinal) && random.Next(3) == 0 && harvest.KnownIds(name) is { Count: > 0 } ids)
                pairs.Add($"{name}={HostileText.Percent(HostileText.Of(ids[random.Next(ids.Count)]))}");
        }
        if (form is { Method: "GET" })
            pairs.AddRange(form.Fields.Where(_ => random.Next(2) == 0).Select(field => $"{HostileText.Percent(field.Name)}={HostileText.Percent(random.Next(2) == 0 ? field.Value : HostileText.Any(random))}"));
        if (random.Next(8) == 0)
            pairs.Add($"{HostileText.Percent(HostileText.Any(random))}={HostileText.Percent(HostileText.Any(random))}");
        if (pairs.Count > 0 && random.Next(8) == 0)
            pairs.Add(pairs[0]); // twice
        var query = string.Join('&', pairs).Replace(' ', '+');
        return query.Length == 0 ? "" : "?" + (query.Length > 7_000 ? query[..7_000].TrimEnd('%') : query);
    }

    private string Headers(Random random, FuzzPlace place)
    {
        // As many addresses as a network has: limits by address are not what is looked at.
        var headers = new StringBuilder($"X-Forwarded-For: 10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}\r\n");
        if (random.Next(8) > 0)
            headers.Append(CultureInfo.InvariantCulture, $"Origin: http://{host}\r\n");
        headers.Append(CultureInfo.InvariantCulture, $"Accept: {(random.Next(3) > 0 ? place.Template.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html" : s_accepts[random.Next(s_accepts.Length)])}\r\n");
        switch (random.Next(24))
        {
            case 0: headers.Append(CultureInfo.InvariantCulture, $"Accept-Language: {Line(HostileText.Any(random))}\r\n"); break;
            case 1: headers.Append(CultureInfo.InvariantCulture, $"Idempotency-Key: {Line(HostileText.Any(random))}\r\n"); break;
            case 2: headers.Append("Range: bytes=5-1,-,99999999999999999999-\r\n"); break;
            case 3: headers.Append(CultureInfo.InvariantCulture, $"If-Modified-Since: {Line(HostileText.Any(random))}\r\nIf-None-Match: {Line(HostileText.Any(random))}\r\n"); break;
            case 4: headers.Append(CultureInfo.InvariantCulture, $"Cookie: iq-language={Line(HostileText.Any(random))}; iq-keys=; iq-form=x; iq-sign-in=x\r\n"); break;
            case 5: headers.Append(CultureInfo.InvariantCulture, $"Authorization: {Line(HostileText.Any(random))}\r\n"); break;
            case 6: headers.Append("Accept-Encoding: gzip, br, x\r\nTE: trailers\r\n"); break;
            case 7: headers.Append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"); break;
            case 8: headers.Append(CultureInfo.InvariantCulture, $"X-Forwarded-For: {Line(HostileText.Any(random))}\r\n"); break;
            case 9: headers.Append("Accept-Language: en\r\n"); break;
        }
        return headers.ToString();
    }

    /// <summary>A value as a header may carry it: on one line, and not endless.</summary>
    private static string Line(string value) => string.Concat(value.Take(2_000).Where(one => one is >= ' ' and not '\x7f'));

    private static (string Framing, string Bytes, bool IsBroken) Frame(Random random, FuzzBody body)
    {
        if (body.Text is null)
            return ("", "", false);
        var headers = body.MediaType is null ? "" : $"Content-Type: {body.MediaType}\r\n";
        if (random.Next(40) == 0)
            headers += $"Content-Encoding: {(random.Next(2) == 0 ? "gzip" : "x-none")}\r\n";
        switch (random.Next(30))
        {
            case 0:
                var half = body.Text.Length / 2;
                return ($"{headers}Transfer-Encoding: chunked\r\n", $"{half:x}\r\n{body.Text[..half]}\r\n{(half == 0 ? "" : $"{body.Text.Length - half:x}\r\n{body.Text[half..]}\r\n0\r\n")}\r\n", half == 0 && body.Text.Length > 0);
            case 1:
                return ($"{headers}Transfer-Encoding: chunked\r\n", $"zz\r\n{body.Text}", true);
            case 2:
                return ($"{headers}Content-Length: {HostileText.Repeat("9", random.Next(1, 25))}\r\nConnection: close\r\n", "", true);
            default:
                return (string.Create(CultureInfo.InvariantCulture, $"{headers}Content-Length: {body.Text.Length}\r\n"), body.Text, false);
        }
    }
}
