using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Turnpike.Values;

/// <summary>
/// Writes values as JSON without their secrets: in the place of a sensitive part stands <c>{"$hmac": marker}</c>
/// (<see cref="Withheld"/>), in that of an unknown one <c>{"$unknown": id}</c>,
/// of one that could not be read <c>{"$unread": id}</c>. Keys of the data that begin with a dollar get
/// a second one, so that data is never taken for a mark.
/// </summary>
public static class WithheldJson
{
    private const string UnknownTag = "$unknown";
    private const string UnreadTag = "$unread";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 10_000 };

    /// <summary>One byte sequence for equal values.</summary>
    /// <param name="key">The installation's key.</param>
    public static byte[] Canonical(Value value, ReadOnlySpan<byte> key)
    {
        if (!value.HoldsSensitive && value.IsGround && !HasDollar(value))
        {
            return JsonText.Canonical(value);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            Write(writer, value, key, isCanonical: true);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// An object that begins with members of ours, its own members after them. Numbers keep their text, and a sensitive null
    /// stays null: nothing is withheld by hiding it.
    /// </summary>
    /// <param name="leading">The keys of members that come first.</param>
    public static void Write(IBufferWriter<byte> output, Action<Utf8JsonWriter> header, ObjectValue value, IReadOnlyList<string> leading, ReadOnlySpan<byte> key)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartObject();
        header(writer);
        foreach (var name in leading)
        {
            if (value.Get(name) is { } member)
            {
                writer.WritePropertyName(name);
                Write(writer, member, key, isCanonical: false);
            }
        }

        for (var i = 0; i < value.Count; i++)
        {
            if (value.Keys[i] is not StringValue { Value: var name } || !leading.Contains(name))
            {
                writer.WritePropertyName(Name(value.Keys[i], key));
                Write(writer, value.Values[i], key, isCanonical: false);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// What was written, read back from plain JSON values: marks become unknowns and doubled dollars single ones. What is no
    /// mark stays as it is, and parts without marks are shared.
    /// </summary>
    public static Value Restore(Value value)
    {
        switch (value)
        {
            case ArrayValue array:
                var items = Restore(array.Items);
                return items is null ? array : ArrayValue.Create(items);
            case ObjectValue { Count: 1 } obj when obj.Keys[0] is StringValue { Value: Withheld.Tag } && obj.Values[0] is StringValue { Value: var marker } && Withheld.Read(marker) is { } unknown:
                return unknown;
            case ObjectValue { Count: 1 } obj when obj.Keys[0] is StringValue { Value: UnknownTag } && obj.Values[0] is StringValue { Value: var id }:
                return new UnknownValue(id, UnknownOrigin.Reference);
            case ObjectValue { Count: 1 } obj when obj.Keys[0] is StringValue { Value: UnreadTag } && obj.Values[0] is StringValue { Value: var id }:
                return new UnknownValue(id, UnknownOrigin.Unread);
            case ObjectValue obj:
                var values = Restore(obj.Values);
                return HasDollar(obj.Keys) ? Renamed(obj, values) : values is null ? obj : ObjectValue.Create(obj.Shape, values);
            default:
                return value;
        }
    }

    private static Value[]? Restore(ReadOnlySpan<Value> values)
    {
        Value[]? restored = null;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Restore(values[i]);
            if (!ReferenceEquals(value, values[i]))
            {
                restored ??= values.ToArray();
                restored[i] = value;
            }
        }

        return restored;
    }

    private static ObjectValue Renamed(ObjectValue obj, Value[]? values)
    {
        var builder = new ObjectBuilder(obj.Count);
        for (var i = 0; i < obj.Count; i++)
        {
            var key = obj.Keys[i] is StringValue { Value: ['$', '$', ..] name } ? Value.Of(name[1..]) : obj.Keys[i];
            builder.Set(key, values is null ? obj.Values[i] : values[i]);
        }

        return builder.ToValue();
    }

    private static void Write(Utf8JsonWriter writer, Value value, ReadOnlySpan<byte> key, bool isCanonical)
    {
        if (value.IsSensitive && (isCanonical || value is not NullValue))
        {
            Tagged(writer, Withheld.Tag, Withheld.Marker(value, key));
            return;
        }

        switch (value)
        {
            case UnknownValue unknown:
                Tagged(writer, unknown.Origin == UnknownOrigin.Unread ? UnreadTag : UnknownTag, unknown.Id);
                break;
            case ArrayValue array:
                Items(writer, array.Items, key, isCanonical);
                break;
            case SetValue set:
                Items(writer, set.Items, key, isCanonical);
                break;
            case ObjectValue obj:
                writer.WriteStartObject();
                for (var i = 0; i < obj.Count; i++)
                {
                    writer.WritePropertyName(Name(obj.Keys[i], key));
                    Write(writer, obj.Values[i], key, isCanonical);
                }

                writer.WriteEndObject();
                break;
            case StringValue text:
                writer.WriteStringValue(text.Value);
                break;
            case NumberValue number when !isCanonical:
                writer.WriteRawValue(number.Text.TrimStart('+'), skipInputValidation: true);
                break;
            default:
                writer.WriteRawValue(JsonText.Canonical(value), skipInputValidation: true);
                break;
        }
    }

    private static void Items(Utf8JsonWriter writer, ReadOnlySpan<Value> items, ReadOnlySpan<byte> key, bool isCanonical)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, key, isCanonical);
        }

        writer.WriteEndArray();
    }

    private static string Name(Value name, ReadOnlySpan<byte> key)
    {
        if (name.HoldsSensitive)
        {
            return Withheld.Tag + ":" + Withheld.Marker(name, key);
        }

        var text = name is StringValue plain ? plain.Value : JsonText.Revealed(name);
        return text.StartsWith('$') ? "$" + text : text;
    }

    private static void Tagged(Utf8JsonWriter writer, string tag, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(tag, text);
        writer.WriteEndObject();
    }

    private static bool HasDollar(Value value) => value switch
    {
        ObjectValue obj => HasDollar(obj.Keys) || AnyHasDollar(obj.Values),
        ArrayValue array => AnyHasDollar(array.Items),
        SetValue set => AnyHasDollar(set.Items),
        _ => false,
    };

    private static bool HasDollar(ReadOnlySpan<Value> keys)
    {
        foreach (var key in keys)
        {
            if (key is StringValue { Value: ['$', ..] })
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyHasDollar(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            if (HasDollar(value))
            {
                return true;
            }
        }

        return false;
    }
}
