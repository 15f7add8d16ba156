using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SPDX as lines of <c>Tag: value</c>, in the terms of its JSON; of it only what tells packages.</summary>
internal static class SpdxTagValue
{
    private const int HeadBytes = 4096;

    public static bool IsOne(ReadOnlySpan<byte> text) => text.StartsWith("SPDXVersion:"u8) || text[..Math.Min(text.Length, HeadBytes)].IndexOf("\nSPDXVersion:"u8) >= 0;

    public static Value Read(SourceText source)
    {
        var document = new Dictionary<string, Value>(StringComparer.Ordinal);
        var (packages, relationships, creators) = (new List<Value>(), new List<Value>(), new List<Value>());
        Package? package = null;
        foreach (var line in Lines(System.Text.Encoding.UTF8.GetString(source.Utf8.Span)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (tag, value) = (line[..colon], line[(colon + 1)..].Trim());
            switch (tag)
            {
                case "SPDXVersion":
                    document["spdxVersion"] = Value.Of(value);
                    break;
                case "DocumentName":
                    document["name"] = Value.Of(value);
                    break;
                case "Creator":
                    creators.Add(Value.Of(value));
                    break;
                case "Relationship" when value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var from, var type, var to, ..]:
                    relationships.Add(Value.Object(("spdxElementId", Value.Of(from)), ("relationshipType", Value.Of(type)), ("relatedSpdxElement", Value.Of(to))));
                    break;
                case "FileName" or "SnippetSPDXID" or "LicenseID":
                    Add(package, packages);
                    package = null;
                    break;
                case "PackageName":
                    Add(package, packages);
                    package = new Package();
                    package.Texts["name"] = value;
                    break;
                default:
                    package?.Take(tag, value);
                    break;
            }
        }

        Add(package, packages);
        document["packages"] = ArrayValue.Create([.. packages]);
        document["relationships"] = ArrayValue.Create([.. relationships]);
        document["creationInfo"] = Value.Object(("creators", ArrayValue.Create([.. creators])));
        return Value.Object([.. document.Select(static m => (m.Key, m.Value))]);
    }

    // What stands between <text> and </text> may go over several lines; none of it tells packages.
    private static IEnumerable<string> Lines(string text)
    {
        var isText = false;
        foreach (var line in text.Split('\n'))
        {
            if (!isText && !line.StartsWith('#') && line.Contains(':', StringComparison.Ordinal))
            {
                yield return line.TrimEnd('\r');
            }

            var (opens, closes) = (line.LastIndexOf("<text>", StringComparison.Ordinal), line.LastIndexOf("</text>", StringComparison.Ordinal));
            isText = opens > closes || (isText && closes < 0);
        }
    }

    private static void Add(Package? package, List<Value> packages)
    {
        if (package is not null)
        {
            packages.Add(package.ToValue());
        }
    }

    private sealed class Package
    {
        private readonly List<Value> _references = [];
        private readonly List<Value> _checksums = [];

        public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

        public void Take(string tag, string value)
        {
            switch (tag)
            {
                case "SPDXID":
                    Texts["SPDXID"] = value;
                    break;
                case "PackageVersion":
                    Texts["versionInfo"] = value;
                    break;
                case "PrimaryPackagePurpose":
                    Texts["primaryPackagePurpose"] = value;
                    break;
                case "ExternalRef" when value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var type, var locator, ..]:
                    _references.Add(Value.Object(("referenceType", Value.Of(type)), ("referenceLocator", Value.Of(locator))));
                    break;
                case "PackageChecksum" when value.Split(':', StringSplitOptions.TrimEntries) is [var algorithm, var checksum]:
                    _checksums.Add(Value.Object(("algorithm", Value.Of(algorithm)), ("checksumValue", Value.Of(checksum))));
                    break;
            }
        }

        public ObjectValue ToValue() => (ObjectValue)Value.Object(
        [
            .. Texts.Select(static t => (t.Key, (Value)Value.Of(t.Value))),
            ("externalRefs", ArrayValue.Create([.. _references])),
            ("checksums", ArrayValue.Create([.. _checksums])),
        ]);
    }
}
