using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>Comma-separated values by RFC 4180, as Go's encoding/csv reads them.</summary>
internal sealed class CsvText(string text)
{
    private int _at;
    private int _line;
    private int _startLine;

    /// <summary>Why reading stopped before the end; null if it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next record that is no empty line; null at the end or after a fault.</summary>
    public List<string>? Next()
    {
        while (Fault is null && ReadLine() is { } line)
        {
            if (line is "\n" or "")
            {
                continue;
            }

            _startLine = _line;
            return Record(line);
        }

        return null;
    }

    public void Fail(string what) => Fault ??= string.Create(CultureInfo.InvariantCulture, $"line {_startLine}: {what}");

    // With its line end, which is a line feed even where a carriage return stood before it.
    private string? ReadLine()
    {
        if (_at >= text.Length)
        {
            return null;
        }

        _line++;
        var end = text.IndexOf('\n', _at);
        var line = end < 0 ? text[_at..] : text[_at..(end + 1)];
        _at = end < 0 ? text.Length : end + 1;
        if (end < 0)
        {
            // The last line may end in a carriage return alone.
            return line.EndsWith('\r') ? line[..^1] : line;
        }

        return line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] + "\n" : line;
    }

    private List<string>? Record(string line)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var isQuoted = at < line.Length && line[at] == '"';
            var isLast = isQuoted ? QuotedField(ref line, ref at, fields) : PlainField(line, ref at, fields);
            if (Fault is not null)
            {
                return null;
            }

            if (isLast)
            {
                return fields;
            }
        }
    }

    private bool PlainField(string line, ref int at, List<string> fields)
    {
        var comma = line.IndexOf(',', at);
        var field = comma < 0 ? line[at..].TrimEnd('\n') : line[at..comma];
        if (field.Contains('"', StringComparison.Ordinal))
        {
            FailHere("a quote stands inside a field that does not start with one");
        }

        fields.Add(field);
        at = comma + 1;
        return comma < 0;
    }

    private bool QuotedField(ref string line, ref int at, List<string> fields)
    {
        var field = new StringBuilder();
        at++;
        while (true)
        {
            var quote = line.IndexOf('"', at);
            if (quote < 0)
            {
                // The field goes on in the next line.
                field.Append(line, at, line.Length - at);
                if (!line.EndsWith('\n') || ReadLine() is not { } next)
                {
                    FailHere("a quoted field is not closed");
                    return true;
                }

                (line, at) = (next, 0);
                continue;
            }

            field.Append(line, at, quote - at);
            at = quote + 1;
            if (at < line.Length && line[at] == '"')
            {
                field.Append('"');
                at++;
                continue;
            }

            fields.Add(field.ToString());
            if (at < line.Length && line[at] == ',')
            {
                at++;
                return false;
            }

            if (at < line.Length && line[at] != '\n')
            {
                FailHere("text follows the closing quote of a field");
            }

            return true;
        }
    }

    private void FailHere(string what) => Fault ??= string.Create(CultureInfo.InvariantCulture, $"line {_line}: {what}");
}
