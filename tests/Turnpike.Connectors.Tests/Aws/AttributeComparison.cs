using System.Text.Json;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>Tells where what was observed says other than Terraform's state. Nothing, an empty text and an empty list are one; sets have no order.</summary>
internal static class AttributeComparison
{
    public static IEnumerable<string> Differences(string path, JsonElement observed, JsonElement state)
    {
        foreach (var attribute in observed.EnumerateObject())
        {
            if (state.TryGetProperty(attribute.Name, out var expected) && !AreSame(attribute.Value, expected))
            {
                yield return $"{path}.{attribute.Name}: observed {Short(attribute.Value)}, state {Short(expected)}";
            }
        }
    }

    private static bool AreSame(JsonElement observed, JsonElement state)
    {
        if (IsNothing(observed) && IsNothing(state))
        {
            return true;
        }

        if (observed.ValueKind != state.ValueKind)
        {
            return observed.ValueKind is JsonValueKind.True or JsonValueKind.False && state.ValueKind is JsonValueKind.True or JsonValueKind.False && observed.GetBoolean() == state.GetBoolean();
        }

        return observed.ValueKind switch
        {
            JsonValueKind.Array => AreSame([.. observed.EnumerateArray()], [.. state.EnumerateArray()]),
            JsonValueKind.Object => observed.EnumerateObject().All(p => !state.TryGetProperty(p.Name, out var other) || AreSame(p.Value, other)),
            JsonValueKind.String => observed.GetString() == state.GetString() || AreSameJson(observed.GetString()!, state.GetString()!),
            JsonValueKind.Number => observed.GetDouble().Equals(state.GetDouble()),
            _ => true,
        };
    }

    private static bool AreSame(List<JsonElement> observed, List<JsonElement> state) =>
        observed.Count == state.Count && observed.All(o =>
        {
            var at = state.FindIndex(s => AreSame(o, s));
            if (at < 0)
            {
                return false;
            }

            state.RemoveAt(at);
            return true;
        });

    private static bool AreSameJson(string observed, string state)
    {
        try
        {
            using var left = JsonDocument.Parse(observed);
            using var right = JsonDocument.Parse(state);
            return JsonElement.DeepEquals(left.RootElement, right.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 120 } text ? text[..120] + "…" : value.GetRawText();
}
