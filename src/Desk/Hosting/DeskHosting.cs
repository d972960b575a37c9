using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Documents;
using IqWorkflows.Casework.Drafts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Desk.Access;
using IqWorkflows.Desk.Accounts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Teams;
using IqWorkflows.Casework.Calendar;
using IqWorkflows.Desk.Calculator;
using IqWorkflows.Desk.Calendar;
using IqWorkflows.Desk.CaseFile;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Desk.Day;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Incidents;
using IqWorkflows.Desk.Jobs;
using IqWorkflows.Desk.Keys;
using IqWorkflows.Desk.News;
using IqWorkflows.Desk.Numbers;
using IqWorkflows.Desk.Participants;
using IqWorkflows.Desk.Privacy;
using IqWorkflows.Desk.Rules;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Desk.Takeover;
using IqWorkflows.Desk.Team;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Puts the desk into a server: pages at <c>/</c>, its files below <c>/desk</c>.</summary>
public static class DeskHosting
{
    private static readonly TimeSpan s_signInLasts = TimeSpan.FromHours(10);
    private static readonly TimeSpan s_lockoutLasts = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_codeLasts = TimeSpan.FromMinutes(10);
    private const int MostWrongPasswords = 5;

    public static void AddDesk(this IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(options).AddSingleton<AccountBook>().AddSingleton<CaseDoor>();
        services.AddSingleton<AccountKeys>().AddSingleton<AccountCare>().AddSingleton<CentreBook>().AddSingleton<SettingBook>().AddSingleton<CaseOpenings>();
        services.AddSingleton<SecretSeal>().AddSingleton<DeskAddress>().AddSingleton<AppCodes>().AddSingleton<SignInEnd>().AddSingleton<KeptForms>().AddDeskLimits();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddDataProtection().SetApplicationName("IqWorkflows");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(all => new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeys(all.GetRequiredService<IqRuntime>(), options.KeyFolder)));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = Visit.TokenField;
            antiforgery.Cookie.Name = KeptForms.FormCookie;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true; // the Content-Security-Policy says it
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "iq-sign-in";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = s_signInLasts;
            cookie.SlidingExpiration = true;
        }).AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "iq-code";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = s_codeLasts;
        });
        services.AddIdentityCore<DeskAccount>(identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = MostWrongPasswords;
            identity.Lockout.DefaultLockoutTimeSpan = s_lockoutLasts;
            identity.Password.RequiredLength = PasswordRule.Shortest;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        }).AddUserStore<AccountStore>().AddTokenProvider<AppCodes>(TokenOptions.DefaultAuthenticatorProvider).AddSignInManager();
        services.AddSingleton<AccountReading>().AddSingleton<SettingsEndpoints.SettingsDesk>().AddSingleton<CaseAccessReading>().AddSingleton<Participants.Participants>();
        services.AddScoped<Gate>();
        services.AddSingleton<FindCases>().AddSingleton<MyDay>().AddSingleton<CaseFileReading>().AddSingleton<ShowCaseFile>().AddSingleton<ShowCourse>()
            .AddSingleton<KeepDraft>().AddSingleton<FindDraft>().AddSingleton<ForgetDraft>().AddSingleton<KeepFile>().AddSingleton<DeleteFile>().AddSingleton<ShowFiles>().AddSingleton<CentreNumbers>();
        services.AddSingleton<FindCases>().AddSingleton<MyDay>().AddSingleton<CaseFileReading>().AddSingleton<CentreNumbers>();
        services.AddSingleton<TeamReading>().AddSingleton<HandOver>().AddSingleton<EnterAbsence>();
        services.AddSingleton<MailRoad>().AddSingleton<JobsReading>().AddSingleton<OutboxReading>();
        services.AddSingleton<ListIncidents>().AddSingleton<DecideIncident>().AddSingleton<IncidentsReading>();
        services.AddSingleton<MailTextReading>().AddSingleton<RuleEntryReading>().AddSingleton<SendSample>();
        services.AddSingleton<Takeovers>().AddSingleton<TakeoverReading>();
        services.AddSingleton<CalendarLinks>().AddSingleton<CalendarReading>();
        services.AddSingleton<PrivacyReading>().AddSingleton<PrivacyCaseReading>();
    }

    public static void MapDesk(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "desk")),
            RequestPath = "/desk",
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.XContentTypeOptions = "nosniff";
                file.Context.Response.Headers.CacheControl = "public, max-age=3600";
            },
        });
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(NotFoundAsync);

        var desk = app.MapGroup("").AddEndpointFilter(async (context, next) => await context.HttpContext.RequestServices.GetRequiredService<Gate>().InvokeAsync(context, next)).ExcludeFromDescription().WithMetadata(new OfDesk());
        desk.MapGet("/", (HttpContext http) => Results.LocalRedirect(StartOf(Gate.Of(http).Viewer!)));
        desk.MapSignIn();
        desk.MapPasswords();
        desk.MapTwoFactor();
        desk.MapAccounts();
        desk.MapCentres();
        desk.MapSettings();
        desk.MapAccess();
        desk.MapParticipants();
        desk.MapDay();
        desk.MapCaseList();
        desk.MapNewCase();
        desk.MapCaseFile();
        desk.MapTeam();
        desk.MapNumbers();
        desk.MapJobs();
        desk.MapIncidents();
        desk.MapRules();
        desk.MapPrivacy();
        desk.MapNews();
        desk.MapKeys();
        desk.MapCalculator();
        desk.MapCalendar();
        desk.MapTakeover();
    }

    /// <summary>Where somebody begins who has just signed in.</summary>
    internal static string StartOf(Viewer viewer) => viewer.WorksWithCases ? "/mein-tag" : viewer.Is(Role.Coordination) ? "/zahlen"
        : viewer.Is(Role.Provider) ? "/teilnehmende" : AccessEndpoints.MayRead(viewer) ? "/verwaltung/zugriffe" : viewer.Is(Role.Operator) ? "/verwaltung/konten" : "/konto";

    /// <summary>Opens a page to those for whom this holds.</summary>
    internal static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Func<Viewer, bool> may) => endpoint.WithMetadata(new Door(may));

    /// <summary>Opens a page to everybody.</summary>
    internal static RouteHandlerBuilder ForAll(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Door(null));

    internal static IResult Page<TPage>(HttpContext http, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Visit"] = Gate.Of(http), ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Whoever looks with a browser for a page that is not there gets a page.</summary>
    private static async Task NotFoundAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentType: null } && http.GetEndpoint() is null && HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            await Gate.Message(await http.RequestServices.GetRequiredService<Gate>().BeginAsync(http), "NotFound", StatusCodes.Status404NotFound).ExecuteAsync(http);
    }
}
