using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.PullRequests;

/// <summary>An open pull request.</summary>
/// <param name="SeenAt">When its commit came.</param>
public sealed record Pull(PullSeen Seen, DateTimeOffset SeenAt, long StreamVersion)
{
    public string Key => KeyOf(Seen.Host, Seen.Repository, Seen.Number);

    public static string KeyOf(string host, string repository, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}/{repository}/{number}");
}

/// <summary>The open pull requests that code hosts told of.</summary>
public sealed class PullProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pull> _open = new(StringComparer.Ordinal);

    public IReadOnlyList<Pull> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Values.OrderBy(static p => p.Key, StringComparer.Ordinal)];
            }
        }
    }

    public Pull? Find(string key)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(key);
        }
    }

    public void Apply(LedgerEntry entry)
    {
        if (PullEvents.Seen.Is(entry))
        {
            var seen = PullEvents.Seen.Read(entry);
            lock (_lock)
            {
                var key = Pull.KeyOf(seen.Host, seen.Repository, seen.Number);
                var at = _open.TryGetValue(key, out var known) && known.Seen.Head == seen.Head ? known.SeenAt : entry.RecordedAt;
                _open[key] = new Pull(seen, at, entry.Version);
            }
        }
        else if (PullEvents.Ended.Is(entry))
        {
            var ended = PullEvents.Ended.Read(entry);
            lock (_lock)
            {
                _open.Remove(Pull.KeyOf(ended.Host, ended.Repository, ended.Number));
            }
        }
    }
}
