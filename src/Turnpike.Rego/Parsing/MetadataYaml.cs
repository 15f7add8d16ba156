using System.Buffers;
using System.Globalization;
using Turnpike.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Turnpike.Rego.Parsing;

/// <summary>
/// Reads a YAML text into a value. An alias is the very value of its anchor, so that aliases of aliases cost nothing.
/// A fault is given as line and column, both from 1. OPA reads metadata with one library and data with an older one, which
/// follows YAML 1.1: there <c>yes</c> and <c>on</c> are true.
/// </summary>
internal sealed class MetadataYaml
{
    private const int MaxDepth = 100;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789._");

    private readonly YamlDotNet.Core.Parser _parser;
    private readonly Dictionary<AnchorName, Value> _anchors = [];

    private readonly bool _isData;
    private readonly bool _lastWins;

    private MetadataYaml(string text, bool isData, bool lastWins)
    {
        _parser = new YamlDotNet.Core.Parser(new StringReader(text));
        _isData = isData;
        _lastWins = lastWins;
    }

    /// <summary>Metadata; null if the text holds no document.</summary>
    public static Value? Read(string text, out (string Message, int Line, int Column)? fault) => Read(text, false, false, out fault);

    /// <summary>Data; null if the text holds no document.</summary>
    /// <param name="lastWins">A key given twice is no fault.</param>
    public static Value? ReadData(string text, bool lastWins, out (string Message, int Line, int Column)? fault) => Read(text, true, lastWins, out fault);

    private static Value? Read(string text, bool isData, bool lastWins, out (string Message, int Line, int Column)? fault)
    {
        fault = null;
        try
        {
            var reader = new MetadataYaml(text, isData, lastWins);
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
        List<ObjectValue> merged = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            if (at is Scalar { Value: "<<", Style: ScalarStyle.Plain })
            {
                _parser.MoveNext();
                AddMerged(merged, ReadNode(depth + 1), at);
                continue;
            }

            var key = ReadNode(depth + 1);
            var name = key switch
            {
                StringValue text => text,
                NumberValue number => Value.Of(number.Text),
                BooleanValue boolean => Value.Of(boolean.Value ? "true" : "false"),
                NullValue => Value.Of("null"),
                _ => throw new YamlException(at.Start, at.End, "a key is not a string"),
            };
            var value = ReadNode(depth + 1);
            if (_lastWins)
            {
                members.Set(name, value);
            }
            else if (!members.TryAdd(name, value))
            {
                throw new YamlException(at.Start, at.End, $"key {name.Value} is given twice");
            }
        }

        foreach (var other in merged)
        {
            for (var i = 0; i < other.Count; i++)
            {
                members.TryAdd(other.Keys[i], other.Values[i]);
            }
        }

        return members.ToValue();
    }

    // << takes over the members of one mapping or of several, where the mapping has none of its own.
    private static void AddMerged(List<ObjectValue> merged, Value value, ParsingEvent at)
    {
        foreach (var part in value is ArrayValue several ? several.Items.ToArray() : [value])
        {
            merged.Add(part as ObjectValue ?? throw new YamlException(at.Start, at.End, "<< wants a mapping, or a list of them"));
        }
    }

    private Value ReadScalar(Scalar scalar)
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
            "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" when _isData => Value.True,
            "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" when _isData => Value.False,
            _ => (Value?)ReadNumber(text) ?? Value.Of(text),
        };
    }

    private NumberValue? ReadNumber(string text)
    {
        if (!char.IsAsciiDigit(text[^1]) && !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? Value.Of(hex) : null;
        }

        var digits = text.AsSpan().TrimStart("+-");
        if (_isData && text.Contains('_', StringComparison.Ordinal) && digits.IndexOfAnyExcept(s_digits) < 0)
        {
            text = text.Replace("_", "", StringComparison.Ordinal);
            digits = text.AsSpan().TrimStart("+-");
        }

        if (_isData && digits.Length > 1 && digits[0] == '0' && digits.IndexOfAnyExceptInRange('0', '7') < 0 && digits.Length < 20)
        {
            return Value.Of(text[0] == '-' ? -Convert.ToInt64(digits.ToString(), 8) : Convert.ToInt64(digits.ToString(), 8));
        }

        if (_isData && digits.Length > 1 && digits.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            text = (text[0] == '-' ? "-" : "") + digits.TrimStart('0').ToString();
            digits = text.AsSpan().TrimStart("+-");
        }

        // Elsewhere what starts with a zero is octal to some readers of YAML and decimal to others: a text is the safe reading.
        var isPlain = char.IsAsciiDigit(digits[0]) && (digits.Length == 1 || digits[0] != '0' || digits[1] is '.' or 'e' or 'E');
        return isPlain && NumberValue.TryParse(text, out var number) ? number : null;
    }
}
