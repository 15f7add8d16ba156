using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Values;

namespace Turnpike.Ledger.Entries;

/// <summary>
/// Values as the canonical JSON of an entry: one byte sequence for equal values. A sensitive part is never written: in
/// its place stands <c>{"$hmac": …}</c>, the HMAC-SHA-256 of its canonical JSON under the installation's key, in base64.
/// Equal secrets are seen to be equal, and nobody without the key can confirm a guess. What is unknown becomes
/// <c>{"$unknown": id}</c>. Keys of the data that begin with a dollar get a second one.
/// </summary>
public static class EventData
{
    public const int KeyBytes = 32;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 10_000 };

    /// <param name="key">The installation's key, <see cref="KeyBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] Write(Value value, ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));
        }

        if (!value.HoldsSensitive && value.IsGround && !HasDollar(value))
        {
            return JsonText.Canonical(value);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            Write(writer, value, key);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Value value, ReadOnlySpan<byte> key)
    {
        if (value.IsSensitive)
        {
            Tagged(writer, "$hmac", Convert.ToBase64String(HMACSHA256.HashData(key, JsonText.Canonical(value))));
            return;
        }

        switch (value)
        {
            case UnknownValue unknown:
                Tagged(writer, "$unknown", unknown.Id);
                break;
            case ArrayValue array:
                Items(writer, array.Items, key);
                break;
            case SetValue set:
                Items(writer, set.Items, key);
                break;
            case ObjectValue obj:
                Members(writer, obj, key);
                break;
            default:
                writer.WriteRawValue(JsonText.Canonical(value), skipInputValidation: true);
                break;
        }
    }

    private static void Items(Utf8JsonWriter writer, ReadOnlySpan<Value> items, ReadOnlySpan<byte> key)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, key);
        }

        writer.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter writer, ObjectValue obj, ReadOnlySpan<byte> key)
    {
        writer.WriteStartObject();
        for (var i = 0; i < obj.Count; i++)
        {
            writer.WritePropertyName(Name(obj.Keys[i], key));
            Write(writer, obj.Values[i], key);
        }

        writer.WriteEndObject();
    }

    private static string Name(Value name, ReadOnlySpan<byte> key)
    {
        if (name.HoldsSensitive)
        {
            return "$hmac:" + Convert.ToBase64String(HMACSHA256.HashData(key, JsonText.Canonical(name)));
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
        ObjectValue obj => HasDollar(obj),
        ArrayValue array => HasDollar(array.Items),
        SetValue set => HasDollar(set.Items),
        _ => false,
    };

    private static bool HasDollar(ObjectValue obj)
    {
        foreach (var key in obj.Keys)
        {
            if (key is StringValue { Value: ['$', ..] })
            {
                return true;
            }
        }

        return HasDollar(obj.Values);
    }

    private static bool HasDollar(ReadOnlySpan<Value> values)
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
