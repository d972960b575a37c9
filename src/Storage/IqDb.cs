using System.Text;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Calendars;
using IqWorkflows.Storage.CaseEvents;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Documents;
using IqWorkflows.Storage.Drafts;
using IqWorkflows.Storage.Desk;
using IqWorkflows.Storage.Http;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Jobs;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Migrations;
using IqWorkflows.Storage.Nodes;
using IqWorkflows.Storage.Requests;
using IqWorkflows.Storage.Settings;
using IqWorkflows.Storage.Rules;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Takeovers;
using IqWorkflows.Storage.Tasks;
using IqWorkflows.Storage.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IqWorkflows.Storage;

/// <summary>All tables. Names are lower case with underscores, so that SQL written by hand needs no quotes on any database.</summary>
public sealed class IqDb(DbContextOptions<IqDb> options) : DbContext(options)
{
    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<DrawingRow> Drawings => Set<DrawingRow>();

    public DbSet<ProgramRow> Programs => Set<ProgramRow>();

    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();

    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<StepRow> Steps => Set<StepRow>();

    public DbSet<InstanceMoveRow> InstanceMoves => Set<InstanceMoveRow>();

    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    public DbSet<BulkDispatchRow> BulkDispatches => Set<BulkDispatchRow>();

    public DbSet<TimerRow> Timers => Set<TimerRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<HttpCallRow> HttpCalls => Set<HttpCallRow>();

    public DbSet<HttpAnswerRow> HttpAnswers => Set<HttpAnswerRow>();

    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    public DbSet<JobClaimRow> JobClaims => Set<JobClaimRow>();

    public DbSet<PausedJobRow> PausedJobs => Set<PausedJobRow>();

    public DbSet<IncidentDecisionRow> IncidentDecisions => Set<IncidentDecisionRow>();

    public DbSet<UploadRow> Uploads => Set<UploadRow>();

    public DbSet<UploadContentRow> UploadContents => Set<UploadContentRow>();

    public DbSet<CaseDraftRow> CaseDrafts => Set<CaseDraftRow>();

    public DbSet<RuleOverrideRow> RuleOverrides => Set<RuleOverrideRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<MessageAttemptRow> MessageAttempts => Set<MessageAttemptRow>();

    public DbSet<FailedItemRow> FailedItems => Set<FailedItemRow>();

    public DbSet<LadderRow> Ladders => Set<LadderRow>();

    public DbSet<RungRow> Rungs => Set<RungRow>();

    public DbSet<CaseWatchRow> CaseWatches => Set<CaseWatchRow>();

    public DbSet<StalledMarkRow> StalledMarks => Set<StalledMarkRow>();

    public DbSet<StaffListRow> StaffLists => Set<StaffListRow>();

    public DbSet<RetentionRow> RetentionCandidates => Set<RetentionRow>();

    public DbSet<AcknowledgedRequestRow> AcknowledgedRequests => Set<AcknowledgedRequestRow>();

    public DbSet<CaseTaskRow> CaseTasks => Set<CaseTaskRow>();

    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();

    public DbSet<CaseDeadlineRow> Deadlines => Set<CaseDeadlineRow>();

    public DbSet<DeadlineWaitRow> DeadlineWaits => Set<DeadlineWaitRow>();

    public DbSet<DeadlineClockEventRow> DeadlineClockEvents => Set<DeadlineClockEventRow>();

    public DbSet<CentreRow> Centres => Set<CentreRow>();

    public DbSet<StaffRow> Staff => Set<StaffRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CaseKeyRow> CaseKeys => Set<CaseKeyRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<HandOverRow> HandOvers => Set<HandOverRow>();

    public DbSet<HandOverCaseRow> HandOverCases => Set<HandOverCaseRow>();

    public DbSet<CalendarLinkRow> CalendarLinks => Set<CalendarLinkRow>();

    public DbSet<TakeoverRow> Takeovers => Set<TakeoverRow>();

    public DbSet<TakeoverLineRow> TakeoverLines => Set<TakeoverLineRow>();

    public DbSet<CaseAccessRow> CaseAccesses => Set<CaseAccessRow>();

    public DbSet<CaseOpeningRow> CaseOpenings => Set<CaseOpeningRow>();

    public DbSet<AccountChangeRow> AccountChanges => Set<AccountChangeRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<MemoryRow> Memories => Set<MemoryRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither compare nor sort a DateTimeOffset; ticks are the same everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        if (Database.IsNpgsql())
        {
            configurationBuilder.Properties<string>().UseCollation(SharedMigration.Collation);
            configurationBuilder.Properties<Enum>().UseCollation(SharedMigration.Collation);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IqDb).Assembly);
        foreach (var table in modelBuilder.Model.GetEntityTypes())
        {
            table.SetTableName(Underscored(table.GetTableName()!)); // every type here is a table
            foreach (var column in table.GetProperties())
            {
                column.SetColumnName(Underscored(column.Name));
                // SQLite counts up without AUTOINCREMENT too, and then keeps no table of last numbers that every insert would have to write.
                if (column.ClrType == typeof(long))
                    column.SetValueGenerationStrategy(SqliteValueGenerationStrategy.None);
            }
            foreach (var key in table.GetKeys())
                key.SetName("pk_" + table.GetTableName());
            foreach (var index in table.GetIndexes())
                index.SetDatabaseName(index.Name ?? $"ix_{table.GetTableName()}_{string.Join('_', index.Properties.Select(column => column.GetColumnName()))}");
        }
    }

    private static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
