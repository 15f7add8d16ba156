using System.Collections;
using System.Text;

namespace Turnpike.Values;

/// <summary>Steps into a value: strings for keys, integers for places in an array. Equal by its steps.</summary>
public sealed class ValuePath : IReadOnlyList<Value>, IEquatable<ValuePath>
{
    private readonly Value[] _steps;

    public ValuePath(params ReadOnlySpan<Value> steps) => _steps = steps.ToArray();

    public static ValuePath Root { get; } = new();

    public int Count => _steps.Length;

    public Value this[int index] => _steps[index];

    public static ValuePath Of(params ReadOnlySpan<string> keys)
    {
        var steps = new Value[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            steps[i] = Value.Of(keys[i]);
        }

        return new ValuePath(steps);
    }

    public ValuePath Append(Value step) => new([.. _steps, step]);

    public ValuePath Append(string key) => Append(Value.Of(key));

    public ValuePath Append(long index) => Append(Value.Of(index));

    public ValuePath Concat(ValuePath other) => new([.. _steps, .. other._steps]);

    public ValuePath Skip(int count) => new(_steps.AsSpan(count));

    public ValuePath Take(int count) => new(_steps.AsSpan(0, count));

    public bool StartsWith(ValuePath prefix) => _steps.AsSpan().StartsWith(prefix._steps);

    /// <summary>What stands at this path in <paramref name="value"/>, or null. Below an unknown it is that unknown's child.</summary>
    public Value? Resolve(Value? value)
    {
        foreach (var step in _steps)
        {
            value = value switch
            {
                ObjectValue o => o.Get(step),
                ArrayValue a => a.Get(step),
                SetValue s => s.Get(step),
                UnknownValue u => u.Child(step),
                _ => null,
            };
        }

        return value;
    }

    public bool Equals(ValuePath? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    public override bool Equals(object? obj) => Equals(obj as ValuePath);

    public override int GetHashCode() => Composite.Hash(_steps, 7);

    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)_steps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _steps.GetEnumerator();

    /// <summary>As Terraform and jq write it: <c>ingress[0].cidr_blocks</c>, <c>tags["a.b"]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step is StringValue { Value: var key })
            {
                if (IsIdentifier(key))
                {
                    text.Append(text.Length == 0 ? "" : ".").Append(key);
                }
                else
                {
                    text.Append('[').Append(step).Append(']');
                }
            }
            else
            {
                text.Append('[').Append(step).Append(']');
            }
        }

        return text.ToString();
    }

    private static bool IsIdentifier(string key) =>
        key.Length > 0 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
