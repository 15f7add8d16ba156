using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>sprintf</c>, with the verbs, flags and complaints of Go's fmt.</summary>
internal static class Sprintf
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("sprintf", [RegoType.String, RegoType.ArrayOf(RegoType.Any)], RegoType.String, Call)
        {
            IsTotalFor = static arguments => arguments is [StringValue, ArrayValue],
        },
    ];

    /// <summary>
    /// The formatted text, or null where it would be too long. Unknown arguments show as a placeholder.
    /// </summary>
    public static string? Format(string format, ReadOnlySpan<Value> arguments, IStepCounter? steps = null) => new FormatRun(format, arguments, steps).Run();

    private static Value? Call(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var values = ((ArrayValue)arguments[1]).Items;
        context.Step(values.Length);
        return Format(arguments.Text(0), values, context) is { } text ? Value.Of(text) : Texts.TooLong(context, BuiltinContext.MaxLength);
    }
}

internal ref struct FormatRun(string format, ReadOnlySpan<Value> values, IStepCounter? steps)
{
    private readonly ReadOnlySpan<Value> _values = values;
    private readonly StringBuilder _text = new(format.Length + 32);
    private FormatSpec _spec;
    private int _at;
    private int _argument;
    private bool _isReordered;
    private bool _isBadIndex;

    public string? Run()
    {
        while (_at < format.Length)
        {
            var percent = format.IndexOf('%', _at);
            var literal = format.AsSpan(_at, (percent < 0 ? format.Length : percent) - _at);
            _text.Append(literal);
            _at += literal.Length + 1;
            if (percent >= 0)
            {
                Directive();
            }

            if (_text.Length > BuiltinContext.MaxLength)
            {
                return null;
            }
        }

        if (!_isReordered && _argument < _values.Length)
        {
            AppendExtra();
        }

        return _text.ToString();
    }

    private void Directive()
    {
        _isBadIndex = false;
        _spec = new FormatSpec { Width = -1, Precision = -1 };
        Flags();
        var afterIndex = ArgumentIndex();
        afterIndex = Width(afterIndex);
        Precision(ref afterIndex);
        if (!afterIndex)
        {
            ArgumentIndex();
        }

        if (_at >= format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        Rune.DecodeFromUtf16(format.AsSpan(_at), out var verb, out var length);
        _at += length;
        if (verb.Value == '%')
        {
            _text.Append('%');
        }
        else if (_isBadIndex)
        {
            _text.Append("%!").Append(verb.ToString()).Append("(BADINDEX)");
        }
        else if (_argument >= _values.Length)
        {
            _text.Append("%!").Append(verb.ToString()).Append("(MISSING)");
        }
        else
        {
            FormatValue.Append(_text, _spec, verb, _values[_argument++], steps);
        }
    }

    private void Flags()
    {
        for (; _at < format.Length; _at++)
        {
            switch (format[_at])
            {
                case '#': _spec.Sharp = true; break;
                case '0': _spec.Zero = true; break;
                case '+': _spec.Plus = true; break;
                case '-': _spec.Minus = true; break;
                case ' ': _spec.Space = true; break;
                default: return;
            }
        }
    }

    private bool Width(bool afterIndex)
    {
        if (_at < format.Length && format[_at] == '*')
        {
            _at++;
            if (!TryTakeInteger(out _spec.Width))
            {
                _text.Append("%!(BADWIDTH)");
            }
            else if (_spec.Width < 0)
            {
                _spec.Width = -_spec.Width;
                _spec.Minus = true;
                _spec.Zero = false;
            }

            return false;
        }

        _spec.Width = Digits();
        _isBadIndex |= afterIndex && _spec.Width >= 0;
        return afterIndex;
    }

    private void Precision(ref bool afterIndex)
    {
        if (_at >= format.Length || format[_at] != '.')
        {
            return;
        }

        _at++;
        _isBadIndex |= afterIndex;
        afterIndex = ArgumentIndex();
        if (_at < format.Length && format[_at] == '*')
        {
            _at++;
            if (!TryTakeInteger(out _spec.Precision) || _spec.Precision < 0)
            {
                _text.Append(_spec.Precision < 0 && _argument <= _values.Length ? "" : "%!(BADPREC)");
                _spec.Precision = -1;
            }

            afterIndex = false;
            return;
        }

        _spec.Precision = Math.Max(0, Digits());
    }

    // Go takes widths up to a million; above, the directive is malformed.
    private int Digits()
    {
        var start = _at;
        var value = 0;
        for (; _at < format.Length && char.IsAsciiDigit(format[_at]); _at++)
        {
            value = Math.Min((value * 10) + format[_at] - '0', FormatSpec.MaxWidth + 1);
        }

        return _at == start || value > FormatSpec.MaxWidth ? -1 : value;
    }

    private bool TryTakeInteger(out int value)
    {
        value = -1;
        if (_argument >= _values.Length)
        {
            return false;
        }

        return _values[_argument++] is NumberValue number && number.TryGetInt32(out value) && Math.Abs(value) <= FormatSpec.MaxWidth;
    }

    /// <summary>Reads <c>[n]</c>; false if there is none.</summary>
    private bool ArgumentIndex()
    {
        if (_at >= format.Length || format[_at] != '[')
        {
            return false;
        }

        _isReordered = true;
        var close = format.IndexOf(']', _at);
        if (close < 0)
        {
            _isBadIndex = true;
            _at++;
            return false;
        }

        var isNumber = int.TryParse(format.AsSpan(_at + 1, close - _at - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index);
        _at = close + 1;
        if (!isNumber || index < 1 || index > _values.Length)
        {
            _isBadIndex = true;
            return true;
        }

        _argument = index - 1;
        return true;
    }

    private void AppendExtra()
    {
        _text.Append("%!(EXTRA ");
        for (var i = _argument; i < _values.Length; i++)
        {
            _text.Append(i > _argument ? ", " : "").Append(FormatValue.TypeName(_values[i])).Append('=');
            FormatValue.Append(_text, new FormatSpec { Width = -1, Precision = -1 }, new Rune('v'), _values[i], steps);
        }

        _text.Append(')');
    }
}

internal struct FormatSpec
{
    public const int MaxWidth = 1_000_000;

    /// <summary>-1 where none is given.</summary>
    public int Width;

    public int Precision;
    public bool Sharp;
    public bool Zero;
    public bool Plus;
    public bool Minus;
    public bool Space;
}
