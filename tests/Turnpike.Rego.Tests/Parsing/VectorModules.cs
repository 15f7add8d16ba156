using System.Text.Json;

namespace Turnpike.Rego.Tests.Parsing;

/// <summary>The modules of the conformance cases, each with the name of its case. Skips the test where they are absent.</summary>
internal static class VectorModules
{
    public static IEnumerable<(string Note, string Module, bool WantsParseError)> All()
    {
        foreach (var file in Directory.EnumerateFiles(Turnpike.Tests.Vectors.Path("rego/v1"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                var wantsError = item.TryGetProperty("want_error_code", out var code) && code.GetString() == "rego_parse_error";
                if (!item.TryGetProperty("modules", out var modules) || modules.ValueKind != JsonValueKind.Array)
                {
                    continue;
                }

                foreach (var module in modules.EnumerateArray())
                {
                    yield return (item.GetProperty("note").GetString()!, module.GetString()!, wantsError);
                }
            }
        }
    }
}
