using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>Objects in the form of Kubernetes', which the estate reads: what a repository holds, by path.</summary>
internal static class ListObject
{
    /// <summary>Where an object stands, as <c>file:line</c>.</summary>
    public const string PlaceAnnotation = "turnpike/place";

    /// <summary>Where the same entity stands a second time.</summary>
    public const string AlsoAtAnnotation = "turnpike/also-at";

    public static ObjectValue Make(string kind, string name, string? place, params ReadOnlySpan<(string Name, Value? Value)> spec)
    {
        var members = new ObjectBuilder(spec.Length);
        foreach (var (key, value) in spec)
        {
            if (value is not null and not ArrayValue { Count: 0 } and not ObjectValue { Count: 0 })
            {
                members.Set(key, value);
            }
        }

        var metadata = (ObjectValue)Value.Object(("name", Value.Of(name)));
        return (ObjectValue)Value.Object(
            ("apiVersion", Value.Of("turnpike/v1")),
            ("kind", Value.Of(kind)),
            ("metadata", place is null ? metadata : metadata.With("annotations", Value.Object((PlaceAnnotation, Value.Of(place))))),
            ("spec", members.ToValue()));
    }

    /// <summary>An object as it stands in a file, with its place.</summary>
    public static ObjectValue Placed(ObjectValue item, string place) => Annotated(item, PlaceAnnotation, place);

    /// <summary>A placed object that stands elsewhere too.</summary>
    public static ObjectValue AlsoAt(ObjectValue item, string place) =>
        Annotated(item, AlsoAtAnnotation, item.TextAt("metadata", "annotations", AlsoAtAnnotation) is { } known ? $"{known}, {place}" : place);

    private static ObjectValue Annotated(ObjectValue item, string name, string text)
    {
        var metadata = item.Get("metadata") as ObjectValue ?? ObjectValue.Empty;
        var annotations = metadata.Get("annotations") as ObjectValue ?? ObjectValue.Empty;
        return item.With("metadata", metadata.With("annotations", annotations.With(name, Value.Of(text))));
    }

    public static StringValue? Text(string? text) => text is null ? null : Value.Of(text);

    /// <summary>A v1 List, in an order that does not depend on how the objects were found.</summary>
    public static byte[] List(IEnumerable<ObjectValue> objects) => JsonText.Canonical(Value.Object(
        ("apiVersion", Value.Of("v1")),
        ("kind", Value.Of("List")),
        ("items", ArrayValue.Create([.. objects
            .OrderBy(static o => o.TextAt("apiVersion") + "/" + o.TextAt("kind"), StringComparer.Ordinal)
            .ThenBy(static o => o.TextAt("metadata", "namespace") + "/" + o.TextAt("metadata", "name"), StringComparer.Ordinal)
            .ThenBy(static o => o.TextAt("metadata", "annotations", PlaceAnnotation), StringComparer.Ordinal)]))));
}
