using System.Globalization;
using System.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Identity;

/// <summary>Reads addresses as HCL traversals. Splitting at dots is wrong: keys hold dots, brackets, quotes and <c>"]</c>.</summary>
internal ref struct AddressReader(string text)
{
    // Nobody nests so deeply; each level holds the text of all above it.
    private const int MaxModules = 64;
    private const string ModuleKeyword = "module";
    private int _at;

    public readonly bool AtEnd => _at == text.Length;

    public readonly int Position => _at;

    /// <summary>The leading module steps, without the dot that follows them; the root if there are none, null if they are malformed.</summary>
    public ModulePath? ReadModules()
    {
        var module = ModulePath.Root;
        while (AtModuleStep())
        {
            _at += ModuleKeyword.Length + 1;
            var name = ReadName();
            if (name is null || !TryReadKey(out var key) || module.Depth == MaxModules)
            {
                return null;
            }

            module = module.Child(name, key);
            if (AtEnd)
            {
                return module;
            }

            if (!Skip('.'))
            {
                return null;
            }
        }

        return module;
    }

    public ResourceAddress? ReadResource()
    {
        var module = ReadModules();
        if (module is null || AtEnd)
        {
            return null;
        }

        var first = ReadName();
        var mode = ResourceMode.Managed;
        if (first == "data")
        {
            mode = ResourceMode.Data;
            first = Skip('.') ? ReadName() : null;
        }

        if (first is null || !Skip('.') || ReadName() is not { } name || !TryReadKey(out var key) || !AtEnd)
        {
            return null;
        }

        return ResourceAddress.Of(module, mode, first, name, key);
    }

    private readonly bool AtModuleStep() =>
        text.AsSpan(_at).StartsWith(ModuleKeyword, StringComparison.Ordinal)
        && _at + ModuleKeyword.Length < text.Length
        && text[_at + ModuleKeyword.Length] == '.';

    public bool Skip(char expected)
    {
        if (_at >= text.Length || text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    public string? ReadName()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('.' or '[' or ']' or '"' or ' ' or '/'))
        {
            _at++;
        }

        return _at == start ? null : text[start.._at];
    }

    /// <summary>False if a key starts and is malformed; true with null where none starts.</summary>
    public bool TryReadKey(out Value? key)
    {
        key = null;
        if (!Skip('['))
        {
            return true;
        }

        if (_at < text.Length && text[_at] == '"')
        {
            key = ReadQuoted() is { } quoted ? Value.Of(quoted) : null;
        }
        else if (Skip('?'))
        {
            key = ResourceAddress.UnknownKey;
        }
        else
        {
            key = ReadNumber();
        }

        return key is not null && Skip(']');
    }

    private NumberValue? ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || (_at == start && text[_at] == '-')))
        {
            _at++;
        }

        return long.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number)
            : null;
    }

    private string? ReadQuoted()
    {
        _at++;
        var plain = text.AsSpan(_at).IndexOfAny("\"\\$%");
        if (plain >= 0 && text[_at + plain] == '"')
        {
            var simple = text.Substring(_at, plain);
            _at += plain + 1;
            return simple;
        }

        var result = new StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '"')
            {
                return result.ToString();
            }

            if (c == '\\')
            {
                if (!TryReadEscape(result))
                {
                    return null;
                }
            }
            else
            {
                result.Append(c);
                if (c is '$' or '%' && _at + 1 < text.Length && text[_at] == c && text[_at + 1] == '{')
                {
                    _at++;
                }
            }
        }

        return null;
    }

    private bool TryReadEscape(StringBuilder result)
    {
        if (_at == text.Length)
        {
            return false;
        }

        var c = text[_at++];
        switch (c)
        {
            case 'n':
                result.Append('\n');
                return true;
            case 'r':
                result.Append('\r');
                return true;
            case 't':
                result.Append('\t');
                return true;
            case '"' or '\\':
                result.Append(c);
                return true;
            case 'u':
                return TryReadCodePoint(4, result);
            case 'U':
                return TryReadCodePoint(8, result);
            default:
                return false;
        }
    }

    private bool TryReadCodePoint(int digits, StringBuilder result)
    {
        if (_at + digits > text.Length
            || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
        {
            return false;
        }

        result.Append(new Rune(code).ToString());
        _at += digits;
        return true;
    }
}
