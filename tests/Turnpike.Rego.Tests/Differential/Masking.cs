using Turnpike.Values;

namespace Turnpike.Rego.Tests.Differential;

/// <summary>Puts unknown values into an input, and every completion in their place.</summary>
internal static class Masking
{
    /// <summary>Every path at which something stands, the root left out.</summary>
    public static IEnumerable<ValuePath> Paths(Value value, ValuePath? at = null)
    {
        at ??= ValuePath.Root;
        var children = value switch
        {
            ObjectValue o => Enumerable.Range(0, o.Count).Select(i => (Key: o.Keys[i], Value: o.Values[i])).ToArray(),
            ArrayValue a => Enumerable.Range(0, a.Count).Select(i => (Key: (Value)Value.Of(i), Value: a[i])).ToArray(),
            _ => [],
        };
        return children.SelectMany(c => Paths(c.Value, at.Append(c.Key)).Prepend(at.Append(c.Key)));
    }

    public static Value Replace(Value value, ValuePath path, Value replacement, int at = 0) => at == path.Count
        ? replacement
        : value switch
        {
            ObjectValue o => o.With(path[at], Replace(o.Get(path[at])!, path, replacement, at + 1)),
            ArrayValue a => Value.Array([.. a.Items.ToArray().Select((item, i) => path[at].Equals(Value.Of(i)) ? Replace(item, path, replacement, at + 1) : item)]),
            _ => throw new InvalidOperationException("The path does not exist."),
        };
}
