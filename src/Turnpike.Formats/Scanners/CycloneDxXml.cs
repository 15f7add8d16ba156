using System.Xml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>CycloneDX as XML, turned into what the same bill of materials is as JSON.</summary>
internal static class CycloneDxXml
{
    private const int HeadBytes = 4096;
    private const int MaxDepth = 200;
    private const string Space = "cyclonedx.org/schema/bom/";

    // What is a list, and what its members are called.
    private static readonly Dictionary<string, string> s_lists = new(StringComparer.Ordinal)
    {
        ["components"] = "component",
        ["vulnerabilities"] = "vulnerability",
        ["ratings"] = "rating",
        ["references"] = "reference",
        ["affects"] = "target",
        ["versions"] = "version",
        ["tools"] = "tool",
        ["properties"] = "property",
    };

    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, HeadBytes)];
        return head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8) && head.IndexOf("cyclonedx.org/schema/bom"u8) >= 0;
    }

    /// <returns>Null, with a diagnostic at its place, where the XML is broken.</returns>
    public static Value? Read(SourceText source, DiagnosticBag diagnostics)
    {
        try
        {
            using var bytes = new MemoryStream(source.Utf8.ToArray(), writable: false);
            using var reader = XmlReader.Create(bytes, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true });
            reader.MoveToContent();
            var at = reader.NamespaceURI.IndexOf(Space, StringComparison.Ordinal);
            var version = at < 0 ? Value.Null : Value.Of(reader.NamespaceURI[(at + Space.Length)..]);
            return (Element(reader, 0) as ObjectValue ?? ObjectValue.Empty).With("bomFormat", Value.Of("CycloneDX")).With("specVersion", version);
        }
        catch (XmlException broken)
        {
            diagnostics.Add(ScannerDiagnostics.BrokenXml(source, broken));
            return null;
        }
    }

    private static Value Element(XmlReader reader, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new XmlException($"Elements are nested more than {MaxDepth} deep.", null, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);
        }

        var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
        var members = new ObjectBuilder();
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0)
            {
                members.Set(reader.LocalName, Value.Of(reader.Value));
            }
        }

        var (items, text) = (new List<Value>(), "");
        while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var child = reader.LocalName;
                var value = Element(reader, depth + 1);
                if (s_lists.GetValueOrDefault(name) == child)
                {
                    items.Add(value);
                }
                else
                {
                    members.Set(child, value);
                }
            }
            else
            {
                text += reader.Value;
            }
        }

        if (items.Count > 0 || (s_lists.ContainsKey(name) && members.Count == 0 && text.Length == 0))
        {
            return ArrayValue.Create([.. items]);
        }

        if (members.Count == 0)
        {
            return Value.Of(text);
        }

        // What an attribute qualifies is its value: <property name="x">y</property>.
        if (text.Length > 0)
        {
            members.Set("value", Value.Of(text));
        }

        return members.ToValue();
    }
}
