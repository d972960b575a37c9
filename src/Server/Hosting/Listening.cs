using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Hosting;

/// <summary>Does work of one kind as soon as there is some. Were it missing, Quartz's knock would have the same done a little later.</summary>
/// <param name="job">Its name in the log.</param>
/// <param name="listen">Works until it is cancelled.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Is told what fails.</param>
internal sealed class Listening(string job, Func<CancellationToken, Task> listen, TimeProvider clock, ILogger<Listening> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (WriterStoppedException)
            {
                return;
            }
            catch (Exception exception) // whatever it was, what comes in must go on being done
            {
                if (exception is DatabaseTroubleException)
                    logger.DatabaseUnavailable(exception.GetBaseException().Message);
                else
                    logger.JobFailed(job, exception);
                await Task.Delay(s_pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
