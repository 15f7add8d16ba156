using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>
/// The answers of all resources at once. Those of neighbours spread from what has an answer, a step at a time, over what has
/// none: the nearest wins, equally near ones that disagree leave it open, and what everything hangs on neither hands on nor takes.
/// </summary>
internal sealed class OwnershipTables
{
    public const int MaxSteps = 4;

    private const int None = -1;
    private const int Disputed = -2;

    private readonly Dictionary<OwnershipQuestion, Column> _columns = [];

    private sealed class Column(int count)
    {
        public string?[] Values { get; } = new string?[count];

        public OwnershipSource[] Sources { get; } = new OwnershipSource[count];

        /// <summary>By whom a neighbour's answer came.</summary>
        public int[] Via { get; } = new int[count];
    }

    /// <param name="neighbours">Null where these are not asked.</param>
    public static OwnershipTables Of(JoinedEstate estate, Func<JoinedResource, OwnershipQuestion, OwnershipAnswer?> own, NeighbourGraph? neighbours)
    {
        var tables = new OwnershipTables();

        // The same few names stand for all: each is kept once.
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in Enum.GetValues<OwnershipQuestion>())
        {
            tables._columns[question] = new Column(estate.Count);
        }

        for (var i = 0; i < estate.Count; i++)
        {
            var resource = estate.At(i);
            foreach (var (question, column) in tables._columns)
            {
                column.Via[i] = None;
                if (own(resource, question) is { } answer)
                {
                    (column.Values[i], column.Sources[i]) = (values.TryGetValue(answer.Value, out var known) ? known : values[answer.Value] = answer.Value, answer.Source);
                }
            }
        }

        if (neighbours is not null)
        {
            foreach (var column in tables._columns.Values)
            {
                Spread(column, neighbours);
            }
        }

        return tables;
    }

    public static double ConfidenceAt(int steps) => 0.5 * Math.Pow(0.75, steps - 1);

    public string? Value(OwnershipQuestion question, int index) => _columns[question].Values[index];

    public OwnershipSource Source(OwnershipQuestion question, int index) => _columns[question].Sources[index];

    /// <summary>Nothing but neighbours say it, or nothing does.</summary>
    public bool IsUnsaid(OwnershipQuestion question, int index) => Value(question, index) is null || Source(question, index) == OwnershipSource.Neighbour;

    /// <summary>The neighbours by which an answer came, the nearest first, the one who has it last; empty where it is its own.</summary>
    public IReadOnlyList<int> Way(OwnershipQuestion question, int index)
    {
        var way = new List<int>();
        for (var at = _columns[question].Via[index]; at >= 0 && way.Count < MaxSteps; at = _columns[question].Via[at])
        {
            way.Add(at);
        }

        return way;
    }

    private static void Spread(Column column, NeighbourGraph graph)
    {
        var via = column.Via;
        var wave = new List<int>();
        for (var i = 0; i < via.Length; i++)
        {
            if (column.Values[i] is not null && !graph.IsHub(i))
            {
                wave.Add(i);
            }
        }

        var reached = new Dictionary<int, (string? Value, int Via)>();
        for (var step = 1; step <= MaxSteps && wave.Count > 0; step++)
        {
            reached.Clear();
            foreach (var from in wave)
            {
                var value = via[from] == Disputed ? null : column.Values[from];
                foreach (var to in graph.Of(from))
                {
                    if (column.Values[to] is not null || via[to] != None || graph.IsHub(to))
                    {
                        continue;
                    }

                    reached[to] = !reached.TryGetValue(to, out var other) ? (value, from)
                        : value is not null && string.Equals(other.Value, value, StringComparison.OrdinalIgnoreCase) ? other
                        : (null, from);
                }
            }

            wave.Clear();
            foreach (var (at, (value, from)) in reached)
            {
                wave.Add(at);
                via[at] = value is null ? Disputed : from;
                if (value is not null)
                {
                    (column.Values[at], column.Sources[at]) = (value, OwnershipSource.Neighbour);
                }
            }

            wave.Sort();
        }
    }
}
