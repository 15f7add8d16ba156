using System.Text.Json;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Conformance.Tests;

/// <summary>One conformance case in the form of OPA's suite.</summary>
/// <param name="Id">The file, relative to the folder, and the place of the case in it: unique, where notes are not.</param>
/// <param name="WantResult">The solutions as sets of bindings, in any order; null where an error is wanted.</param>
internal sealed record RegoCase(
    string Id,
    string Note,
    string Query,
    IReadOnlyList<string> Modules,
    ObjectValue Data,
    Value? Input,
    string? InputTerm,
    ArrayValue? WantResult,
    string? WantErrorCode,
    string? WantError,
    bool StrictError,
    bool SortBindings)
{
    public static IEnumerable<RegoCase> Load(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("cases", out var cases))
            {
                continue;
            }

            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var index = 0;
            foreach (var item in cases.EnumerateArray())
            {
                yield return Read($"{name}#{index++}", item);
            }
        }
    }

    private static RegoCase Read(string id, JsonElement item)
    {
        List<string> modules = [];
        if (item.TryGetProperty("modules", out var listed) && listed.ValueKind == JsonValueKind.Array)
        {
            modules.AddRange(listed.EnumerateArray().Select(module => module.GetString() ?? ""));
        }

        return new RegoCase(
            id,
            Text(item, "note") ?? id,
            Text(item, "query") ?? "",
            modules,
            Json(item, "data") as ObjectValue ?? ObjectValue.Empty,
            Json(item, "input"),
            Text(item, "input_term"),
            Json(item, "want_result") as ArrayValue,
            Text(item, "want_error_code"),
            Text(item, "want_error"),
            Flag(item, "strict_error"),
            Flag(item, "sort_bindings"));
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static Value? Json(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? JsonReader.Read(SourceText.From(name, value.GetRawText()), [])
            : null;
}
