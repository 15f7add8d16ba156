using System.Text.Json;

namespace Turnpike.Rego.Tests.Parsing;

/// <summary>The modules of the conformance cases, each with the name of its case.</summary>
internal static class Vectors
{
    public static IEnumerable<(string Note, string Module, bool WantsParseError)> Modules()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder(), "rego", "v1"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
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

    /// <summary>Skips the test where the vectors are absent, and fails it there under CI.</summary>
    public static void Require()
    {
        if (!Directory.Exists(Folder()))
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            Assert.Skip("The conformance vectors are absent; set TURNPIKE_VECTORS.");
        }
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") is { Length: > 0 } given)
        {
            return given;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Turnpike.slnx")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? ".", "..", "shared", "vectors");
    }
}
