using System.Text.Json;
using Turnpike.Text;
using Turnpike.Text.Patterns;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Builtins;

/// <summary>
/// Reads JSON as Go's decoder does inside policies: of two equal keys the later wins, and half a surrogate pair
/// becomes U+FFFD. (Documents from outside are read strictly, by the reader of Turnpike.Values.)
/// </summary>
internal static class LenientJson
{
    private const int MaxDepth = 1000;

    private static readonly JsonLimits s_limits = JsonLimits.Default with { MaxDepth = MaxDepth };

    /// <summary>The value, or null and what is wrong.</summary>
    public static Value? Read(string text, out string error, IStepCounter? steps = null)
    {
        error = "";

        // Almost all texts are strict JSON too, for which there is a quicker reader.
        var utf8 = Utf8.Of(text);
        var faults = new DiagnosticBag();
        if (JsonReader.Read(new SourceText("", utf8), faults, s_limits, steps) is { } strict && !faults.HasErrors)
        {
            return strict;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read())
            {
                error = "unexpected end of JSON input";
                return null;
            }

            var value = ReadValue(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            var cut = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            error = cut < 0 ? e.Message : e.Message[..cut];
            return null;
        }
    }

    private static Value ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new ObjectBuilder();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = ReadString(ref reader);
                    reader.Read();
                    members.Set(key, ReadValue(ref reader));
                }

                return members.ToValue();
            case JsonTokenType.StartArray:
                var items = new List<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader));
                }

                return ArrayValue.Create([.. items]);
            case JsonTokenType.String:
                return Value.Of(ReadString(ref reader));
            case JsonTokenType.Number:
                return NumberValue.TryParse(Utf8.Text(reader.ValueSpan), out var number) ? number : throw new JsonException("a number is too long");
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            default:
                return Value.Null;
        }
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Utf8.Text(reader.ValueSpan));
        }
    }

    private static string Unescape(string raw)
    {
        var text = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
            }
            else if (raw[++i] == 'u')
            {
                text.Append((char)Convert.ToUInt16(raw.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
            }
        }

        // Going through UTF-8 replaces halves of pairs and joins whole ones.
        return Utf8.Text(Utf8.Of(text.ToString()));
    }
}
