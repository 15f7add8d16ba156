using System.Runtime.InteropServices;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Yaml;

/// <summary>
/// Turns nodes into values the way Kubernetes turns YAML into JSON. A part that aliases use many times becomes one value
/// that they share. Goes on after a fault, so that all of a document's faults are reported.
/// </summary>
internal sealed class YamlValues(SourceText source, DiagnosticBag diagnostics, YamlLimits limits)
{
    private readonly Dictionary<string, StringValue> _keys = [];
    private readonly ShapeCache _shapes = new();
    private readonly List<StringValue> _memberKeys = [];
    private readonly List<Value> _memberValues = [];

    public Value Convert(YamlNode node) => node.Value ??= node.Kind switch
    {
        YamlNodeKind.Scalar => ConvertScalar(node),
        YamlNodeKind.Sequence => ConvertSequence(node),
        _ => ConvertMapping(node),
    };

    private Value ConvertScalar(YamlNode node)
    {
        switch (node.Tag)
        {
            case null when node.IsPlain:
                return Resolve(node);
            case "!!int" or "!!float" or "!!bool" or "!!null":
                var value = Resolve(node);
                if (!Fits(value, node.Tag))
                {
                    diagnostics.Add(YamlDiagnostics.BadTag(source, node.Span, node.Tag));
                }

                return value;
            default:
                return Value.Of(node.Text);
        }
    }

    private Value Resolve(YamlNode node)
    {
        if (YamlScalar.Resolve(node.Text, limits.MaxNumberLength) is { } value)
        {
            return value;
        }

        diagnostics.Add(node.Text.Length <= limits.MaxNumberLength && node.Text.Contains('.', StringComparison.Ordinal)
            ? YamlDiagnostics.NotANumber(source, node.Span, node.Text)
            : YamlDiagnostics.NumberTooLong(source, node.Span, limits.MaxNumberLength));
        return Value.Null;
    }

    private static bool Fits(Value value, string tag) => tag switch
    {
        "!!int" => value is NumberValue { IsInteger: true },
        "!!float" => value is NumberValue,
        "!!bool" => value is BooleanValue,
        _ => value is NullValue,
    };

    private ArrayValue ConvertSequence(YamlNode node)
    {
        var items = new Value[node.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Convert(node.Items[i]);
        }

        return ArrayValue.Create(items);
    }

    private ObjectValue ConvertMapping(YamlNode node)
    {
        var floor = _memberKeys.Count;
        var merges = false;
        foreach (var (key, value) in node.Entries)
        {
            if (IsMerge(key))
            {
                merges = true;
            }
            else if (ConvertKey(key) is { } name)
            {
                // The value first: converting it uses the same lists further up.
                var member = Convert(value);
                _memberKeys.Add(name);
                _memberValues.Add(member);
            }
        }

        var keys = CollectionsMarshal.AsSpan(_memberKeys)[floor..];
        var values = CollectionsMarshal.AsSpan(_memberValues)[floor..];
        var result = _shapes.Create(keys, values, out _) ?? WithoutDuplicates(node, keys, values);
        CollectionsMarshal.SetCount(_memberKeys, floor);
        CollectionsMarshal.SetCount(_memberValues, floor);
        return merges ? WithMerges(node, result) : result;
    }

    private ObjectValue WithoutDuplicates(YamlNode node, ReadOnlySpan<StringValue> keys, ReadOnlySpan<Value> values)
    {
        var members = new ObjectBuilder(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!members.TryAdd(keys[i], values[i]))
            {
                diagnostics.Add(YamlDiagnostics.DuplicateKey(source, LastPlaceOf(node, keys[i]), keys[i].Value));
            }
        }

        return members.ToValue();
    }

    private TextSpan LastPlaceOf(YamlNode mapping, StringValue key)
    {
        var place = mapping.Entries.FindLastIndex(entry => KeyText(entry.Key, limits) == key.Value);
        return mapping.Entries[place].Key.Span;
    }

    // What is written out wins over what is merged, wherever it stands; an earlier merge over a later one.
    private ObjectValue WithMerges(YamlNode node, ObjectValue written)
    {
        var members = new ObjectBuilder(node.Entries.Count);
        members.SetAll(written);
        foreach (var (key, value) in node.Entries)
        {
            if (IsMerge(key))
            {
                Merge(members, value);
            }
        }

        return members.ToValue();
    }

    private void Merge(ObjectBuilder members, YamlNode from)
    {
        var parts = from.Kind == YamlNodeKind.Sequence ? from.Items : [from];
        foreach (var part in parts)
        {
            if (part.Kind != YamlNodeKind.Mapping)
            {
                diagnostics.Add(YamlDiagnostics.BadMerge(source, part.Span));
                continue;
            }

            var merged = (ObjectValue)Convert(part);
            for (var i = 0; i < merged.Count; i++)
            {
                members.TryAdd(merged.Keys[i], merged.Values[i]);
            }
        }
    }

    internal static bool IsMerge(YamlNode key) => key is { Kind: YamlNodeKind.Scalar, IsPlain: true, Text: "<<", Tag: null };

    private StringValue? ConvertKey(YamlNode key)
    {
        var text = KeyText(key, limits);
        if (text is null)
        {
            diagnostics.Add(YamlDiagnostics.KeyNotScalar(source, key.Span));
            return null;
        }

        if (!_keys.TryGetValue(text, out var value))
        {
            _keys.Add(text, value = Value.Of(text));
        }

        return value;
    }

    /// <summary>A key as JSON has it: numbers and booleans become their text. Null where it cannot be a key.</summary>
    internal static string? KeyText(YamlNode key, YamlLimits limits)
    {
        if (key.Kind != YamlNodeKind.Scalar)
        {
            return null;
        }

        return key.Tag is not null || !key.IsPlain
            ? key.Text
            : YamlScalar.Resolve(key.Text, limits.MaxNumberLength) switch
            {
                StringValue text => text.Value,
                NumberValue number => number.Text,
                BooleanValue boolean => boolean.Value ? "true" : "false",
                _ => null,
            };
    }
}
