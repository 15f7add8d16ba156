using System.Buffers;
using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>
/// A part of a document that holds values rather than the document's own words.
/// </summary>
/// <param name="mask">Terraform's mask of what is sensitive in it; null where nothing is said.</param>
internal delegate Value ZoneVisit(Value value, Value? mask);

/// <summary>
/// Finds the secrets of a document by its masks, then marks every value that holds one of them in clear: a password in the
/// configuration that sets it, a token inside a command.
/// </summary>
internal sealed class SecretSweep
{
    /// <summary>What is shorter is found everywhere, and is no secret.</summary>
    private const int MinLength = 4;

    // The beginning is enough to find it by, and keeps the search small however long a secret is.
    private const int MaxLength = 64;

    private readonly MarkLayer _marks = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private SearchValues<string>? _search;

    public bool IsEmpty => _secrets.Count == 0;

    /// <summary>Lays the mask and remembers what it marks.</summary>
    public Value Mark(Value value, Value? mask)
    {
        var marked = _marks.Lay(value, null, mask, SameOrigin.None) ?? value;
        Remember(marked, isSecret: false);
        return marked;
    }

    /// <summary>Marks what holds a secret, once all are remembered.</summary>
    public Value Sweep(Value value, Value? mask)
    {
        _search ??= SearchValues.Create([.. _secrets], StringComparison.Ordinal);
        return Sweep(value, _search);
    }

    private void Remember(Value value, bool isSecret)
    {
        if (!isSecret && !value.HoldsSensitive)
        {
            return;
        }

        isSecret |= value.IsSensitive;
        switch (value)
        {
            case StringValue { Value: { Length: >= MinLength } text } when isSecret:
                _secrets.Add(text.Length <= MaxLength ? text : text[..MaxLength]);
                break;
            case ArrayValue array:
                RememberAll(array.Items, isSecret);
                break;
            case ObjectValue obj:
                RememberAll(obj.Values, isSecret);
                break;
        }
    }

    private void RememberAll(ReadOnlySpan<Value> values, bool isSecret)
    {
        foreach (var value in values)
        {
            Remember(value, isSecret);
        }
    }

    private static Value Sweep(Value value, SearchValues<string> secrets)
    {
        switch (value)
        {
            case { IsSensitive: true }:
                return value;
            case StringValue { Value.Length: >= MinLength } text:
                return text.Value.AsSpan().ContainsAny(secrets) ? text.ToSensitive() : text;
            case ArrayValue array:
                return SweepAll(array.Items, secrets) is { } items ? ArrayValue.Create(items) : array;
            case ObjectValue obj:
                return SweepAll(obj.Values, secrets) is { } members ? ObjectValue.Create(obj.Shape, members) : obj;
            default:
                return value;
        }
    }

    private static Value[]? SweepAll(ReadOnlySpan<Value> values, SearchValues<string> secrets)
    {
        Value[]? swept = null;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Sweep(values[i], secrets);
            if (!ReferenceEquals(value, values[i]))
            {
                swept ??= values.ToArray();
                swept[i] = value;
            }
        }

        return swept;
    }
}
