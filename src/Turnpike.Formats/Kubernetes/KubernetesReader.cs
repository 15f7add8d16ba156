using Turnpike.Formats.Withholding;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values.Json;
using Turnpike.Values;

namespace Turnpike.Formats.Kubernetes;

/// <summary>Reads manifests, YAML or JSON.</summary>
internal static class KubernetesReader
{
    /// <summary>Null, without a diagnostic, if no document of a text without faults is a Kubernetes object.</summary>
    public static KubernetesDocument? ReadYaml(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var documents = YamlReader.Read(source, diagnostics, options.Yaml);
        if (diagnostics.HasErrors || !documents.Exists(static d => HasObject(d.Value)))
        {
            return null;
        }

        var values = new List<Value>(documents.Count);
        var locators = new List<Func<ValuePath, TextSpan>>(documents.Count);
        foreach (var document in documents)
        {
            values.Add(document.Value);
            locators.Add(new YamlLocator(source, document.Span, options.Yaml).Locate);
        }

        return new KubernetesDocument(source, values, locators, options, diagnostics);
    }

    /// <summary>One object, or several one after another as kubectl takes them.</summary>
    public static KubernetesDocument? ReadJson(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var values = new List<Value>();
        var locators = new List<Func<ValuePath, TextSpan>>();
        for (var at = 0; NextValue(source, at) is { } start;)
        {
            if (JsonReader.ReadAt(source, start, diagnostics, options.Json, out at) is not { } value)
            {
                return null;
            }

            if (value is ObjectValue whole)
            {
                if (KeptHeader.Restore(whole, source, start, diagnostics) is not { } restored)
                {
                    return null;
                }

                value = restored;
            }

            values.Add(value);
            locators.Add(new JsonLocator(source, start).Locate);
        }

        return new KubernetesDocument(source, values, locators, options, diagnostics);
    }

    private static bool HasObject(Value value) => ManifestObjects.IsObject(value);

    private static int? NextValue(SourceText source, int from)
    {
        var next = source.Utf8.Span[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return next < 0 ? null : from + next;
    }
}
