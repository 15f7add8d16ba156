using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Inventory;

namespace Turnpike.Server.Estate;

/// <summary>Loads what was pushed elsewhere before somebody asks for it.</summary>
internal sealed partial class EstateReady(EstateInventory inventory, JoinedIndexes joined, ILogger<EstateReady> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, TimeProvider.System);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await inventory.AtAsync(null, stoppingToken);
                await joined.NowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away, or content that is damaged, is told to whoever asks; the next round tries again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFault(log, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The estate could not be loaded; trying again.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
