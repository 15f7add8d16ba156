using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Estate.Policies;
using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>Makes the view of one resource: defaults first, then satellites over them, then policies that can be rebuilt.</summary>
internal sealed class ViewBuilder
{
    private readonly Resource _resource;
    private readonly TypeDefaults? _defaults;
    private readonly AttributeEdit _edit;
    private readonly List<LaidPart> _parts = [];

    public ViewBuilder(Resource resource, TypeDefaults? defaults)
    {
        _resource = resource;
        _defaults = defaults;
        var attributes = (ObjectValue)resource.Attributes;
        _edit = new AttributeEdit(defaults?.Apply(resource.UnknownName, attributes, resource.IsNew, filled: null) ?? attributes);
    }

    /// <summary>
    /// Takes out what a satellite says. A refreshed state lists satellites inline as well, as they were when it was read;
    /// what they will be is laid on afterwards.
    /// </summary>
    public void TakeBack(JoinedSatellite joined, ResourceView satellite)
    {
        foreach (var lay in joined.Join.Lays)
        {
            TakeBack(lay, satellite, joined.Doubt);
        }
    }

    public void Lay(JoinedSatellite joined, ResourceView satellite)
    {
        foreach (var lay in joined.Join.Lays)
        {
            switch (Applies(lay, satellite.Attributes, out var unknown))
            {
                case true when joined.Doubt is null:
                    LayCertain(lay, satellite);
                    break;
                case false when !joined.IsMany:
                    break;
                default:
                    LayDoubtful(lay, satellite, joined.Doubt ?? unknown!, joined.IsMany);
                    break;
            }
        }
    }

    public void ReplacePolicy(string attribute, Value document, Resource data)
    {
        var key = Value.Of(attribute);
        _edit.Set(key, document);
        _parts.Add(new LaidPart(new ValuePath(key), ResourceView.Plain(data), PolicyDocument.Source));
    }

    public ResourceView ToView() => new(_resource, _edit.ToValue(), _parts, _defaults);

    private void LayCertain(JoinLay lay, ResourceView satellite)
    {
        if (lay.Take.Make(satellite.Attributes) is not { } made || (made.Kind == ValueKind.Null && !lay.IsList))
        {
            return;
        }

        if (lay.IsList)
        {
            Append(lay, made, satellite);
            return;
        }

        var key = Value.Of(lay.Into);
        _edit.Set(key, made);
        _parts.Add(new LaidPart(new ValuePath(key), satellite, lay.Take));
    }

    private void LayDoubtful(JoinLay lay, ResourceView satellite, UnknownValue doubt, bool isMany)
    {
        if (!lay.IsList)
        {
            var key = Value.Of(lay.Into);
            _edit.Set(key, UnknownValue.Derived(doubt.Id + "/" + lay.Into, doubt.Sources));
            _parts.Add(new LaidPart(new ValuePath(key), satellite, null));
        }
        else if (isMany)
        {
            var any = new UnknownValue(doubt.Id + "/" + lay.Into, UnknownOrigin.Reference, isAnonymous: true);
            Append(lay, new PossibleValue(any, isMany: true, [doubt], 1), satellite);
        }
        else if (lay.Take.Make(satellite.Attributes) is { } made)
        {
            Append(lay, new PossibleValue(made, isMany: false, [doubt], 1), satellite);
        }
    }

    private void Append(JoinLay lay, Value item, ResourceView satellite)
    {
        var key = Value.Of(lay.Into);
        var list = _edit.Get(key) switch
        {
            null or NullValue => ArrayValue.Empty,
            ArrayValue present => present,
            _ => null,
        };

        // To a list that is unknown as a whole there is nothing to add.
        if (list is not null)
        {
            _edit.Set(key, ArrayValue.Create([.. list.Items, item]));
            _parts.Add(new LaidPart(new ValuePath(key, Value.Of(list.Count)), satellite, lay.Take));
        }
    }

    private void TakeBack(JoinLay lay, ResourceView satellite, UnknownValue? doubt)
    {
        var key = Value.Of(lay.Into);
        if (Applies(lay, satellite.Attributes, out _) == false || lay.Take.Make(satellite.Attributes) is not { } made)
        {
            return;
        }

        if (!lay.IsList)
        {
            _edit.Set(key, new UnknownValue($"{_resource.UnknownName}/{lay.Into}", UnknownOrigin.ComputedUnset));
        }
        else if (_edit.Get(key) is ArrayValue list)
        {
            _edit.Set(key, InlineEntries.Without(list, made, lay.Same, doubt));
        }
    }

    /// <summary>Null where that depends on an unknown, which is then given.</summary>
    private static bool? Applies(JoinLay lay, Value attributes, out UnknownValue? doubt)
    {
        doubt = attributes as UnknownValue;
        foreach (var (attribute, expected) in lay.When)
        {
            switch ((attributes as ObjectValue)?.Get(attribute))
            {
                case UnknownValue unknown:
                    doubt = unknown;
                    break;
                case var value when attributes is ObjectValue && !expected.Equals(value ?? Value.Null):
                    return false;
            }
        }

        return doubt is null ? true : null;
    }
}
