using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Instances.Moving;
using IqWorkflows.Casework.Play;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Instances;
using IqWorkflows.Designer.Live;
using IqWorkflows.Designer.Pages;
using IqWorkflows.Designer.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace IqWorkflows.Designer.Hosting;

/// <summary>Puts the designer into a server: Studio and our pages at <c>/designer</c>, Elsa's API at <c>/elsa/api</c>. Who has signed in is found out before, by the desk.</summary>
public static class DesignerHosting
{
    public static void AddDesigner(this IServiceCollection services, DesignerOptions options)
    {
        services.AddSingleton(options).AddSingleton<DesignerDoor>().AddSingleton(new StudioFiles(Path.Combine(AppContext.BaseDirectory, "studio")));
        services.AddSingleton<ActivityList>().AddSingleton<DefinitionShelf>().AddSingleton<InstanceDoor>();
        services.AddSingleton<SaveDrawing>().AddSingleton<DeleteDefinition>().AddSingleton<CheckDefinition>().AddSingleton<BringBackDrawing>().AddSingleton<StartVersion>().AddSingleton<DeleteInstance>();
        services.AddSingleton<TestActivity>().AddSingleton<ImportInstance>().AddSingleton<MoveInstances>().AddSingleton<UndoMoves>().AddSingleton<TryDefinition>();
        services.AddSignalR();
        services.AddSingleton<Observers>().AddHostedService<InstanceBroadcast>();
    }

    public static void MapDesigner(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "designer")),
            RequestPath = "/designer/assets",
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.XContentTypeOptions = "nosniff";
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
        foreach (var folder in new[] { "_framework", "_content" })
        {
            app.MapGet($"/designer/{folder}/{{**path}}", (HttpContext http, StudioFiles files, string path) => files.AnswerAsync(http, $"{folder}/{path}")).ExcludeFromDescription();
        }
        app.MapGet("/designer/Elsa.Studio.Host.CustomElements.styles.css", (HttpContext http, StudioFiles files) => files.AnswerAsync(http, "Elsa.Studio.Host.CustomElements.styles.css")).ExcludeFromDescription();
        // Studio asks for it at its start and then uses none of it.
        app.MapGet("/designer/appsettings.json", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Text("{}", "application/json");
        }).ExcludeFromDescription();

        var api = app.MapGroup("/elsa/api").ExcludeFromDescription().AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<DesignerDoor>().ApiAsync(context, next));
        api.MapDescriptors();
        api.MapDefinitions();
        api.MapInstances();
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/elsa/hubs"), hubs => hubs.Use((http, next) => http.RequestServices.GetRequiredService<DesignerDoor>().HubAsync(http, next)));
        app.MapHub<InstanceHub>(InstanceHub.Path);
        app.MapGroup("/designer").ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = Frame.Policy;
            context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            context.HttpContext.Response.Headers["Referrer-Policy"] = "same-origin";
            return await context.HttpContext.RequestServices.GetRequiredService<DesignerDoor>().PageAsync(context, next);
        }).MapPages();
    }
}
