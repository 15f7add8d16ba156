using System.Text.RegularExpressions;
using Turnpike.Connectors.Aws.Client;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>How far each call of a part got, over all the times that it was made.</summary>
internal sealed partial class CoverageLog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether any list could be read, even in part.</summary>
    public bool HasRead { get; private set; }

    public void Read(string what, IEnumerable<string> types, bool isList = false)
    {
        lock (_lock)
        {
            Of(what, types).Read++;
            HasRead |= isList;
        }
    }

    /// <param name="isPartial">Some of it had been read before.</param>
    public void Failed(string what, IEnumerable<string> types, AwsFault fault, bool isPartial = false)
    {
        lock (_lock)
        {
            var entry = Of(what, types);
            entry.Read += isPartial ? 1 : 0;
            HasRead |= isPartial;

            // The worst of many is told, whichever came first.
            if (entry.Fault is not { } known || string.CompareOrdinal(known.Code + known.Message, fault.Code + fault.Message) > 0)
            {
                entry.Fault = fault;
            }
        }
    }

    public IReadOnlyList<Coverage> ToList()
    {
        lock (_lock)
        {
            return [.. _entries.Select(e => new Coverage(e.Key, Status(e.Value), [.. e.Value.Types], e.Value.Fault is { } fault ? Stable(fault.Says()) : null))];
        }
    }

    private static CoverageStatus Status(Entry entry) => entry.Fault?.Kind switch
    {
        null => CoverageStatus.Read,
        _ when entry.Read > 0 => CoverageStatus.Partial,
        FaultKind.Denied or FaultKind.Expired => CoverageStatus.Denied,
        FaultKind.Unsupported => CoverageStatus.Unsupported,
        _ => CoverageStatus.Failed,
    };

    // EC2 encodes each refusal anew, and some messages hold the request's id: the same refusal must be the same bytes.
    private static string Stable(string message) =>
        RequestIds().Replace(EncodedMessage().Replace(message, ""), "…").Trim();

    [GeneratedRegex(@"\s*Encoded authorization failure message: \S+")]
    private static partial Regex EncodedMessage();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex RequestIds();

    private Entry Of(string what, IEnumerable<string> types)
    {
        var entry = _entries.TryGetValue(what, out var known) ? known : _entries[what] = new Entry();
        entry.Types.UnionWith(types);
        return entry;
    }

    private sealed class Entry
    {
        public int Read { get; set; }

        public AwsFault? Fault { get; set; }

        public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);
    }
}
