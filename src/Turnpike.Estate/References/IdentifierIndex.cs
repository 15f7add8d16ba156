using System.Buffers;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>Finds resources by the ids, ARNs and names that other resources' attributes hold.</summary>
internal sealed class IdentifierIndex
{
    /// <summary>What more than so many resources share identifies none of them.</summary>
    public const int MaxSharing = 8;

    private static readonly string[] s_identifiers = ["id", "arn", "self_link"];
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly IReadOnlyDictionary<string, IReadOnlyList<NamedReference>> _named;
    private readonly Lazy<Dictionary<string, List<Resource>>> _byIdentifier;
    private readonly IReadOnlyDictionary<string, List<Resource>> _byType;
    private readonly Dictionary<(string Type, string Attribute), Dictionary<string, List<Resource>>> _byName = [];

    public IdentifierIndex(
        IReadOnlyDictionary<string, List<Resource>> byType,
        IReadOnlyDictionary<string, IReadOnlyList<NamedReference>> named)
    {
        _named = named;
        _byType = byType;
        _byIdentifier = new(IndexIdentifiers);
    }

    /// <summary>What a string in an attribute refers to; empty if it is no identifier that is known here.</summary>
    /// <param name="attribute">The nearest key above the string.</param>
    public IReadOnlyList<Resource> Find(Resource from, string attribute, string value)
    {
        if (_named.TryGetValue(attribute, out var named))
        {
            foreach (var reference in named)
            {
                // What names the type elsewhere is the type's own name on itself.
                var isOwnName = reference.ToType == from.Type && reference.By.Contains(attribute);
                if ((reference.FromType is null ? !isOwnName : reference.FromType == from.Type) && FindNamed(reference, value, from) is { Count: > 0 and <= MaxSharing } found)
                {
                    return found;
                }
            }
        }

        if (!LooksLikeIdentifier(attribute, value) || !_byIdentifier.Value.TryGetValue(value, out var byIdentifier))
        {
            return [];
        }

        // An id is one thing's wherever it stands: another scope manages what this one only reads.
        var few = byIdentifier.Count <= MaxSharing ? byIdentifier : Near(byIdentifier, from);
        return few.Count <= MaxSharing ? Near(Owners(few, from), from) : [];
    }

    /// <summary>Resources of a type by a known string in one of their attributes; those of the asking scope where it has any.</summary>
    public List<Resource> FindBy(string type, string attribute, string value, Resource from)
    {
        Dictionary<string, List<Resource>>? index;
        lock (_byName)
        {
            if (!_byName.TryGetValue((type, attribute), out index))
            {
                index = IndexBy(type, attribute);
                _byName.Add((type, attribute), index);
            }
        }

        return index.TryGetValue(value, out var found) ? Near(found, from) : [];
    }

    /// <summary>What one scope calls by a name that others use too is its own.</summary>
    public static List<Resource> Near(List<Resource> found, Resource from)
    {
        if (found.Count < 2)
        {
            return found;
        }

        var near = found.FindAll(r => r.Id.Scope.ToString() == from.Id.Scope.ToString());
        return near.Count == 0 ? found : near;
    }

    private List<Resource> FindNamed(NamedReference reference, string value, Resource from)
    {
        var found = new List<Resource>();
        foreach (var attribute in reference.By)
        {
            var byAttribute = FindBy(reference.ToType, attribute, value, from);
            if (byAttribute.Count > MaxSharing)
            {
                return [];
            }

            foreach (var resource in byAttribute)
            {
                if (!found.Contains(resource))
                {
                    found.Add(resource);
                }
            }
        }

        return found;
    }

    private Dictionary<string, List<Resource>> IndexBy(string type, string attribute)
    {
        var index = new Dictionary<string, List<Resource>>(StringComparer.Ordinal);
        foreach (var resource in _byType.TryGetValue(type, out var resources) ? resources : [])
        {
            if (NameIn((resource.Attributes as ObjectValue)?.Get(attribute)) is { } value)
            {
                Add(index, value, resource);
            }
        }

        return index;
    }

    /// <summary>What a value names by: a text, or a withheld text by its marker, which is equal where the text is.</summary>
    public static string? NameIn(Value? value) => value switch
    {
        StringValue text => text.Value,
        UnknownValue { Origin: UnknownOrigin.Withheld } withheld => withheld.Id,
        _ => null,
    };

    private Dictionary<string, List<Resource>> IndexIdentifiers()
    {
        var index = new Dictionary<string, List<Resource>>(StringComparer.Ordinal);
        foreach (var resources in _byType.Values)
        {
            foreach (var resource in resources)
            {
                AddIdentifiers(resource, index);
            }
        }

        return index;
    }

    private static void AddIdentifiers(Resource resource, Dictionary<string, List<Resource>> index)
    {
        if (resource.Attributes is not ObjectValue attributes)
        {
            return;
        }

        string? first = null;
        foreach (var name in s_identifiers)
        {
            if (NameIn(attributes.Get(name)) is { Length: > 0 } value && value != first)
            {
                Add(index, value, resource);
                first ??= value;
            }
        }
    }

    private static void Add(Dictionary<string, List<Resource>> index, string value, Resource resource)
    {
        if (!index.TryGetValue(value, out var list))
        {
            index.Add(value, list = new List<Resource>(1));
        }

        list.Add(resource);
    }

    // Satellites take their primary's id for their own (a bucket's policy has the bucket's id), and their types are
    // longer: aws_s3_bucket, aws_s3_bucket_policy. A data source stands for what is not managed here.
    private static List<Resource> Owners(List<Resource> candidates, Resource from)
    {
        if (candidates.Count == 1)
        {
            return ReferenceEquals(candidates[0], from) ? [] : candidates;
        }

        var owners = new List<Resource>();
        foreach (var candidate in candidates)
        {
            if (ReferenceEquals(candidate, from))
            {
                continue;
            }

            var order = owners.Count == 0 ? -1 : Rank(candidate).CompareTo(Rank(owners[0]));
            if (order < 0)
            {
                owners.Clear();
            }

            if (order <= 0)
            {
                owners.Add(candidate);
            }
        }

        // A satellite that names its own primary is longer than it; what is shorter than no candidate refers to nobody.
        return owners.Count > 0 && Rank(owners[0]).CompareTo(Rank(from)) > 0 && candidates.Contains(from) ? [] : owners;
    }

    private static (int Mode, int Length) Rank(Resource resource) => ((int)resource.Address.Mode, resource.Type.Length);

    private static bool LooksLikeIdentifier(string attribute, string value)
    {
        if (attribute.EndsWith("_id", StringComparison.Ordinal) || attribute.EndsWith("_ids", StringComparison.Ordinal)
            || value.Contains(':', StringComparison.Ordinal) || value.Contains('/', StringComparison.Ordinal))
        {
            return true;
        }

        // vpc-0a1b2c3d, sg-0123456789abcdef0
        var dash = value.LastIndexOf('-');
        return dash > 0 && value.Length - dash > 8 && !value.AsSpan(dash + 1).ContainsAnyExcept(s_hexadecimal);
    }
}
