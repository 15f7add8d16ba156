using System.Text;
using System.Text.Json;
using Turnpike.Text;

namespace Turnpike.Values.Json;

/// <summary>
/// Reads JSON (RFC 8259) into values in one pass. Strict: duplicate keys, invalid Unicode and anything past a limit
/// are errors with their place. Memory is a small multiple of the document, whatever it holds.
/// </summary>
public static class JsonReader
{
    /// <summary>Reads the whole source as one value; null if <paramref name="diagnostics"/> got an error.</summary>
    public static Value? Read(SourceText source, DiagnosticBag diagnostics, JsonLimits? limits = null) =>
        ReadAt(source, 0, diagnostics, limits, out var end) is { } value && IsWhiteSpaceAfter(source, end, diagnostics) ? value : null;

    /// <summary>
    /// Reads the one value that starts at <paramref name="start"/> (white space may stand before it) and does not look
    /// at what follows. <paramref name="end"/> is the offset just after it.
    /// </summary>
    public static Value? ReadAt(SourceText source, int start, DiagnosticBag diagnostics, JsonLimits? limits, out int end)
    {
        limits ??= JsonLimits.Default;
        end = start;
        if (source.Length > limits.MaxBytes)
        {
            diagnostics.Add(JsonDiagnostics.TooLarge(source, limits.MaxBytes));
            return null;
        }

        var run = new JsonReaderRun(source, start, diagnostics, limits);
        return run.Read(out end);
    }

    private static bool IsWhiteSpaceAfter(SourceText source, int end, DiagnosticBag diagnostics)
    {
        var rest = source.Utf8.Span[end..];
        var at = rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (at >= 0)
        {
            diagnostics.Add(JsonDiagnostics.Syntax(source, end + at, "there is more text after the end of the value"));
        }

        return at < 0;
    }
}

internal sealed class JsonReaderRun(SourceText source, int start, DiagnosticBag diagnostics, JsonLimits limits)
{
    private readonly StringTable _strings = new(source.Utf8);
    private readonly ShapeTrie _shapes = new();
    private Value[] _stack = new Value[1024];
    private int _top;
    private bool _failed;

    public Value? Read(out int end)
    {
        var options = new JsonReaderOptions { MaxDepth = limits.MaxDepth, AllowMultipleValues = true };
        var reader = new Utf8JsonReader(source.Utf8.Span[start..], options);
        end = start;
        try
        {
            if (!reader.Read())
            {
                diagnostics.Add(JsonDiagnostics.Syntax(source, start, "nothing is here"));
                return null;
            }

            var value = ReadValue(ref reader);
            end = start + (int)reader.BytesConsumed;
            return _failed ? null : value;
        }
        catch (JsonException e)
        {
            var offset = start + (int)reader.BytesConsumed;
            diagnostics.Add(reader.CurrentDepth >= limits.MaxDepth && e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? JsonDiagnostics.TooDeep(source, offset, limits.MaxDepth)
                : JsonDiagnostics.Syntax(source, FaultOffset(e), Reason(e)));
            return null;
        }
    }

    private Value ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => ReadString(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        _ => Value.Null,
    };

    private ArrayValue ReadArray(ref Utf8JsonReader reader)
    {
        var floor = _top;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Push(ReadValue(ref reader));
        }

        return ArrayValue.Create(Pop(floor));
    }

    private ObjectValue ReadObject(ref Utf8JsonReader reader)
    {
        var floor = _top;
        var node = _shapes.Root;
        List<Value>? wideKeys = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = start + (int)reader.TokenStartIndex;
            var key = ReadString(ref reader);
            if (wideKeys is null && node.Depth == ShapeTrie.MaxKeys)
            {
                wideKeys = [.. node.ToShape() is var (shape, places) ? Ordered(shape, places) : []];
            }

            if (wideKeys is null)
            {
                var parent = node;
                node = node.Child(key);
                if (node.IsDuplicate ??= parent.Holds(key))
                {
                    ReportDuplicate(key, at);
                }
            }
            else
            {
                wideKeys.Add(key);
            }

            reader.Read();
            Push(ReadValue(ref reader));
        }

        return wideKeys is null ? Narrow(node, floor) : Wide(wideKeys, floor);
    }

    private ObjectValue Narrow(ShapeTrie.Node node, int floor)
    {
        if (node.Depth == 0)
        {
            return ObjectValue.Empty;
        }

        var (shape, places) = node.ToShape();
        return Place(shape, places, floor);
    }

    private ObjectValue Wide(List<Value> keys, int floor)
    {
        var seen = new HashSet<Value>(keys.Count);
        foreach (var key in keys)
        {
            if (!seen.Add(key))
            {
                ReportDuplicate((StringValue)key, start);
            }
        }

        var (shape, places) = ShapeTrie.Sort(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(keys));
        return Place(shape, places, floor);
    }

    private ObjectValue Place(Shape shape, int[] places, int floor)
    {
        var values = new Value[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            values[places[i]] = _stack[floor + i];
        }

        _top = floor;
        return ObjectValue.Create(shape, values);
    }

    private static IEnumerable<Value> Ordered(Shape shape, int[] places)
    {
        foreach (var place in places)
        {
            yield return shape.Keys[place];
        }
    }

    private StringValue ReadString(ref Utf8JsonReader reader)
    {
        var at = start + (int)reader.TokenStartIndex;
        try
        {
            return reader.ValueIsEscaped ? new StringValue(reader.GetString()!) : _strings.Get(at + 1, reader.ValueSpan.Length);
        }
        catch (Exception e) when (e is InvalidOperationException or DecoderFallbackException)
        {
            // Utf8JsonReader checks strings only when they are decoded.
            _failed = true;
            diagnostics.Add(JsonDiagnostics.BadText(source, new TextSpan(at, reader.ValueSpan.Length + 2)));
            return StringValue.Empty;
        }
    }

    private NumberValue ReadNumber(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (bytes.Length <= 18 && reader.TryGetInt64(out var integer) && !(integer == 0 && bytes.Length > 1))
        {
            return Value.Of(integer);
        }

        if (bytes.Length <= limits.MaxNumberLength && NumberValue.TryParse(Encoding.ASCII.GetString(bytes), out var number, limits.MaxNumberLength))
        {
            return number;
        }

        _failed = true;
        diagnostics.Add(JsonDiagnostics.NumberTooLong(source, new TextSpan(start + (int)reader.TokenStartIndex, bytes.Length), limits.MaxNumberLength));
        return Value.Of(0);
    }

    private void ReportDuplicate(StringValue key, int at)
    {
        _failed = true;
        diagnostics.Add(JsonDiagnostics.DuplicateKey(source, new TextSpan(at, key.Value.Length + 2), key.Value));
    }

    private void Push(Value value)
    {
        if (_top == _stack.Length)
        {
            Array.Resize(ref _stack, _top * 2);
        }

        _stack[_top++] = value;
    }

    private Value[] Pop(int floor)
    {
        var items = _stack.AsSpan(floor, _top - floor).ToArray();
        _top = floor;
        return items;
    }

    // The exception counts lines and bytes from where the reader started.
    private int FaultOffset(JsonException e)
    {
        var offset = start;
        var span = source.Utf8.Span;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
        {
            offset += span[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(offset + (int)(e.BytePositionInLine ?? 0), source.Length);
    }

    private static string Reason(JsonException e)
    {
        var message = e.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (cut < 0 ? message : message[..cut]).TrimEnd('.');
    }
}
