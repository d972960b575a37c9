using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IqWorkflows.Server.Api;

/// <summary>What the OpenAPI document says beyond the endpoints.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "IqWorkflows",
            Version = "1",
            Description = "Runs Elsa 3 workflow definitions durably. Every request that changes something is answered only when it is safely saved.",
        };
        document.Servers?.Clear(); // the address it was asked at says nothing to others
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["ApiKey"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-Api-Key",
            Description = "The key that the server printed at its first start. 'Authorization: ApiKey <key>' does as well.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] }];
        return Task.CompletedTask;
    });
}
