using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>An endpoint of the server and one of the verbs it takes.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Pattern">Its address.</param>
/// <param name="Queries">Names that it reads from the query, as far as it declares them.</param>
internal sealed partial record FuzzPlace(string Method, RoutePattern Pattern, IReadOnlyList<string> Queries)
{
    private static readonly string[] s_everyMethod = ["GET", "POST"];

    private readonly TemplateMatcher _matcher = new(new RouteTemplate(Pattern), []);

    /// <summary>Its address with the names of its values.</summary>
    public string Template { get; } = "/" + Constraint().Replace(Pattern.RawText ?? "", "}").Trim('/');

    /// <summary>All endpoints, as the server itself lists them.</summary>
    public static IReadOnlyList<FuzzPlace> All(IEnumerable<Endpoint> endpoints) =>
    [
        .. from endpoint in endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : s_everyMethod
           let place = new FuzzPlace(method, endpoint.RoutePattern, QueriesOf(endpoint))
           orderby place.Template, place.Method
           select place,
    ];

    /// <summary>The values that an address has where the pattern has names.</summary>
    /// <returns>Null when it is the address of another endpoint.</returns>
    public RouteValueDictionary? Match(string path)
    {
        var values = new RouteValueDictionary();
        return _matcher.TryMatch(new PathString(Uri.UnescapeDataString(path)), values) ? values : null;
    }

    public override string ToString() => $"{Method} {Template}";

    private static IReadOnlyList<string> QueriesOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<MethodInfo>() is not { } handler ? [] :
    [
        .. handler.GetParameters().Where(parameter => parameter.ParameterType.IsPrimitive || parameter.ParameterType == typeof(string) || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)
            .Select(parameter => parameter.Name ?? "").Where(name => name.Length > 0 && endpoint.RoutePattern.GetParameter(name) is null),
    ];

    [GeneratedRegex(@"(?<=\{\**\w+)[:?=][^}]*\}")]
    private static partial Regex Constraint();
}
