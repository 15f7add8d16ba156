using Turnpike.Hcl.Types;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>One YAML document into values: sequences become tuples, mappings objects, and of a key given twice the last value counts.</summary>
internal sealed class YamlDecoding
{
    private const int MaxDepth = 200;

    // Nodes that aliases may stand for together, each counted as often as it is used.
    private const int MaxAliasedNodes = 1_000_000;
    private const string CoreTag = "tag:yaml.org,2002:";

    private readonly Parser _parser;
    private readonly Dictionary<string, (HclValue Value, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private int _size;
    private long _aliased;

    private YamlDecoding(string text) => _parser = new Parser(new StringReader(text.TrimStart('\uFEFF')));

    public static bool TryRead(string text, out HclValue value, out string fault)
    {
        if (IsIndentedByTab(text))
        {
            (value, fault) = (HclValue.Dynamic, "a tab stands where spaces must indent");
            return false;
        }

        try
        {
            value = new YamlDecoding(text).ReadDocument();
            fault = "";
            return true;
        }
        catch (YamlException e)
        {
            fault = e.Start.Line > 0 ? $"line {e.Start.Line}: {e.Message.TrimEnd('.', ' ')}" : e.Message;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser's own slips on malformed text, which it does not report as faults.
            fault = "a bracket or quote is not closed, or something else is out of place";
        }

        value = HclValue.Dynamic;
        return false;
    }

    // The parser lets a tab pass before the first line that says something.
    private static bool IsIndentedByTab(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimStart(" \t");
            if (content.Length > 0 && content[0] != '#')
            {
                return line[..^content.Length].Contains('\t');
            }
        }

        return false;
    }

    private HclValue ReadDocument()
    {
        _parser.MoveNext();
        if (!_parser.MoveNext() || _parser.Current is not DocumentStart start)
        {
            throw Fault("there is no YAML document");
        }

        if (start.Version is { Version: not { Major: 1, Minor: 1 } })
        {
            throw Fault("only YAML 1.1 can be read");
        }

        _parser.MoveNext();
        var value = ReadNode();
        _parser.MoveNext();
        if (_parser.Current is DocumentEnd && _parser.MoveNext() && _parser.Current is not StreamEnd)
        {
            throw Fault("text follows the first YAML document; only one can be read");
        }

        return value;
    }

    private YamlException Fault(string message) => new(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, message);

    private HclValue ReadNode()
    {
        if (++_depth > MaxDepth)
        {
            throw Fault("the document nests too deeply");
        }

        var node = _parser.Current;
        var sizeBefore = _size++;
        var anchor = node is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = (default, 0);
        }

        var value = node switch
        {
            AnchorAlias alias => Follow(alias.Value.Value),
            Scalar scalar => YamlScalar.Resolve(scalar.Value, TagOf(scalar), scalar.Style, out var fault) ?? throw Fault(fault),
            SequenceStart sequence => ReadSequence(sequence),
            MappingStart mapping => ReadMapping(mapping),
            _ => throw Fault("a value is expected"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = (value, _size - sizeBefore);
        }

        _depth--;
        return value;
    }

    private HclValue Follow(string anchor)
    {
        if (!_anchors.TryGetValue(anchor, out var known))
        {
            throw Fault($"there is no anchor {anchor} before its alias");
        }

        if (!known.Value.Exists)
        {
            throw Fault($"the alias of {anchor} stands inside what it refers to");
        }

        _size += known.Size;
        _aliased += known.Size;
        return _aliased > MaxAliasedNodes ? throw Fault("the aliases stand for too much") : known.Value;
    }

    private HclValue ReadSequence(SequenceStart start)
    {
        CheckTag(start, "seq");
        var items = new List<HclValue>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        return HclValue.Tuple([.. items]);
    }

    private HclValue ReadMapping(MappingStart start)
    {
        CheckTag(start, "map");
        var builder = new HclObjectBuilder();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
            {
                throw Fault("a key must be a string, a number or a boolean");
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain } && TagOf(key) is "" or CoreTag + "merge")
            {
                _parser.MoveNext();
                Merge(builder, ReadNode());
                continue;
            }

            var name = YamlScalar.Resolve(key.Value, TagOf(key), key.Style, out var fault) ?? throw Fault(fault);
            if (name.IsNull || !HclConversion.TryConvert(name, HclType.String, out var text, out _))
            {
                throw Fault("a key must not be null");
            }

            _parser.MoveNext();
            builder.Set(text.AsString(), ReadNode());
        }

        return builder.ToValue();
    }

    private void Merge(HclObjectBuilder builder, HclValue other)
    {
        if (other.Kind != HclTypeKind.Object)
        {
            throw Fault("a merge key (<<) takes a mapping");
        }

        for (var i = 0; i < other.Count; i++)
        {
            builder.Set(other.KeyAt(i), other.ElementAt(i));
        }
    }

    private void CheckTag(NodeEvent node, string kind)
    {
        if (TagOf(node) is not ("" or "!") and var tag && tag != CoreTag + kind)
        {
            throw Fault($"the tag {Quotation.Of(tag)} has no meaning here");
        }
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.IsNonSpecific ? "!" : node.Tag.Value;
}
