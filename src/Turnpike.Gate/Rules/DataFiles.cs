using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Gate.Rules;

/// <summary>Data documents for policies: JSON or YAML objects, merged into one that policies read as <c>data</c>.</summary>
internal static class DataFiles
{
    /// <param name="merged">What is there already.</param>
    public static ObjectValue Merge(IEnumerable<DataFile> files, ObjectValue merged, DiagnosticBag diagnostics)
    {
        foreach (var (file, folders) in files)
        {
            foreach (var document in Read(file, diagnostics))
            {
                if (Below(folders, document.Value) is ObjectValue part)
                {
                    merged = Merge(merged, part, file, ValuePath.Root, diagnostics);
                }
                else if (document.Value is not NullValue)
                {
                    diagnostics.Add(DataDiagnostics.NotAnObject(file, document.Span));
                }
            }
        }

        return merged;
    }

    private static Value Below(IReadOnlyList<string> folders, Value value)
    {
        for (var i = folders.Count - 1; i >= 0 && value is not NullValue; i--)
        {
            value = Value.Object((folders[i], value));
        }

        return value;
    }

    // YAML takes in JSON, but its reader is made for files that people write, not for hundreds of megabytes.
    private static List<YamlDocument> Read(SourceText file, DiagnosticBag diagnostics)
    {
        if (!file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return YamlReader.Read(file, diagnostics, YamlLimits.Default);
        }

        return JsonReader.Read(file, diagnostics) is { } value ? [new YamlDocument(value, new TextSpan(0, 0))] : [];
    }

    private static ObjectValue Merge(ObjectValue first, ObjectValue second, SourceText file, ValuePath at, DiagnosticBag diagnostics)
    {
        if (first.Count == 0)
        {
            return second;
        }

        var builder = new ObjectBuilder(first.Count + second.Count);
        builder.SetAll(first);
        for (var i = 0; i < second.Count; i++)
        {
            var (key, value) = (second.Keys[i], second.Values[i]);
            switch (builder.Get(key))
            {
                case null:
                    builder.Set(key, value);
                    break;
                case ObjectValue inner when value is ObjectValue other:
                    builder.Set(key, Merge(inner, other, file, at.Append(key), diagnostics));
                    break;
                case var taken when taken != value:
                    diagnostics.Add(DataDiagnostics.Conflict(file, at.Append(key)));
                    break;
            }
        }

        return builder.ToValue();
    }
}
