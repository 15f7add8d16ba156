using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Interop;

/// <summary>.NET objects to values and back, by way of System.Text.Json where no shorter way is there.</summary>
internal static class ValueConversion
{
    public static Value ToValue(object? input, JsonSerializerOptions options) => input switch
    {
        null => Value.Null,
        Value value => value,
        byte[] json => Parse(json),
        ReadOnlyMemory<byte> json => Parse(json),
        Memory<byte> json => Parse(json),
        string text => Value.Of(text),
        bool boolean => Value.Of(boolean),
        int number => Value.Of(number),
        long number => Value.Of(number),
        _ => Parse(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), options)),
    };

    public static T? To<T>(Value value, JsonSerializerOptions options)
    {
        if (typeof(T) == typeof(bool) && value is BooleanValue boolean)
        {
            var known = boolean.Value;
            return Unsafe.As<bool, T>(ref known);
        }

        if (value is T same)
        {
            return same;
        }

        if (value is StringValue text && text.Value is T itself)
        {
            return itself;
        }

        return JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(JsonText.Revealed(value)), options);
    }

    private static Value Parse(ReadOnlyMemory<byte> json)
    {
        var faults = new DiagnosticBag();
        if (JsonReader.Read(new SourceText("input", json) { IsConfidential = true }, faults) is { } value)
        {
            return value;
        }

        var fault = faults.First();
        throw new JsonException($"The input is not JSON: {fault.Message} (at {fault.Position})");
    }
}
