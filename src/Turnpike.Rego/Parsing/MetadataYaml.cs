using System.Globalization;
using Turnpike.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Turnpike.Rego.Parsing;

/// <summary>
/// Reads a YAML text into a value. An alias is the very value of its anchor, so that aliases of aliases cost nothing.
/// A fault is given as line and column, both from 1.
/// </summary>
internal sealed class MetadataYaml
{
    private const int MaxDepth = 100;

    private readonly YamlDotNet.Core.Parser _parser;
    private readonly Dictionary<AnchorName, Value> _anchors = [];

    private MetadataYaml(string text) => _parser = new YamlDotNet.Core.Parser(new StringReader(text));

    /// <summary>Null if the text holds no document.</summary>
    public static Value? Read(string text, out (string Message, int Line, int Column)? fault)
    {
        fault = null;
        try
        {
            var reader = new MetadataYaml(text);
            reader._parser.Consume<StreamStart>();
            return reader._parser.TryConsume<DocumentStart>(out _) ? reader.ReadNode(0) : null;
        }
        catch (YamlException error)
        {
            fault = (error.Message, (int)error.Start.Line, (int)error.Start.Column);
            return null;
        }
    }

    private Value ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"unknown alias {alias.Value}");
        }

        var node = _parser.Consume<NodeEvent>();
        Value value = node switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor] = value;
        }

        return value;
    }

    private ArrayValue ReadSequence(int depth)
    {
        List<Value> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return Value.Array([.. items]);
    }

    private ObjectValue ReadMapping(int depth)
    {
        var members = new ObjectBuilder();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            var key = ReadNode(depth + 1);
            var name = key switch
            {
                StringValue text => text,
                NumberValue number => Value.Of(number.Text),
                BooleanValue boolean => Value.Of(boolean.Value ? "true" : "false"),
                NullValue => Value.Of("null"),
                _ => throw new YamlException(at.Start, at.End, "a key is not a string"),
            };
            if (!members.TryAdd(name, ReadNode(depth + 1)))
            {
                throw new YamlException(at.Start, at.End, $"key {name.Value} is given twice");
            }
        }

        return members.ToValue();
    }

    private static Value ReadScalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value.EndsWith(":str", StringComparison.Ordinal)))
        {
            return Value.Of(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.True,
            "false" or "False" or "FALSE" => Value.False,
            _ => (Value?)ReadNumber(text) ?? Value.Of(text),
        };
    }

    private static NumberValue? ReadNumber(string text)
    {
        if (!char.IsAsciiDigit(text[^1]) && !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? Value.Of(hex) : null;
        }

        // What starts with a zero is octal to some readers of YAML and decimal to others: a text is the safe reading.
        var digits = text.AsSpan().TrimStart("+-");
        var isPlain = char.IsAsciiDigit(digits[0]) && (digits.Length == 1 || digits[0] != '0' || digits[1] is '.' or 'e' or 'E');
        return isPlain && NumberValue.TryParse(text, out var number) ? number : null;
    }
}
