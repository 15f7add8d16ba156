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

    /// <summary>The tool that made what is unmanaged; <see cref="JoinedIndex.ByHand"/> where none is known.</summary>
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

/// <summary>A joined estate made ready to be filtered and counted, without touching a document. Immutable.</summary>
public sealed class JoinedIndex
{
    public const string ByHand = "hand";

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
            Of(JoinedDimension.MadeBy).Add(resource.Status == JoinedStatus.Unmanaged ? resource.MadeBy?.Tool ?? ByHand : "");
            texts.Write(Encoding.UTF8.GetBytes(TextOf(resource).ToLowerInvariant()));
            _ends[i] = (int)texts.Length;
        }

        _texts = texts.ToArray();
    }

    public JoinedEstate Estate => _estate;

    /// <summary>Every value that a dimension has, in order.</summary>
    public IReadOnlyList<string> Values(JoinedDimension dimension) => [.. Of(dimension).Names.Where(static n => n.Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>Of what matches, whatever its status.</summary>
    public StatusCounts Count(JoinedFilter filter)
    {
        var counts = new StatusCounts();
        foreach (var at in Matching(filter with { Status = null }))
        {
            counts.Add(_statuses[at]);
        }

        return counts;
    }

    /// <summary>Of what matches, whatever its status, by a dimension; what is most amiss first, then what there is most of.</summary>
    public IReadOnlyList<(string Value, StatusCounts Counts)> Count(JoinedFilter filter, JoinedDimension dimension)
    {
        var by = Of(dimension);
        var counts = new StatusCounts?[by.Names.Count];
        foreach (var at in Matching(filter with { Status = null }))
        {
            (counts[by.Values[at]] ??= new StatusCounts()).Add(_statuses[at]);
        }

        return [.. counts.Index().Where(static c => c.Item is not null).Select(c => (by.Names[c.Index], c.Item!.Value))
            .OrderByDescending(static c => c.Value.Amiss).ThenByDescending(static c => c.Value.Total).ThenBy(static c => c.Item1, StringComparer.Ordinal)];
    }

    /// <summary>What is amiss first, what is unknown next; by scope and address; and how many match in all.</summary>
    public (IReadOnlyList<JoinedResource> Items, int Total) Find(JoinedFilter filter, int skip, int take)
    {
        var matching = Matching(filter).ToList();
        return ([.. matching.OrderBy(at => _statuses[at] switch { JoinedStatus.InSync => 2, JoinedStatus.Unknown => 1, _ => 0 }).Skip(skip).Take(take).Select(_estate.At)], matching.Count);
    }

    private IEnumerable<int> Matching(JoinedFilter filter)
    {
        var wanted = new List<(List<int> Values, int Value)>();
        foreach (var (dimension, value) in filter.Values)
        {
            if (!Of(dimension).TryFind(value, out var number))
            {
                return [];
            }

            wanted.Add((Of(dimension).Values, number));
        }

        var text = string.IsNullOrWhiteSpace(filter.Text) ? null : Encoding.UTF8.GetBytes(filter.Text.Trim().ToLowerInvariant());
        return Enumerable.Range(0, _statuses.Length).Where(at =>
            (filter.Status is not { } status || _statuses[at] == status) && wanted.TrueForAll(w => w.Values[at] == w.Value) && (text is null || Text(at).IndexOf(text) >= 0));
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
