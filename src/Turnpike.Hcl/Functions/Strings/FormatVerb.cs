namespace Turnpike.Hcl.Functions.Strings;

/// <summary>One directive of a format: <c>%[flags][width][.precision][[argument]]verb</c>.</summary>
internal struct FormatVerb
{
    public const int MaxWidth = 1_000_000;

    /// <summary>As written, from the percent sign on.</summary>
    public string Raw;

    public char Mode;

    /// <summary>The argument's place among those behind the format, from 0.</summary>
    public int Argument;

    /// <summary>-1 where none is given.</summary>
    public int Width;

    public int Precision;
    public bool Sharp;
    public bool Zero;
    public bool Plus;
    public bool Minus;
    public bool Space;

    /// <summary>Reads the directive at a percent sign that no other follows. False where it is malformed.</summary>
    public static bool TryRead(string format, ref int at, int next, out FormatVerb verb, out string fault)
    {
        var start = at++;
        verb = new FormatVerb { Width = -1, Precision = -1, Argument = next, Raw = "" };
        while (at < format.Length && verb.TrySetFlag(format[at]))
        {
            at++;
        }

        var isRead = TryReadNumber(format, ref at, ref verb.Width);
        if (isRead && at < format.Length && format[at] == '.')
        {
            at++;
            verb.Precision = 0;
            isRead = TryReadNumber(format, ref at, ref verb.Precision);
        }

        if (!isRead)
        {
            fault = $"the width or precision at offset {at} is too large";
            return false;
        }

        if (at < format.Length && format[at] == '[' && !TryReadIndex(format, ref at, ref verb.Argument))
        {
            fault = Unexpected(format, at);
            return false;
        }

        if (at >= format.Length || !char.IsAsciiLetter(format[at]))
        {
            fault = Unexpected(format, at);
            return false;
        }

        verb.Mode = format[at++];
        verb.Raw = format[start..at];
        fault = "";
        return true;
    }

    private bool TrySetFlag(char flag)
    {
        switch (flag)
        {
            case '#':
                Sharp = true;
                return true;
            case '0':
                Zero = true;
                return true;
            case '+':
                Plus = true;
                return true;
            case '-':
                Minus = true;
                return true;
            case ' ':
                Space = true;
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadNumber(string format, ref int at, ref int value)
    {
        var start = at;
        var number = 0;
        for (; at < format.Length && char.IsAsciiDigit(format[at]) && number <= MaxWidth; at++)
        {
            number = (number * 10) + format[at] - '0';
        }

        value = at > start ? number : value;
        return number <= MaxWidth;
    }

    // Counted from 1. On failure the place is that of the character at fault.
    private static bool TryReadIndex(string format, ref int at, ref int argument)
    {
        var number = 0;
        at++;
        if (at >= format.Length || format[at] is < '1' or > '9' || !TryReadNumber(format, ref at, ref number) || at >= format.Length || format[at] != ']')
        {
            return false;
        }

        at++;
        argument = number - 1;
        return true;
    }

    private static string Unexpected(string format, int at) =>
        at >= format.Length ? $"the directive at the end of the format has no verb" : $"the character {Quotation.Of(format[at].ToString())} at offset {at} does not belong there; write %% for a percent sign";
}
