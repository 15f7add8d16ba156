using Turnpike.Values;

namespace Turnpike.Estate.Joins;

/// <param name="Doubt">What would have to be known, where it may as well belong to another primary; else null.</param>
/// <param name="IsMany">It stands for any number of further ones of the same kind, all in doubt.</param>
internal readonly record struct JoinedSatellite(Join Join, Resource Satellite, UnknownValue? Doubt, bool IsMany);

/// <summary>The satellites of each resource in one model; worked out once for each primary type, when first asked for.</summary>
internal sealed class JoinIndex(EstateModel model, JoinTable joins)
{
    private const int MaxChain = 4;

    // Many resources of one name would make the join a product; a plan tells them apart by its references.
    private const int MaxNamesakes = 16;

    // Satellites in doubt are shown at each primary they may belong to; past this many, as one entry for any number.
    private const int MaxDoubts = 16;

    private static readonly Dictionary<Resource, List<JoinedSatellite>> s_none = [];

    private readonly Dictionary<string, Dictionary<Resource, List<JoinedSatellite>>> _byType = [];

    public IReadOnlyList<JoinedSatellite> SatellitesOf(Resource primary)
    {
        Dictionary<Resource, List<JoinedSatellite>>? index;
        lock (_byType)
        {
            if (!_byType.TryGetValue(primary.Type, out index))
            {
                index = Build(primary.Type);
                _byType.Add(primary.Type, index);
            }
        }

        return index.TryGetValue(primary, out var satellites) ? satellites : [];
    }

    private Dictionary<Resource, List<JoinedSatellite>> Build(string type)
    {
        if (!joins.ByPrimary.TryGetValue(type, out var ofType) || model.ListOf(type).Count == 0)
        {
            return s_none;
        }

        var index = new Dictionary<Resource, List<JoinedSatellite>>();
        foreach (var join in ofType)
        {
            var doubts = new Dictionary<Resource, int>();
            foreach (var satellite in model.ListOf(join.Satellite))
            {
                AddTo(index, satellite, join, doubts);
            }
        }

        return index;
    }

    private void AddTo(Dictionary<Resource, List<JoinedSatellite>> index, Resource satellite, Join join, Dictionary<Resource, int> doubts)
    {
        var (primaries, isCertain) = PrimariesOf(satellite, join, 0);
        var doubt = isCertain ? null : Doubt(satellite, join);
        foreach (var primary in primaries)
        {
            var count = 0;
            if (doubt is not null)
            {
                count = doubts.GetValueOrDefault(primary) + 1;
                doubts[primary] = count;
                if (count > MaxDoubts)
                {
                    continue;
                }
            }

            if (!index.TryGetValue(primary, out var list))
            {
                index.Add(primary, list = []);
            }

            list.Add(new JoinedSatellite(join, satellite, doubt, count == MaxDoubts));
        }
    }

    private static UnknownValue Doubt(Resource satellite, Join join) =>
        ValuePath.Of(join.Links[0].Attribute).Resolve(satellite.Attributes) as UnknownValue
        ?? new UnknownValue($"{satellite.UnknownName}/{join.Links[0].Attribute}", UnknownOrigin.Reference);

    private (IReadOnlyList<Resource> Primaries, bool IsCertain) PrimariesOf(Resource satellite, Join join, int depth)
    {
        var attribute = join.Links[0].Attribute;
        var path = ValuePath.Of(attribute);
        switch (path.Resolve(satellite.Attributes))
        {
            case null or NullValue:
                return ([], true);
            case StringValue { Value: var name }:
                var named = ByName(satellite, join, name);
                if (named.Count == 1)
                {
                    return (named, true);
                }

                var (referred, isSure) = ByReference(satellite, join, path, depth);
                return (isSure && referred.Count > 0 ? referred : named.Count > 0 ? named : referred, true);
            case UnknownValue { Origin: UnknownOrigin.Withheld } withheld when ByName(satellite, join, withheld.Id) is { Count: 1 } same:
                return (same, true);
            case ArrayValue { IsGround: true } names:
                return (ByNames(satellite, join, names), true);
            default:
                var (primaries, isDecided) = ByReference(satellite, join, path, depth);
                return isDecided ? (primaries, true) : (Candidates(satellite, join, primaries), false);
        }
    }

    private List<Resource> ByNames(Resource satellite, Join join, ArrayValue names)
    {
        var found = new List<Resource>();
        foreach (var item in names.Items)
        {
            if (item is StringValue { Value: var name })
            {
                found.AddRange(ByName(satellite, join, name));
            }
        }

        return found;
    }

    private List<Resource> ByName(Resource satellite, Join join, string name)
    {
        var found = new List<Resource>();
        foreach (var match in join.Links[0].Matches)
        {
            var candidates = model.Identifiers.FindBy(join.Of, match, name, satellite);
            for (var i = 0; i < candidates.Count && i < MaxNamesakes; i++)
            {
                var candidate = candidates[i];
                if (!found.Contains(candidate) && Agrees(satellite, candidate, join))
                {
                    found.Add(candidate);
                }
            }
        }

        // Two roots may use one name, as two accounts do; then the satellite is of its own root.
        if (found.Count > 1)
        {
            var root = model.RootOf(satellite);
            var near = found.FindAll(r => ReferenceEquals(model.RootOf(r), root));
            return near.Count > 0 ? near : found;
        }

        return found;
    }

    private static bool Agrees(Resource satellite, Resource candidate, Join join)
    {
        for (var i = 1; i < join.Links.Count; i++)
        {
            var said = (satellite.Attributes as ObjectValue)?.Get(join.Links[i].Attribute);
            if (said is not { IsGround: true, Kind: not ValueKind.Null })
            {
                continue;
            }

            foreach (var match in join.Links[i].Matches)
            {
                if ((candidate.Attributes as ObjectValue)?.Get(match) is { IsGround: true, Kind: not ValueKind.Null } value && !value.Equals(said))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Decided: these and no other. Else they are the only ones it may be; none says that it may be any.</summary>
    private (IReadOnlyList<Resource> Primaries, bool IsDecided) ByReference(Resource satellite, Join join, ValuePath path, int depth)
    {
        var refs = model.Refs(satellite, path);
        var primaries = new List<Resource>();
        var isChainOpen = false;
        var (refersToManaged, refersToOther) = (false, false);
        foreach (var to in refs.Certain.Concat(refs.Possible))
        {
            refersToManaged |= to.Address.Mode == Identity.ResourceMode.Managed;
            refersToOther |= to.Type != join.Of && joins.BySatellite[satellite.Type].Any(j => j.Of == to.Type);
            if (to.Type == join.Of && to.Address.Mode == Identity.ResourceMode.Managed)
            {
                AddOnce(primaries, to);
            }
            else if (depth < MaxChain && joins.BySatellite.TryGetValue(to.Type, out var chained))
            {
                // Satellites are often chained to set an order: bucket = aws_s3_bucket_versioning.x.bucket.
                isChainOpen |= !AddChained(to, chained, join, depth, primaries);
            }
        }

        // One primary alone: what cannot be followed beside it chooses between it and its satellites, or says whether it is
        // made at all, and it is made.
        var isList = satellite.Attributes is ObjectValue o && o.Get(join.Links[0].Attribute) is ArrayValue;
        if ((primaries.Count == 1 && !isChainOpen) || (!refs.IsOpen && !isChainOpen && isList && primaries.Count > 0))
        {
            return (primaries, true);
        }

        // Beside a reference to a repeated block, what cannot be followed is which of its instances is meant.
        var isOpen = isChainOpen || (refs.IsOpen && refs.Possible.Count == 0);

        // It is of another type, or only read and not managed here.
        var isElsewhere = !isOpen && primaries.Count == 0 && (refersToOther || !refersToManaged) && refs.Certain.Count + refs.Possible.Count > 0;
        return isElsewhere ? ([], true) : (isOpen ? [] : primaries, false);
    }

    private bool AddChained(Resource to, IReadOnlyList<Join> chained, Join join, int depth, List<Resource> primaries)
    {
        foreach (var other in chained)
        {
            if (other.Of == join.Of)
            {
                var (found, isCertain) = PrimariesOf(to, other, depth + 1);
                foreach (var primary in found)
                {
                    AddOnce(primaries, primary);
                }

                return isCertain;
            }
        }

        return true;
    }

    private static void AddOnce(List<Resource> primaries, Resource primary)
    {
        if (!primaries.Contains(primary))
        {
            primaries.Add(primary);
        }
    }

    private IReadOnlyList<Resource> Candidates(Resource satellite, Join join, IReadOnlyList<Resource> narrowed)
    {
        if (narrowed.Count > 0)
        {
            return narrowed;
        }

        // What is withheld was known to whoever wrote it: it may name anything.
        if (ValuePath.Of(join.Links[0].Attribute).Resolve(satellite.Attributes) is UnknownValue { Origin: UnknownOrigin.Withheld })
        {
            return model.ListOf(join.Of);
        }

        var root = model.RootOf(satellite);
        var inRoot = new List<Resource>();
        var inModule = new List<Resource>();
        foreach (var candidate in model.ListOf(join.Of))
        {
            if (ReferenceEquals(model.RootOf(candidate), root))
            {
                inRoot.Add(candidate);
                if (candidate.Address.Module.Equals(satellite.Address.Module))
                {
                    inModule.Add(candidate);
                }
            }
        }

        return inModule.Count > 0 ? inModule : inRoot;
    }
}
