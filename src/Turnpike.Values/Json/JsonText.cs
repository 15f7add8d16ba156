using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Turnpike.Values;

/// <summary>Writes values as JSON. Sets become arrays in order; a key that is no string becomes its own JSON text.</summary>
public static class JsonText
{
    public const string UnknownPlaceholder = "(known after apply)";
    public const string SensitivePlaceholder = "(sensitive value)";

    private const int MaxDepth = 10_000;

    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Compact JSON; every sensitive part is withheld. Unknown parts become <see cref="UnknownPlaceholder"/>.</summary>
    public static string Redacted(Value value, bool indented = false) => ToText(value, indented, redact: true);

    /// <summary>Compact JSON with sensitive parts in clear: for the evaluator's own use, never for output.</summary>
    public static string Revealed(Value value, bool indented = false) => ToText(value, indented, redact: false);

    /// <summary>
    /// One byte sequence for equal values: keys in code point order, numbers in their shortest exact form, no white space.
    /// Sensitive parts are in clear, so the bytes must not leave the process.
    /// </summary>
    public static byte[] Canonical(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options(indented: false)))
        {
            Write(writer, value, redact: false, canonical: true);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes into a larger document; sensitive parts are withheld.</summary>
    public static void WriteRedacted(Utf8JsonWriter writer, Value value) => Write(writer, value, redact: true, canonical: false);

    private static JsonWriterOptions Options(bool indented) =>
        new() { Encoder = s_encoder, Indented = indented, MaxDepth = MaxDepth, SkipValidation = true };

    private static string ToText(Value value, bool indented, bool redact)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options(indented)))
        {
            Write(writer, value, redact, canonical: false);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Value value, bool redact, bool canonical)
    {
        if (redact && value.IsSensitive)
        {
            writer.WriteStringValue(SensitivePlaceholder);
            return;
        }

        switch (value)
        {
            case NullValue:
                writer.WriteNullValue();
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case NumberValue number when writer.Options.Indented && TryPlain(number, out var plain):
                writer.WriteNumberValue(plain);
                break;
            case NumberValue number:
                writer.WriteRawValue(canonical ? CanonicalNumber(number) : number.Text.TrimStart('+'), skipInputValidation: true);
                break;
            case StringValue text:
                writer.WriteStringValue(text.Value);
                break;
            case ArrayValue array:
                WriteItems(writer, array.Items, redact, canonical);
                break;
            case SetValue set:
                WriteItems(writer, set.Items, redact, canonical);
                break;
            case ObjectValue obj:
                writer.WriteStartObject();
                for (var i = 0; i < obj.Count; i++)
                {
                    var key = obj.Keys[i];
                    writer.WritePropertyName(key is StringValue name && !(redact && key.IsSensitive) ? name.Value : ToText(key, indented: false, redact));
                    Write(writer, obj.Values[i], redact, canonical);
                }

                writer.WriteEndObject();
                break;
            case UnknownValue or PossibleValue:
                writer.WriteStringValue(UnknownPlaceholder);
                break;
        }
    }

    private static void WriteItems(Utf8JsonWriter writer, ReadOnlySpan<Value> items, bool redact, bool canonical)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, redact, canonical);
        }

        writer.WriteEndArray();
    }

    // What is written raw is not indented. A decimal keeps the digits as they are, trailing zeros too.
    private static bool TryPlain(NumberValue number, out decimal plain) =>
        decimal.TryParse(number.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out plain)
        && plain.ToString(CultureInfo.InvariantCulture) == number.Text;

    private static string CanonicalNumber(NumberValue number)
    {
        var (mantissa, exponent) = number.ToDecimal();
        return NumberValue.FromDecimal(mantissa, exponent).Text;
    }
}
