namespace Turnpike.Rego.Builtins.Time;

/// <summary>Reads a time by a Go layout. Without a zone in the text the time is UTC's.</summary>
internal ref struct GoTimeParse
{
    private readonly string _layout;
    private readonly string _text;
    private ReadOnlySpan<char> _rest;
    private long _year;
    private int _month;
    private int _day;
    private int _yearDay;
    private int _hour;
    private int _minute;
    private int _second;
    private int _nanosecond;
    private bool? _isPm;
    private int? _offset;
    private string _outOfRange;

    private GoTimeParse(string layout, string text)
    {
        _layout = layout;
        _text = text;
        _rest = text;
        _month = -1;
        _day = -1;
        _yearDay = -1;
        _outOfRange = "";
    }

    public static bool TryParse(string layout, string text, out Moment moment, out string error)
    {
        var parse = new GoTimeParse(layout, text);
        error = parse.Run();
        moment = error.Length == 0 ? parse.ToMoment() : default;
        return error.Length == 0;
    }

    private string Run()
    {
        foreach (var (part, literal) in GoLayout.Split(_layout))
        {
            var before = _rest;
            if (!Read(part, literal))
            {
                return _outOfRange.Length > 0
                    ? $"parsing time {GoQuote.Of(_text)}: {_outOfRange} out of range"
                    : $"parsing time {GoQuote.Of(_text)} as {GoQuote.Of(_layout)}: cannot parse {GoQuote.Of(before.ToString())} as {GoQuote.Of(literal)}";
            }

            // A fraction may follow the seconds though the layout has none.
            if (part is LayoutPart.Second or LayoutPart.ZeroSecond)
            {
                ReadUnaskedFraction(literal);
            }
        }

        if (_rest.Length > 0)
        {
            return $"parsing time {GoQuote.Of(_text)}: extra text: {GoQuote.Of(_rest.ToString())}";
        }

        return Complete() ? "" : $"parsing time {GoQuote.Of(_text)}: {_outOfRange} out of range";
    }

    private bool Complete()
    {
        if (_isPm is { } pm)
        {
            _hour = pm && _hour < 12 ? _hour + 12 : !pm && _hour == 12 ? 0 : _hour;
        }

        if (_yearDay > 0)
        {
            if (_yearDay > CivilTime.DaysOf(_year + 1, 1, 1) - CivilTime.DaysOf(_year, 1, 1))
            {
                _outOfRange = "day-of-year";
                return false;
            }

            var date = CivilTime.FromSeconds((CivilTime.DaysOf(_year, 1, 1) + _yearDay - 1) * 86400);
            (_month, _day) = (date.Month, date.Day);
        }

        _month = _month < 0 ? 1 : _month;
        _day = _day < 0 ? 1 : _day;
        if (_day < 1 || _day > CivilTime.DaysIn(_year, _month))
        {
            _outOfRange = "day";
            return false;
        }

        return true;
    }

    private readonly Moment ToMoment()
    {
        var moment = Moment.At(_year, _month, _day, _hour, _minute, _second, _nanosecond, Zone.Utc);
        return moment with { Nanoseconds = moment.Nanoseconds - ((Int128)(_offset ?? 0) * 1_000_000_000) };
    }

    private bool Read(LayoutPart part, string literal) => part switch
    {
        LayoutPart.Literal => Skip(literal),
        LayoutPart.LongYear => TryDigits(4, 4, out _, out _year),
        LayoutPart.Year => ReadShortYear(),
        LayoutPart.LongMonth or LayoutPart.Month => TryName(GoLayout.Months, part == LayoutPart.Month, out _month),
        LayoutPart.NumberMonth or LayoutPart.ZeroMonth => ReadNumber(part == LayoutPart.ZeroMonth ? 2 : 1, 1, 12, "month", out _month),
        LayoutPart.LongWeekday or LayoutPart.Weekday => TryName(GoLayout.Weekdays, part == LayoutPart.Weekday, out _),
        LayoutPart.Day or LayoutPart.SpaceDay => SkipSpace(part) && ReadNumber(1, 0, 99, "day", out _day),
        LayoutPart.ZeroDay => ReadNumber(2, 0, 99, "day", out _day),
        LayoutPart.ZeroYearDay or LayoutPart.SpaceYearDay => SkipSpace(part) && SkipSpace(part) && TryDigits(part == LayoutPart.ZeroYearDay ? 3 : 1, 3, out _yearDay, out _),
        LayoutPart.Hour24 => ReadNumber(1, 0, 23, "hour", out _hour),
        LayoutPart.Hour12 or LayoutPart.ZeroHour12 => ReadNumber(part == LayoutPart.ZeroHour12 ? 2 : 1, 0, 12, "hour", out _hour),
        LayoutPart.Minute or LayoutPart.ZeroMinute => ReadNumber(part == LayoutPart.ZeroMinute ? 2 : 1, 0, 59, "minute", out _minute),
        LayoutPart.Second or LayoutPart.ZeroSecond => ReadNumber(part == LayoutPart.ZeroSecond ? 2 : 1, 0, 59, "second", out _second),
        LayoutPart.UpperPm or LayoutPart.LowerPm => ReadHalf(part == LayoutPart.UpperPm ? "AP" : "ap"),
        LayoutPart.ZoneName => ReadZoneName(),
        LayoutPart.Fraction0 => ReadFraction(literal.Length - 1),
        LayoutPart.Fraction9 => ReadOptionalFraction(),
        _ => ReadOffset(part),
    };

    // A run of spaces in the layout stands for any run of spaces.
    private bool Skip(string literal)
    {
        foreach (var unit in literal)
        {
            if (unit == ' ')
            {
                if (_rest.Length > 0 && _rest[0] != ' ')
                {
                    return false;
                }

                _rest = _rest.TrimStart(' ');
                continue;
            }

            if (_rest.Length == 0 || _rest[0] != unit)
            {
                return false;
            }

            _rest = _rest[1..];
        }

        return true;
    }

    private bool SkipSpace(LayoutPart part)
    {
        if (part is LayoutPart.SpaceDay or LayoutPart.SpaceYearDay && _rest.Length > 0 && _rest[0] == ' ')
        {
            _rest = _rest[1..];
        }

        return true;
    }

    private bool TryDigits(int atLeast, int atMost, out int value, out long wide)
    {
        var count = 0;
        value = 0;
        while (count < atMost && count < _rest.Length && char.IsAsciiDigit(_rest[count]))
        {
            value = (value * 10) + _rest[count++] - '0';
        }

        wide = value;
        if (count < atLeast)
        {
            return false;
        }

        _rest = _rest[count..];
        return true;
    }

    private bool ReadNumber(int width, int min, int max, string name, out int value)
    {
        if (!TryDigits(width, 2, out value, out _))
        {
            return false;
        }

        if (value < min || value > max)
        {
            _outOfRange = name;
            return false;
        }

        return true;
    }

    private bool ReadShortYear()
    {
        if (!TryDigits(2, 2, out var value, out _))
        {
            return false;
        }

        _year = value + (value >= 69 ? 1900 : 2000);
        return true;
    }

    private bool TryName(string[] names, bool isShort, out int number)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = isShort ? names[i][..3] : names[i];
            if (_rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _rest = _rest[name.Length..];
                number = i + 1;
                return true;
            }
        }

        number = 0;
        return false;
    }

    private bool ReadHalf(string letters)
    {
        if (_rest.Length < 2 || _rest[1] != (letters[0] == 'A' ? 'M' : 'm') || !letters.Contains(_rest[0], StringComparison.Ordinal))
        {
            return false;
        }

        _isPm = _rest[0] == letters[1];
        _rest = _rest[2..];
        return true;
    }

    // Names of zones are ambiguous: only UTC and GMT with an offset say something.
    private bool ReadZoneName()
    {
        if (_rest.StartsWith("UTC", StringComparison.Ordinal))
        {
            _rest = _rest[3..];
            _offset = 0;
            return true;
        }

        var length = 0;
        while (length < _rest.Length && char.IsAsciiLetterUpper(_rest[length]))
        {
            length++;
        }

        if (length is not (3 or 4 or 5))
        {
            return false;
        }

        var isGreenwich = _rest[..length].SequenceEqual("GMT");
        _rest = _rest[length..];
        if (isGreenwich && _rest.Length > 1 && _rest[0] is '+' or '-')
        {
            var sign = _rest[0] == '-' ? -1 : 1;
            _rest = _rest[1..];
            if (!TryDigits(1, 2, out var hours, out _) || hours > 23)
            {
                return false;
            }

            _offset = sign * hours * 3600;
        }

        return true;
    }

    private bool ReadFraction(int digits)
    {
        if (_rest.Length < digits + 1 || _rest[0] is not ('.' or ',') || _rest.Slice(1, digits).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        _nanosecond = Nanoseconds(_rest.Slice(1, digits));
        _rest = _rest[(digits + 1)..];
        return true;
    }

    private bool ReadOptionalFraction()
    {
        var digits = _rest.Length > 1 && _rest[0] is '.' or ',' ? _rest[1..].IndexOfAnyExceptInRange('0', '9') : 0;
        digits = digits < 0 ? _rest.Length - 1 : digits;
        return digits == 0 || ReadFraction(digits);
    }

    private void ReadUnaskedFraction(string seconds)
    {
        var next = _layout.AsSpan(_layout.LastIndexOf(seconds, StringComparison.Ordinal) + seconds.Length);
        var hasOwn = next.Length > 1 && next[0] is '.' or ',' && next[1] is '0' or '9';
        if (!hasOwn && _rest.Length >= 2 && _rest[0] is '.' or ',' && char.IsAsciiDigit(_rest[1]))
        {
            ReadOptionalFraction();
        }
    }

    private static int Nanoseconds(ReadOnlySpan<char> digits)
    {
        var value = 0;
        for (var i = 0; i < 9; i++)
        {
            value = (value * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return value;
    }

    private bool ReadOffset(LayoutPart part)
    {
        if (part is LayoutPart.IsoZone or LayoutPart.IsoZoneColon or LayoutPart.IsoZoneSeconds or LayoutPart.IsoZoneShort or LayoutPart.IsoZoneColonSeconds
            && _rest.Length > 0 && _rest[0] == 'Z')
        {
            _rest = _rest[1..];
            _offset = 0;
            return true;
        }

        if (_rest.Length == 0 || _rest[0] is not ('+' or '-'))
        {
            return false;
        }

        var sign = _rest[0] == '-' ? -1 : 1;
        _rest = _rest[1..];
        var hasColon = part is LayoutPart.IsoZoneColon or LayoutPart.IsoZoneColonSeconds or LayoutPart.NumericZoneColon or LayoutPart.NumericZoneColonSeconds;
        var hasSeconds = part is LayoutPart.IsoZoneSeconds or LayoutPart.IsoZoneColonSeconds or LayoutPart.NumericZoneSeconds or LayoutPart.NumericZoneColonSeconds;
        var (minutes, seconds) = (0, 0);
        if (!TryDigits(2, 2, out var hours, out _)
            || (part is not (LayoutPart.IsoZoneShort or LayoutPart.NumericZoneShort) && (!Colon(hasColon) || !TryDigits(2, 2, out minutes, out _)))
            || (hasSeconds && (!Colon(hasColon) || !TryDigits(2, 2, out seconds, out _))))
        {
            return false;
        }

        if (hours > 24 || minutes > 60 || seconds > 60)
        {
            _outOfRange = hours > 24 ? "time zone offset hour" : minutes > 60 ? "time zone offset minute" : "time zone offset second";
            return false;
        }

        _offset = sign * ((hours * 3600) + (minutes * 60) + seconds);
        return true;
    }

    private bool Colon(bool isWanted)
    {
        if (!isWanted)
        {
            return true;
        }

        if (_rest.Length == 0 || _rest[0] != ':')
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }
}
