using Turnpike.Ledger;

namespace Turnpike.Server.Pages;

/// <summary>How far back time travel goes.</summary>
internal sealed class FirstPush(EventLedger ledger)
{
    private DateTimeOffset? _at;

    /// <summary>When the ledger begins; the beginning of time where it is empty.</summary>
    public async Task<DateTimeOffset> AtAsync(CancellationToken cancellationToken)
    {
        if (_at is null)
        {
            await foreach (var entry in ledger.ReadAsync(0, cancellationToken))
            {
                _at = entry.RecordedAt;
                break;
            }
        }

        return _at ?? DateTimeOffset.UnixEpoch;
    }
}
