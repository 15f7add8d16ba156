using System.Collections.Immutable;
using System.Text;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Formatting;

/// <summary>
/// Lines, indentation and comments. Comments are put in as the offsets of what is printed pass them: those of a line of
/// their own before what follows them, those behind something at the end of its line.
/// </summary>
internal sealed class LayoutWriter(SourceText source, ImmutableArray<Comment> comments)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<int> _taken = [];
    private int _indent;
    private int _comment;
    private int _lastRow;
    private bool _atLineStart = true;
    private bool _afterOpening = true;

    public SourceText Source => source;

    public int Row(int offset) => source.PositionAt(offset).Line;

    public void Indent() => _indent++;

    public void Outdent() => _indent--;

    public void Write(string text)
    {
        if (_atLineStart && text.Length > 0)
        {
            _text.Append('\t', _indent);
            _atLineStart = false;
        }

        _text.Append(text);
    }

    public void WriteSource(TextSpan span) => Write(source.GetString(span));

    /// <summary>The comment on the line of an offset, which then goes where the caller writes it; null if there is none.</summary>
    public string? TakeComment(int offset)
    {
        for (var i = _comment; i < comments.Length && Row(comments[i].Span.Start) <= Row(offset); i++)
        {
            if (Row(comments[i].Span.Start) == Row(offset) && _taken.Add(i))
            {
                return source.GetString(comments[i].Span).TrimEnd();
            }
        }

        return null;
    }

    /// <summary>Before something at the start of a line: its comments, and one blank line if there were any in the source.</summary>
    public void StartLine(int offset)
    {
        while (_comment < comments.Length && comments[_comment].Span.Start < offset)
        {
            if (_taken.Contains(_comment))
            {
                _comment++;
                continue;
            }

            var span = comments[_comment++].Span;
            KeepBlankLine(Row(span.Start));
            WriteComment(span);
            NewLine();
            _lastRow = Row(span.Start);
            _afterOpening = false;
        }

        KeepBlankLine(Row(offset));
        _afterOpening = false;
    }

    /// <summary>Before a closing bracket at the start of a line: only the comments above it.</summary>
    public void StartClosing(int offset)
    {
        if (_comment < comments.Length && comments[_comment].Span.Start < offset)
        {
            var last = _comment;
            while (last + 1 < comments.Length && comments[last + 1].Span.Start < offset)
            {
                last++;
            }

            // The row of the last comment itself, so that no blank line comes before the bracket.
            StartLine(comments[last].Span.End);
        }
    }

    /// <summary>Ends the line of what ends at the offset, with the comment behind it, or inside it where it found no place.</summary>
    public void EndLine(int offset, bool isOpening = false)
    {
        _lastRow = Row(offset);
        while (_taken.Contains(_comment))
        {
            _comment++;
        }

        if (_comment < comments.Length && Belongs(comments[_comment].Span.Start, offset))
        {
            // Further ones come before what follows, where the indentation is known.
            var span = comments[_comment++].Span;
            _text.Append(' ');
            WriteComment(span);
            _lastRow = Math.Max(_lastRow, Row(span.Start));
        }

        NewLine();
        _afterOpening = isOpening;
    }

    /// <summary>Exactly one blank line before what comes, whatever the source has.</summary>
    public void BlankLine()
    {
        if (_text.Length > 0 && !EndsWithBlankLine())
        {
            _text.Append('\n');
        }

        _afterOpening = true;
    }

    public bool HasCommentBefore(int offset) => _comment < comments.Length && comments[_comment].Span.Start < offset;

    public string Finish()
    {
        StartLine(source.Length);
        while (_comment < comments.Length)
        {
            StartLine(comments[_comment].Span.End);
        }

        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private bool Belongs(int comment, int offset)
    {
        if (comment < offset)
        {
            return true;
        }

        var between = source.Utf8.Span[offset..comment];
        return between.Trim(" \t,;"u8).IsEmpty;
    }

    private void KeepBlankLine(int row)
    {
        if (row > _lastRow + 1 && !_afterOpening)
        {
            BlankLine();
        }

        _lastRow = Math.Max(row, _lastRow);
    }

    private void WriteComment(TextSpan span) => Write(source.GetString(span).TrimEnd());

    private void NewLine()
    {
        _text.Append('\n');
        _atLineStart = true;
    }

    private bool EndsWithBlankLine() => _text.Length < 2 || (_text[^1] == '\n' && _text[^2] == '\n');
}
