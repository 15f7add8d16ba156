using System.Runtime.CompilerServices;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats;

/// <summary>
/// The JSON that many attributes hold as text: policies, container definitions, event patterns. Parsed when first asked for
/// and kept as long as the text is; texts that are equal within a document are one text. Safe for several threads.
/// </summary>
public static class EmbeddedJson
{
    private static readonly ConditionalWeakTable<StringValue, StrongBox<Value?>> s_parsed = [];

    /// <summary>
    /// The object or array in the text, sensitive throughout where the text is; null where there is none. Places inside it
    /// are the place of the text.
    /// </summary>
    public static Value? Read(StringValue text) => s_parsed.GetValue(text, static text => new StrongBox<Value?>(Parse(text))).Value;

    private static Value? Parse(StringValue text)
    {
        if (text.Value.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        var value = JsonReader.Read(SourceText.From("", text.Value), []);
        return text.IsSensitive ? value?.ToSensitive() : value;
    }
}
