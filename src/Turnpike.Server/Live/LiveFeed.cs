using System.Threading.Channels;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Live;

/// <summary>Hands each entry, as the node learns of it, to everybody who listens: one reader of the ledger for any number of them.</summary>
internal sealed class LiveFeed : IProjection
{
    /// <summary>Entries that wait for a slow listener before it is let go; it comes back and reads on from where it was.</summary>
    public const int Buffer = 512;

    public const int MaxListeners = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<Channel<LedgerEntry>> _listeners = [];

    /// <summary>How often silence is broken, and the caller looked at again.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _listeners.Count;
            }
        }
    }

    public void Apply(LedgerEntry entry)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
            {
                // Full: the listener reads what is there, and then that it is over.
                if (!listener.Writer.TryWrite(entry))
                {
                    listener.Writer.TryComplete();
                }
            }
        }
    }

    /// <summary>What comes from now on. Null where too many listen.</summary>
    public LiveListener? Listen()
    {
        var channel = Channel.CreateBounded<LedgerEntry>(new BoundedChannelOptions(Buffer) { SingleReader = true });
        lock (_lock)
        {
            return _listeners.Count < MaxListeners && _listeners.Add(channel) ? new LiveListener(this, channel) : null;
        }
    }

    internal void Forget(Channel<LedgerEntry> channel)
    {
        lock (_lock)
        {
            _listeners.Remove(channel);
        }
    }
}

/// <summary>One who listens, until disposed.</summary>
internal sealed class LiveListener(LiveFeed feed, Channel<LedgerEntry> channel) : IDisposable
{
    /// <summary>Ends after a listener was too slow.</summary>
    public ChannelReader<LedgerEntry> Entries => channel.Reader;

    public void Dispose() => feed.Forget(channel);
}
