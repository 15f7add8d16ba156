using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Operations.Retention;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server.Operations;

/// <summary>What an installation does by itself, whatever it is used for. Times are in UTC.</summary>
internal static class UpkeepJobs
{
    private static readonly TimeSpan s_keepDelivered = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_keepDead = TimeSpan.FromDays(30);

    public static IReadOnlyList<ScheduledJob> All { get; } =
    [
        new("remind-of-exceptions", "Records a reminder for each exception that ends soon.", "0 10 * * * ?", static async (services, cancellationToken) =>
        {
            var reminders = await services.GetRequiredService<RemindOfExceptions>().RunAsync(cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{reminders.Count} reminders");
        }),
        new("sign-checkpoint", "Writes a signed checkpoint into the ledger where there is something new.", "0 0 * * * ?", static async (services, cancellationToken) =>
        {
            var checkpoint = await services.GetRequiredService<SignCheckpoint>().RunAsync(cancellationToken);
            return checkpoint is null ? "nothing new" : string.Create(CultureInfo.InvariantCulture, $"signed {checkpoint.Size} entries");
        }),
        new("retire-attachments", "Deletes attachments that the retention no longer keeps.", "0 40 3 * * ?", static async (services, cancellationToken) =>
        {
            var retired = await services.GetRequiredService<RetireAttachments>().RunAsync(cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{retired} attachments");
        }),
        new("forget-expired", "Forgets sessions, links, half sign-ins and answered requests whose time is over.", "0 30 3 * * ?", static async (services, cancellationToken) =>
        {
            var forgotten = await services.GetRequiredService<ForgetExpired>().RunAsync(cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{forgotten} rows");
        }),
        new("trim-webhooks", "Forgets deliveries that ended long ago.", "0 20 3 * * ?", static async (services, cancellationToken) =>
        {
            var trimmed = await services.GetRequiredService<WebhookQueue>().TrimAsync(s_keepDelivered, s_keepDead, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{trimmed} deliveries");
        }),
    ];
}
