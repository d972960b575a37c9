using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Server.Hosting;

/// <summary>What the operator decides about a server.</summary>
internal sealed record ServerOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The folder that came with the executable.</summary>
    public static string ShippedRules { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Where it listens, separated by semicolons. Port 0 takes any free one.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>Folder of the database and the hash of the key; made if it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the database is; the file in that folder unless another place is named.</summary>
    public DatabasePlace Place { get => field ?? DatabasePlace.InFolder(DataFolder); init; }

    /// <summary>Folder of the rules, procedures and texts; the one that came with the executable unless another is named.</summary>
    public string RulesFolder { get; init; } = ShippedRules;

    /// <summary>Whether procedures of that folder which the database does not have yet are published at the start.</summary>
    public bool PublishesProcedures { get; init; } = true;

    /// <summary>Longest that a workflow may keep a request waiting whose endpoint does not say it.</summary>
    public TimeSpan RequestPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest request to a workflow endpoint, in bytes. An endpoint may allow less.</summary>
    public long LargestRequest { get; init; } = 8 * 1024 * 1024;

    /// <summary>How often Quartz knocks for what is due.</summary>
    public TimeSpan KnockInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What workflows may reach by HTTP.</summary>
    public HttpCallOptions Calls { get; init; } = new();

    /// <summary>Who mails come from.</summary>
    public MailOptions Mail { get; init; } = new();

    /// <summary>The mail server; null: mails stay in a folder.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>That folder; null: <c>mail</c> below the data folder.</summary>
    public string? MailFolder { get; init; }

    /// <summary>Longest that stopping waits for requests under way.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it answers that it is not ready, and goes on working, before it stops.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>Whether its log goes to the console.</summary>
    public bool LogsToConsole { get; init; } = true;

    /// <summary>Where figures and traces are sent by OpenTelemetry's protocol; null: nowhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>The time; null: that of the database's server where nodes share one, else this machine's.</summary>
    public TimeProvider? Clock { get; init; }
}
