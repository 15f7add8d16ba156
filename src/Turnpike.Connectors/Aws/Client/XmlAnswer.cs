using System.Xml;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>
/// Turns XML into a value without a schema: an element with elements in it is an object, one that stands twice or more is a
/// list, any other is text. Whether something is a list, a number or a boolean is the mapping's to say (<c>[]</c>, <c>| int</c>,
/// <c>| bool</c>): a list of one and an empty one cannot be told from a member here.
/// </summary>
internal static class XmlAnswer
{
    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The content of the root element; an <c>XResult</c> in an <c>XResponse</c> stands for it.</summary>
    public static ObjectValue Read(byte[] body)
    {
        if (body.Length == 0)
        {
            return ObjectValue.Empty;
        }

        using var reader = XmlReader.Create(new MemoryStream(body), s_settings);
        reader.MoveToContent();
        var name = reader.LocalName;
        var root = ReadElement(reader);
        if (root is not ObjectValue content)
        {
            // GetBucketLocation answers with bare text.
            return Value.Object((name, root));
        }

        var result = name.EndsWith("Response", StringComparison.Ordinal) ? content.Get(name[..^"Response".Length] + "Result") : null;
        return result as ObjectValue ?? content;
    }

    private static Value ReadElement(XmlReader reader)
    {
        var members = new ObjectBuilder();
        ReadAttributes(reader, members);
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return members.Count > 0 ? members.ToValue() : StringValue.Empty;
        }

        var text = "";
        var lists = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var name = reader.LocalName;
                (lists.TryGetValue(name, out var list) ? list : lists[name] = []).Add(ReadElement(reader));
                continue;
            }

            text += reader.HasValue ? reader.Value : "";
            reader.Read();
        }

        reader.Read();
        foreach (var (name, list) in lists)
        {
            members.Set(name, list.Count == 1 ? list[0] : ArrayValue.Create([.. list]));
        }

        return members.Count > 0 ? members.ToValue() : Value.Of(text);
    }

    private static void ReadAttributes(XmlReader reader, ObjectBuilder members)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.LocalName != "xmlns")
            {
                members.Set(reader.LocalName, Value.Of(reader.Value));
            }
        }

        reader.MoveToElement();
    }
}
