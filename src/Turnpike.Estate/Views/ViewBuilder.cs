using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>Makes the view of one resource: defaults first, then satellites over them, then policies that can be rebuilt.</summary>
internal sealed class ViewBuilder
{
    private readonly Resource _resource;
    private readonly AttributeEdit _edit;
    private readonly List<LaidPart> _parts = [];

    public ViewBuilder(Resource resource, DefaultNode? defaults)
    {
        _resource = resource;
        var attributes = (ObjectValue)resource.Attributes;
        _edit = new AttributeEdit(defaults is null ? attributes : WithDefaults(resource, attributes, defaults));
    }

    public void LayAll(IReadOnlyList<JoinedSatellite> now, IReadOnlyList<JoinedSatellite> earlier, Func<Resource, DefaultNode?> defaultsOf)
    {
        foreach (var joined in earlier)
        {
            foreach (var lay in joined.Join.Lays)
            {
                TakeBack(joined.Satellite, lay, defaultsOf);
            }
        }

        foreach (var joined in now)
        {
            foreach (var lay in joined.Join.Lays)
            {
                Lay(joined, lay, defaultsOf);
            }
        }
    }

    public void Replace(string attribute, Value value, PartOrigin origin)
    {
        var key = Value.Of(attribute);
        _edit.Set(key, value);
        _parts.Add(new LaidPart(new ValuePath(key), origin, null));
    }

    public ResourceView ToView() => new(_resource, _edit.ToValue(), _parts);

    /// <summary>The attributes of a satellite, its own defaults filled in.</summary>
    private static Value Attributes(Resource satellite, Func<Resource, DefaultNode?> defaultsOf) =>
        defaultsOf(satellite) is { } defaults
            ? defaults.Apply(satellite.Attributes, satellite.IsNew, ValuePath.Root, static (_, _) => { })
            : satellite.Attributes;

    private ObjectValue WithDefaults(Resource resource, ObjectValue attributes, DefaultNode defaults) =>
        (ObjectValue)defaults.Apply(attributes, resource.IsNew, ValuePath.Root, (path, entry) =>
            _parts.Add(new LaidPart(path, new PartOrigin(resource, path, entry), null)));

    private void Lay(JoinedSatellite joined, JoinLay lay, Func<Resource, DefaultNode?> defaultsOf)
    {
        var satellite = joined.Satellite;
        var attributes = Attributes(satellite, defaultsOf);
        var applies = Applies(lay, attributes);
        if (applies == false)
        {
            return;
        }

        var key = Value.Of(lay.Into);
        var path = new ValuePath(key);
        if (!joined.IsCertain || applies is null || attributes is not ObjectValue)
        {
            _edit.Set(key, new UnknownValue($"{satellite.Address}/{lay.Into}", UnknownOrigin.Reference));
            _parts.Add(new LaidPart(path, new PartOrigin(satellite, ValuePath.Root, null), null));
            return;
        }

        if (lay.Take.Make(attributes) is not { } made || (made.Kind == ValueKind.Null && !lay.IsList))
        {
            return;
        }

        if (!lay.IsList)
        {
            _edit.Set(key, made);
            _parts.Add(new LaidPart(path, new PartOrigin(satellite, ValuePath.Root, null), lay.Take));
            return;
        }

        switch (_edit.Get(key))
        {
            case null or NullValue:
                Append(key, ArrayValue.Empty, made, satellite, lay.Take);
                break;
            case ArrayValue list:
                Append(key, list, made, satellite, lay.Take);
                break;
        }
    }

    private void Append(Value key, ArrayValue list, Value made, Resource satellite, JoinTemplate take)
    {
        _edit.Set(key, ArrayValue.Create([.. list.Items, made]));
        _parts.Add(new LaidPart(new ValuePath(key, Value.Of(list.Count)), new PartOrigin(satellite, ValuePath.Root, null), take));
    }

    // A refreshed state lists satellites inline as well, as they were. What they were goes; what they will be is laid on.
    private void TakeBack(Resource satellite, JoinLay lay, Func<Resource, DefaultNode?> defaultsOf)
    {
        var key = Value.Of(lay.Into);
        var attributes = Attributes(satellite, defaultsOf);
        if (Applies(lay, attributes) == false || lay.Take.Make(attributes) is not { } made)
        {
            return;
        }

        if (!lay.IsList)
        {
            _edit.Set(key, new UnknownValue($"{satellite.Address}/{lay.Into}", UnknownOrigin.ComputedUnset));
        }
        else if (_edit.Get(key) is ArrayValue list)
        {
            _edit.Set(key, InlineEntries.Without(list, made, lay.Same));
        }
    }

    /// <summary>Null where that depends on an unknown.</summary>
    private static bool? Applies(JoinLay lay, Value attributes)
    {
        bool? result = true;
        foreach (var (attribute, expected) in lay.When)
        {
            switch ((attributes as ObjectValue)?.Get(attribute))
            {
                case UnknownValue:
                    result = null;
                    break;
                case var value when !expected.Equals(value ?? Value.Null):
                    return false;
            }
        }

        return result;
    }
}
