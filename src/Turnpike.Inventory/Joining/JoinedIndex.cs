using System.Text;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>By what joined resources are filtered and counted.</summary>
public enum JoinedDimension
{
    /// <summary>With its provider: <c>aws/123456789012</c>.</summary>
    Account,
    Region,

    /// <summary>As its source calls it, such as <c>ec2</c>; the kind of an object of Kubernetes.</summary>
    Service,
    Type,
    Owner,

    /// <summary>The tool that made what is unmanaged; <see cref="JoinedEstate.ByHand"/> where none is known.</summary>
    MadeBy,
}

/// <summary>How many resources have each status.</summary>
public readonly struct StatusCounts()
{
    private readonly int[] _counts = new int[Enum.GetValues<JoinedStatus>().Length];

    public int this[JoinedStatus status] => _counts[(int)status];

    public int Total => _counts.Sum();

    /// <summary>All that is not as it should be, or not known to be.</summary>
    public int Amiss => Total - this[JoinedStatus.InSync];

    internal void Add(JoinedStatus status) => _counts[(int)status]++;
}

/// <summary>Which joined resources; what is not said lets every one through.</summary>
/// <param name="Text">In the key, the id or the name, whatever the case.</param>
public sealed record JoinedFilter(JoinedStatus? Status, IReadOnlyDictionary<JoinedDimension, string> Values, string? Text)
{
    public static JoinedFilter All { get; } = new(null, new Dictionary<JoinedDimension, string>(), null);
}

/// <summary>What a filter lets through.</summary>
/// <param name="Counts">Whatever its status.</param>
/// <param name="Groups">The same by a dimension; what is most amiss first, then what there is most of.</param>
/// <param name="Items">With the status: what is amiss first, what is unknown next; by scope and address.</param>
/// <param name="Total">How many there are of these.</param>
public sealed record JoinedAnswer(StatusCounts Counts, IReadOnlyList<(string Value, StatusCounts Counts)> Groups, IReadOnlyList<JoinedResource> Items, int Total);

/// <summary>A joined estate made ready to be filtered and counted, without touching a document. Immutable.</summary>
public sealed class JoinedIndex
{
    private readonly JoinedEstate _estate;
    private readonly JoinedStatus[] _statuses;
    private readonly Dimension[] _dimensions = [.. Enum.GetValues<JoinedDimension>().Select(static _ => new Dimension())];

    // What of each may be asked for by text, in small letters, one after the other.
    private readonly byte[] _texts;
    private readonly int[] _ends;

    /// <param name="ownerOf">Null for nobody.</param>
    public JoinedIndex(JoinedEstate estate, Func<JoinedResource, string?> ownerOf, CancellationToken cancellationToken = default)
    {
        _estate = estate;
        _statuses = new JoinedStatus[estate.Count];
        _ends = new int[estate.Count];
        var services = ServicesOf(estate);
        using var texts = new MemoryStream();
        for (var i = 0; i < estate.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var resource = estate.At(i);
            _statuses[i] = resource.Status;
            Of(JoinedDimension.Account).Add($"{resource.Place.Provider}{(resource.Place.Account.Length == 0 ? "" : "/" + resource.Place.Account)}");
            Of(JoinedDimension.Region).Add(resource.Place.Region);
            Of(JoinedDimension.Service).Add(ServiceOf(resource, services));
            Of(JoinedDimension.Type).Add(resource.Row.Type);
            Of(JoinedDimension.Owner).Add(ownerOf(resource) ?? "");
            Of(JoinedDimension.MadeBy).Add(resource.Maker ?? "");
            texts.Write(Encoding.UTF8.GetBytes(TextOf(resource).ToLowerInvariant()));
            _ends[i] = (int)texts.Length;
        }

        _texts = texts.ToArray();
    }

    public JoinedEstate Estate => _estate;

    /// <summary>Every value that a dimension has, in order.</summary>
    public IReadOnlyList<string> Values(JoinedDimension dimension) => [.. Of(dimension).Names.Where(static n => n.Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>What matches, counted and in order; in one pass over the numbers.</summary>
    /// <param name="by">By what it is counted.</param>
    public JoinedAnswer Ask(JoinedFilter filter, JoinedDimension by, int skip, int take)
    {
        var all = new StatusCounts();
        var groups = new StatusCounts?[Of(by).Names.Count];
        List<int>[] found = [[], [], []];
        if (Wanted(filter) is { } wanted)
        {
            var text = string.IsNullOrWhiteSpace(filter.Text) ? null : Encoding.UTF8.GetBytes(filter.Text.Trim().ToLowerInvariant());
            var values = Of(by).Values;
            for (var at = 0; at < _statuses.Length; at++)
            {
                if (!IsWanted(wanted, at) || (text is not null && Text(at).IndexOf(text) < 0))
                {
                    continue;
                }

                all.Add(_statuses[at]);
                (groups[values[at]] ??= new StatusCounts()).Add(_statuses[at]);
                if (filter.Status is not { } status || _statuses[at] == status)
                {
                    found[_statuses[at] switch { JoinedStatus.InSync => 2, JoinedStatus.Unknown => 1, _ => 0 }].Add(at);
                }
            }
        }

        return new JoinedAnswer(
            all,
            [.. groups.Index().Where(static g => g.Item is not null).Select(g => (Of(by).Names[g.Index], g.Item!.Value))
                .OrderByDescending(static g => g.Value.Amiss).ThenByDescending(static g => g.Value.Total).ThenBy(static g => g.Item1, StringComparer.Ordinal)],
            [.. found.SelectMany(static f => f).Skip(skip).Take(take).Select(_estate.At)],
            found.Sum(static f => f.Count));
    }

    // Null where a value is none that anything has.
    private List<(List<int> Values, int Value)>? Wanted(JoinedFilter filter)
    {
        var wanted = new List<(List<int>, int)>();
        foreach (var (dimension, value) in filter.Values)
        {
            if (!Of(dimension).TryFind(value, out var number))
            {
                return null;
            }

            wanted.Add((Of(dimension).Values, number));
        }

        return wanted;
    }

    private static bool IsWanted(List<(List<int> Values, int Value)> wanted, int at)
    {
        foreach (var (values, value) in wanted)
        {
            if (values[at] != value)
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Text(int at) => _texts.AsSpan((at == 0 ? 0 : _ends[at - 1]).._ends[at]);

    private Dimension Of(JoinedDimension dimension) => _dimensions[(int)dimension];

    private static string TextOf(JoinedResource resource)
    {
        var text = new StringBuilder();
        foreach (var row in new[] { resource.Row, resource.Observed }.OfType<ResourceRow>().Distinct())
        {
            text.Append(row.Key).Append('\n').Append(row.Id).Append('\n').Append(row.Name).Append('\n');
        }

        return text.ToString();
    }

    // Which service shows a type: what was not seen is counted where it would be.
    private static Dictionary<(string Provider, string Type), string> ServicesOf(JoinedEstate estate)
    {
        var services = new Dictionary<(string, string), string>();
        foreach (var (scope, source) in estate.Coverage.Sources)
        {
            var provider = ResourcePlace.OfPart(scope, source.Source).Provider;
            foreach (var type in source.Items.SelectMany(static i => i.Types))
            {
                services.TryAdd((provider, type), After(source.Source));
            }
        }

        return services;
    }

    private static string ServiceOf(JoinedResource resource, Dictionary<(string, string), string> services) =>
        resource.Row.IsKubernetes ? resource.Row.Type[(resource.Row.Type.LastIndexOf('/') + 1)..]
        : resource.Observed is { } observed ? After(observed.Source)
        : services.GetValueOrDefault((resource.Place.Provider, ResourcePlace.TypeOf(resource.Row.Type)), "");

    private static string After(string source) => source[(source.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Each value by its number, in the order in which it came.</summary>
    private sealed class Dimension
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public List<int> Values { get; } = [];

        public void Add(string value)
        {
            if (!_numbers.TryGetValue(value, out var number))
            {
                _numbers[value] = number = Names.Count;
                Names.Add(value);
            }

            Values.Add(number);
        }

        public bool TryFind(string value, out int number) => _numbers.TryGetValue(value, out number);
    }
}
