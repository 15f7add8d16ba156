using System.Globalization;
using System.Text;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>
/// YAML in block style as Terraform writes it: strings and keys in double quotes, those of several lines as literal
/// blocks, lists at the depth of their key.
/// </summary>
internal sealed class YamlEncoding
{
    private const int MaxSimpleKey = 128;

    private readonly YamlEmitter _emitter = new();

    private enum Place
    {
        Root,
        Item,
        Key,
        Value,
    }

    public static string Write(HclValue value)
    {
        var encoding = new YamlEncoding();
        encoding.Append(value.Value, Place.Root);
        return encoding._emitter.End(isPlain: value.Value is NullValue or NumberValue or BooleanValue);
    }

    private void Append(Value value, Place place)
    {
        switch (value)
        {
            case StringValue text:
                AppendString(text.Value, isSimpleKey: false);
                break;
            case ArrayValue array:
                AppendItems(array.Items, place);
                break;
            case SetValue set:
                AppendItems(set.Unordered, place);
                break;
            case ObjectValue o:
                AppendMembers(o, place);
                break;
            case NumberValue number:
                _emitter.Plain(HclNumber.ToText(number));
                break;
            case BooleanValue boolean:
                _emitter.Plain(boolean.Value ? "true" : "false");
                break;
            default:
                _emitter.Plain("null");
                break;
        }
    }

    private void AppendString(string text, bool isSimpleKey)
    {
        if (!isSimpleKey && text.Contains('\n', StringComparison.Ordinal) && YamlEmitter.FitsBlock(text))
        {
            _emitter.Literal(text);
        }
        else
        {
            _emitter.Quoted(text, mayBreak: !isSimpleKey);
        }
    }

    private void AppendItems(ReadOnlySpan<Value> items, Place place)
    {
        if (items.Length == 0)
        {
            _emitter.Plain("[]");
            return;
        }

        var indent = _emitter.Indent;
        _emitter.Enter(isIndented: place != Place.Value || _emitter.IsAtIndent);
        foreach (var item in items)
        {
            _emitter.Line();
            _emitter.Indicator("-", isIndent: true);
            Append(item, Place.Item);
        }

        _emitter.Indent = indent;
    }

    private void AppendMembers(ObjectValue o, Place place)
    {
        if (o.Count == 0)
        {
            _emitter.Plain("{}");
            return;
        }

        var indent = _emitter.Indent;
        _emitter.Enter(isIndented: true);
        for (var i = 0; i < o.Count; i++)
        {
            var key = ((StringValue)o.Keys[i]).Value;
            _emitter.Line();
            if (!YamlEmitter.HasBreak(key) && Encoding.UTF8.GetByteCount(key) <= MaxSimpleKey)
            {
                AppendString(key, isSimpleKey: true);
                _emitter.Raw(":");
            }
            else
            {
                _emitter.Indicator("?", isIndent: true);
                AppendString(key, isSimpleKey: false);
                _emitter.Line();
                _emitter.Indicator(":", isIndent: true);
            }

            Append(o.Values[i], Place.Value);
        }

        _emitter.Indent = indent;
    }
}

/// <summary>The text so far and where on its line it stands.</summary>
internal sealed class YamlEmitter
{
    private const int Step = 2;
    private const int BestWidth = 80;

    private readonly StringBuilder _text = new();
    private int _column;
    private bool _isAfterSpace = true;

    /// <summary>Of the innermost list or mapping; -1 outside all.</summary>
    public int Indent { get; set; } = -1;

    /// <summary>Nothing but indentation and indicators stands on the line.</summary>
    public bool IsAtIndent { get; private set; } = true;

    public static bool HasBreak(string text) => text.Any(IsBreak);

    /// <summary>The text can be a literal block: all of it can be printed, and no line ends in a space.</summary>
    public static bool FitsBlock(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]) || (i > 0 && IsBreak(text[i]) && text[i - 1] == ' '))
            {
                return false;
            }
        }

        return text.Length > 0 && text[0] != '\uFEFF' && text[^1] != ' ';
    }

    public void Enter(bool isIndented) => Indent = Indent < 0 ? 0 : isIndented ? Indent + Step : Indent;

    /// <summary>Goes to the start of a line at the indentation, unless it stands there.</summary>
    public void Line()
    {
        var indent = Math.Max(Indent, 0);
        if (!IsAtIndent || _column > indent || (_column == indent && !_isAfterSpace))
        {
            Break('\n');
        }

        Write(new string(' ', Math.Max(0, indent - _column)));
        _isAfterSpace = IsAtIndent = true;
    }

    public void Indicator(string text, bool isIndent)
    {
        Space();
        Write(text);
        _isAfterSpace = false;
        IsAtIndent = IsAtIndent && isIndent;
    }

    /// <summary>Without a space before it.</summary>
    public void Raw(string text)
    {
        Write(text);
        _isAfterSpace = IsAtIndent = false;
    }

    public void Plain(string text)
    {
        Space();
        Raw(text);
    }

    public void Literal(string text)
    {
        var indent = ScalarIndent;
        var ending = !IsBreak(text[^1]) ? "-" : text.Length == 1 || IsBreak(text[^2]) ? "+" : "";
        Plain("|" + (text[0] == ' ' || IsBreak(text[0]) ? "2" : "") + ending);
        Break('\n');
        _isAfterSpace = true;
        var isAtStart = true;
        foreach (var unit in text)
        {
            if (IsBreak(unit))
            {
                Break(unit);
                (IsAtIndent, isAtStart) = (true, true);
                continue;
            }

            Write(isAtStart ? new string(' ', Math.Max(0, indent - _column)) : "");
            Write(unit.ToString());
            (IsAtIndent, isAtStart) = (false, false);
        }
    }

    /// <summary>Past the best width the text goes on in the next line after a space, which a reader folds back.</summary>
    public void Quoted(string text, bool mayBreak)
    {
        Plain("\"");

        // The emitter of Terraform takes every character for a byte order mark once the first is one.
        var escapesAll = text.StartsWith('\uFEFF');
        var wasSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ' && !escapesAll)
            {
                if (mayBreak && !wasSpace && _column > BestWidth && i > 0 && i < text.Length - 1)
                {
                    Break('\n');
                    Write(new string(' ', ScalarIndent));
                    Write(text[i + 1] == ' ' ? "\\" : "");
                }
                else
                {
                    Write(" ");
                }

                wasSpace = true;
                continue;
            }

            wasSpace = false;
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            Write(escapesAll || length > 1 || !IsPrintable(text[i]) || IsBreak(text[i]) || text[i] is '"' or '\\' ? Escape(rune.Value) : text[i].ToString());
            i += length - 1;
        }

        Raw("\"");
    }

    /// <param name="isPlain">The document is one scalar without quotes, whose end has to be marked.</param>
    public string End(bool isPlain)
    {
        if (_column > 0)
        {
            Break('\n');
        }

        return _text.Append(isPlain ? "...\n" : "").ToString();
    }

    private int ScalarIndent => Indent < 0 ? Step : Indent + Step;

    private void Space()
    {
        if (!_isAfterSpace)
        {
            Write(" ");
        }
    }

    private void Write(string text)
    {
        _text.Append(text);
        _column += text.Length;
    }

    private void Break(char unit)
    {
        _text.Append(unit);
        _column = 0;
    }

    private static bool IsBreak(char unit) => unit is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsPrintable(char unit) =>
        unit is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and < '\uD800') or (>= '\uE000' and < '\uFFFE' and not '\uFEFF');

    private static string Escape(int rune) => rune switch
    {
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        9 => "\\t",
        10 => "\\n",
        11 => "\\v",
        12 => "\\f",
        13 => "\\r",
        0x1B => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xFF => string.Create(CultureInfo.InvariantCulture, $"\\x{rune:X2}"),
        <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune:X8}"),
    };
}
