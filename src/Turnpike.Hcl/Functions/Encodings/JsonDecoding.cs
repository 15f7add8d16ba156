using System.Globalization;
using System.Text;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>
/// JSON into values: arrays become tuples, objects objects. Of a key given twice the last value counts, and half a
/// surrogate pair becomes the replacement character, as in Go.
/// </summary>
internal ref struct JsonDecoding
{
    private const int MaxDepth = 1000;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private string? _fault;

    private JsonDecoding(string text) => _text = text;

    public static bool TryRead(string text, out HclValue value, out string fault)
    {
        var decoding = new JsonDecoding(text);
        value = decoding.ReadValue();
        decoding.SkipSpace();
        if (decoding._fault is null && decoding._at < text.Length)
        {
            decoding.Fail("text follows the JSON value");
        }

        fault = decoding._fault ?? "";
        return decoding._fault is null;
    }

    private HclValue ReadValue()
    {
        SkipSpace();
        if (_at >= _text.Length)
        {
            return Fail("the JSON text ends where a value is expected");
        }

        switch (_text[_at])
        {
            case '{':
                return Nest(static (ref JsonDecoding d) => d.ReadObject());
            case '[':
                return Nest(static (ref JsonDecoding d) => d.ReadArray());
            case '"':
                return HclValue.String(ReadString());
            case 't':
                return Word("true", HclValue.True);
            case 'f':
                return Word("false", HclValue.False);
            case 'n':
                return Word("null", HclValue.DynamicNull);
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                return Fail($"{Here()} cannot begin a JSON value");
        }
    }

    private delegate HclValue Reading(ref JsonDecoding decoding);

    private HclValue Nest(Reading read)
    {
        if (++_depth > MaxDepth)
        {
            return Fail("the JSON text nests too deeply");
        }

        _at++;
        var value = read(ref this);
        _depth--;
        return value;
    }

    private HclValue ReadObject()
    {
        var builder = new HclObjectBuilder();
        SkipSpace();
        if (TryTake('}'))
        {
            return HclValue.EmptyObject;
        }

        while (_fault is null)
        {
            SkipSpace();
            if (_at >= _text.Length || _text[_at] != '"')
            {
                return Fail("a key in double quotes is expected");
            }

            var key = HclValue.String(ReadString()).AsString();
            SkipSpace();
            if (!TryTake(':'))
            {
                return Fail("a colon is expected after a key");
            }

            builder.Set(key, ReadValue());
            SkipSpace();
            if (TryTake('}'))
            {
                return builder.ToValue();
            }

            if (!TryTake(','))
            {
                return Fail("a comma or } is expected after a member of an object");
            }
        }

        return HclValue.Dynamic;
    }

    private HclValue ReadArray()
    {
        var items = new List<HclValue>();
        SkipSpace();
        if (TryTake(']'))
        {
            return HclValue.EmptyTuple;
        }

        while (_fault is null)
        {
            items.Add(ReadValue());
            SkipSpace();
            if (TryTake(']'))
            {
                return HclValue.Tuple([.. items]);
            }

            if (!TryTake(','))
            {
                return Fail("a comma or ] is expected after an element of an array");
            }
        }

        return HclValue.Dynamic;
    }

    private HclValue ReadNumber()
    {
        var start = _at;
        TryTake('-');
        if (!TryTake('0') && !SkipDigits())
        {
            return Fail("digits are expected in a number");
        }

        if (TryTake('.') && !SkipDigits())
        {
            return Fail("digits are expected after the point of a number");
        }

        if (TryTake('e') || TryTake('E'))
        {
            _ = TryTake('+') || TryTake('-');
            if (!SkipDigits())
            {
                return Fail("digits are expected in the exponent of a number");
            }
        }

        return HclNumber.TryParse(_text[start.._at].ToString(), out var number) ? HclValue.Number(number) : Fail("a number is past the range of numbers");
    }

    private bool SkipDigits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at > start;
    }

    private string ReadString()
    {
        var result = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var unit = _text[_at];
            if (unit == '"')
            {
                _at++;
                return result.ToString();
            }

            if (unit < ' ')
            {
                Fail("a control character in a string must be escaped");
                return "";
            }

            if (unit != '\\')
            {
                result.Append(unit);
            }
            else if (!TryReadEscape(result))
            {
                Fail("an escape sequence of a string is malformed");
                return "";
            }
        }

        Fail("a string is not closed");
        return "";
    }

    private bool TryReadEscape(StringBuilder result)
    {
        _at++;
        if (_at >= _text.Length)
        {
            return false;
        }

        if (_text[_at] == 'u')
        {
            return TryReadUnit(_at + 1, out var first) && AppendUnit(result, first);
        }

        var plain = _text[_at] switch
        {
            '"' or '\\' or '/' => _text[_at],
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        result.Append(plain);
        return plain != '\0';
    }

    private bool AppendUnit(StringBuilder result, char first)
    {
        _at += 4;
        if (!char.IsSurrogate(first))
        {
            result.Append(first);
        }
        else if (char.IsHighSurrogate(first) && _at + 2 < _text.Length && _text[_at + 1] == '\\' && _text[_at + 2] == 'u'
            && TryReadUnit(_at + 3, out var second) && char.IsLowSurrogate(second))
        {
            result.Append(first).Append(second);
            _at += 6;
        }
        else
        {
            result.Append('\uFFFD');
        }

        return true;
    }

    private readonly bool TryReadUnit(int at, out char unit)
    {
        unit = '\0';
        if (at + 4 > _text.Length || !ushort.TryParse(_text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        unit = (char)number;
        return true;
    }

    private HclValue Word(string word, HclValue value)
    {
        if (!_text[_at..].StartsWith(word))
        {
            return Fail($"{Here()} cannot begin a JSON value");
        }

        _at += word.Length;
        return value;
    }

    private bool TryTake(char wanted)
    {
        if (_at >= _text.Length || _text[_at] != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private readonly string Here() => Quotation.Of(_text[_at].ToString());

    private HclValue Fail(string what)
    {
        _fault ??= string.Create(CultureInfo.InvariantCulture, $"{what}, at character {_at + 1}");
        return HclValue.Dynamic;
    }
}
