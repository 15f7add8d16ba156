using System.Globalization;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>Lays into attributes what the paths beside them say: which are secret, which could not be read.</summary>
internal static class ObservationMarks
{
    /// <param name="resource">An item of <c>resources</c>.</param>
    /// <param name="name">Begins the names of its unknowns.</param>
    public static ObjectValue Mark(ObjectValue resource, string name)
    {
        var attributes = resource.Get("attributes") ?? ObjectValue.Empty;
        foreach (var path in Paths(resource, "unknown"))
        {
            attributes = Lay(attributes, path, 0, new UnknownPath(name), static (_, place) => new UnknownValue(place, UnknownOrigin.Unread))!;
        }

        return MarkSecrets(attributes, resource) as ObjectValue ?? ObjectValue.Empty;
    }

    /// <summary>The attributes with the marks of what is secret alone.</summary>
    public static Value MarkSecrets(ObjectValue resource) => MarkSecrets(resource.Get("attributes") ?? ObjectValue.Empty, resource);

    /// <summary>The whole document with its marks.</summary>
    public static ObjectValue MarkAll(ObjectValue root) =>
        PlanView.Replace<ArrayValue>(root, "resources", static list => PlanView.MapItems(list, static (resource, i) =>
            resource.With("attributes", Mark(resource, string.Create(CultureInfo.InvariantCulture, $"resources[{i}]")))));

    /// <summary>Whether every step of it is a key or a place, and there is one.</summary>
    public static bool IsPath(Value value) => value is ArrayValue { Count: > 0 } steps && steps.Items.ToArray().All(static s => s is StringValue or NumberValue);

    private static IEnumerable<ArrayValue> Paths(ObjectValue resource, string key) =>
        resource.Get(key) is ArrayValue paths ? paths.Items.ToArray().Where(IsPath).Cast<ArrayValue>() : [];

    private static Value MarkSecrets(Value attributes, ObjectValue resource)
    {
        attributes = SensitivePaths.MarkNamed(attributes);
        foreach (var path in Paths(resource, "sensitive"))
        {
            attributes = Lay(attributes, path, 0, new UnknownPath(""), static (value, _) => value?.ToSensitive())!;
        }

        return attributes;
    }

    // A path that cannot be followed marks what it reached: better too much.
    private static Value? Lay(Value? value, ArrayValue path, int at, UnknownPath place, Func<Value?, UnknownPath, Value?> mark)
    {
        if (at == path.Count)
        {
            return mark(value, place);
        }

        var step = path[at];
        switch (value)
        {
            case null or NullValue when at > 0:
                return mark(value, place);
            case ObjectValue obj when step is StringValue { Value: var key }:
                return Lay(obj.Get(step), path, at + 1, place.Child(step), mark) is { } member ? obj.With(key, member) : obj;
            case ArrayValue array when step is NumberValue number && number.TryGetInt32(out var index) && index >= 0 && index < array.Count:
                var items = array.Items.ToArray();
                items[index] = Lay(items[index], path, at + 1, place.Child(step), mark)!;
                return ArrayValue.Create(items);
            case ObjectValue or ArrayValue when at == 0:
                return value;
            default:
                return mark(value, place);
        }
    }
}
