namespace Turnpike.Hcl.Functions.Times;

/// <summary>Reads an RFC 3339 timestamp and says what is wrong with one that is not.</summary>
internal ref struct TimestampParser
{
    private readonly ReadOnlySpan<char> _text;

    // timecmp reads as Go's time package does: one digit of an hour will do, and an offset may be of 24 hours.
    private readonly bool _isLenient;
    private int _at;
    private string? _fault;

    private TimestampParser(string text, bool isLenient)
    {
        _text = text;
        _isLenient = isLenient;
    }

    public static bool TryParse(string text, bool isLenient, out Timestamp timestamp, out string fault)
    {
        var parser = new TimestampParser(text, isLenient);
        timestamp = parser.Parse();
        fault = "not a valid RFC3339 timestamp: " + parser._fault;
        return parser._fault is null;
    }

    private Timestamp Parse()
    {
        var year = Digits(4, "year", 0, 9999);
        Literal('-', "\"-\"");
        var month = Digits(2, "month", 1, 12);
        Literal('-', "\"-\"");
        var day = Digits(2, "day of month", 1, 31);
        Literal('T', "the time introducer \"T\"");
        var hour = Digits(_isLenient && _at + 1 < _text.Length && _text[_at + 1] == ':' ? 1 : 2, "hour", 0, 23);
        Literal(':', "\":\"");
        var minute = Digits(2, "minute", 0, 59);
        Literal(':', "\":\"");
        var second = Digits(2, "second", 0, 59);
        var nanoseconds = Fraction();
        var offset = Offset();
        if (_fault is null && day > CalendarDate.DaysInMonth(year, month))
        {
            _fault = "the month does not have that many days";
        }

        return _fault is null ? Timestamp.Create(year, month, day, hour, minute, second, nanoseconds, offset) : default;
    }

    private int Digits(int count, string what, int least, int most)
    {
        if (_fault is not null)
        {
            return 0;
        }

        var value = 0;
        for (var i = 0; i < count; i++)
        {
            if (_at + i >= _text.Length || !char.IsAsciiDigit(_text[_at + i]))
            {
                _fault = _at >= _text.Length ? $"the text ends before the {what}" : $"the {what} must have {count} digits";
                return 0;
            }

            value = (value * 10) + _text[_at + i] - '0';
        }

        _at += count;
        if (value < least || value > most)
        {
            _fault = $"the {what} must lie between {least} and {most}";
        }

        return value;
    }

    private void Literal(char expected, string what)
    {
        if (_fault is not null)
        {
            return;
        }

        if (_at >= _text.Length || _text[_at] != expected)
        {
            _fault = _at >= _text.Length ? $"the text ends where {what} is expected" : $"found \"{_text[_at..]}\" where {what} is expected";
            return;
        }

        _at++;
    }

    private int Fraction()
    {
        if (_fault is not null || _at >= _text.Length || !(_text[_at] == '.' || (_isLenient && _text[_at] == ',')))
        {
            return 0;
        }

        var (nanoseconds, unit) = (0, 100_000_000);
        var start = ++_at;
        for (; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++, unit /= 10)
        {
            nanoseconds += (_text[_at] - '0') * unit;
        }

        if (_at == start)
        {
            _fault = "digits must follow the point of the seconds";
        }

        return nanoseconds;
    }

    private int Offset()
    {
        if (_fault is not null)
        {
            return 0;
        }

        if (_at >= _text.Length)
        {
            _fault = "the text ends before the UTC offset";
            return 0;
        }

        var sign = _text[_at] switch { '+' => 1, '-' => -1, _ => 0 };
        if (sign == 0)
        {
            Literal('Z', "a UTC offset");
            return End(0);
        }

        _at++;
        var hours = Digits(2, "hours of the UTC offset", 0, _isLenient ? 24 : 23);
        Literal(':', "\":\"");
        var minutes = Digits(2, "minutes of the UTC offset", 0, _isLenient ? 60 : 59);
        return End(sign * ((hours * 60) + minutes));
    }

    private int End(int offset)
    {
        if (_fault is null && _at < _text.Length)
        {
            _fault = $"extra text \"{_text[_at..]}\" after the UTC offset";
        }

        return offset;
    }
}
