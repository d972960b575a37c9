using IqWorkflows.Casework;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Hosting;

/// <summary>Delivers what comes into the inbox at once. Were it missing, Quartz's knock would do the same a little later.</summary>
internal sealed class InboxListening(DeliverInbox inbox, IqRuntime runtime, ILogger<InboxListening> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await inbox.ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (WriterStoppedException)
            {
                return;
            }
            catch (Exception exception) // whatever it was, what comes in must go on being delivered
            {
                if (exception is DatabaseUnavailableException)
                    logger.DatabaseUnavailable(exception);
                else
                    logger.JobFailed("inbox", exception);
                await Task.Delay(s_pause, runtime.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
