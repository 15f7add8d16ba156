using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

/// <summary>
/// Records a reminder for each exception that has come nearer to its end than a threshold of which its owner was not told.
/// Who sends messages follows the ledger; on several nodes each reminder is recorded once.
/// </summary>
public sealed class RemindOfExceptions(ProjectionFollower follower, ExceptionProjection exceptions, TimeProvider time)
{
    /// <summary>Days before the end, the furthest first.</summary>
    public static IReadOnlyList<int> Thresholds { get; } = [30, 14, 7, 1];

    /// <returns>The reminders recorded by this call.</returns>
    public async Task<IReadOnlyList<ExceptionReminded>> RunAsync(CancellationToken cancellationToken = default)
    {
        await follower.CatchUpAsync(cancellationToken);
        var recorded = new List<ExceptionReminded>();
        foreach (var exception in exceptions.All())
        {
            if (Due(exception, time.GetUtcNow()) is { } days && await RecordAsync(exception, days, cancellationToken) is { } reminder)
            {
                recorded.Add(reminder);
            }
        }

        return recorded;
    }

    /// <summary>The nearest threshold that is reached and not yet told; null for none. One that began inside it is not told of it.</summary>
    internal static int? Due(PolicyException exception, DateTimeOffset now)
    {
        if (exception.StateAt(now) != ExceptionState.Active)
        {
            return null;
        }

        var left = exception.Expires - now;
        var lasts = exception.Expires - exception.GrantedAt;
        var reached = Thresholds.Where(days => left <= TimeSpan.FromDays(days) && lasts > TimeSpan.FromDays(days)).Select(days => (int?)days).LastOrDefault();
        return reached < (exception.LastReminder ?? int.MaxValue) ? reached : null;
    }

    private async Task<ExceptionReminded?> RecordAsync(PolicyException exception, int days, CancellationToken cancellationToken)
    {
        var reminder = new ExceptionReminded(exception.Id, days, exception.Expires);

        // A stream for each reminder: the second node that tries finds it taken.
        var stream = new StreamName($"exception/{exception.Id}/reminder/{days}/{exception.Expires:yyyyMMddHHmmss}");
        var result = await follower.AppendAsync(stream, ExpectedVersion.None, [ExceptionEvents.Reminded.Draft(reminder, "turnpike")], cancellationToken);
        return result is AppendResult.Appended ? reminder : null;
    }
}
