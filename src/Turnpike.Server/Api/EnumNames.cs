using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnpike.Server.Api;

/// <summary>Enums in kebab case; what is no name of one is told all that are.</summary>
internal sealed class EnumNames : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    public static IReadOnlyList<string> Of(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> s_values = Enum.GetValues<T>().ToDictionary(Name, StringComparer.Ordinal);
        private static readonly Dictionary<T, string> s_names = s_values.ToDictionary(e => e.Value, e => e.Key);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && s_values.TryGetValue(reader.GetString()!, out var value) ? value : throw Fault();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(s_names[value]);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            s_values.TryGetValue(reader.GetString()!, out var value) ? value : throw Fault();

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(s_names[value]);

        private static string Name(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

        private static JsonException Fault() => new($"expected one of {string.Join(", ", s_values.Keys)}");
    }
}
