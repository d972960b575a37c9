using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Tests;

public sealed partial class EndpointListTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public void Every_endpoint_of_the_api_has_a_test_that_is_named()
    {
        var there = server.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/elsa/api/", StringComparison.Ordinal)) // every route has a text
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods, (endpoint, method) => $"{method} {Parameter().Replace(endpoint.RoutePattern.RawText!["/elsa/api".Length..], "*")}");

        Assert.Equal(there.Order(StringComparer.Ordinal), StudioCalls.CoveredBy.Keys.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameter();
}
