using System.Text;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// Faults of single characters, kept apart so that they can be reported before those of the grammar that follow from
/// them. Some are told only a few times a file, since one habit repeats them all over.
/// </summary>
internal sealed class LexicalFaults(SourceText source, Func<TextSpan, TextSpan>? place)
{
    private readonly List<Diagnostic> _found = [];
    private int _toldUpTo = -1;
    private int _bitwise;
    private int _apostrophes;
    private int _backticks;
    private bool _semicolon;

    public IReadOnlyList<Diagnostic> Found => _found;

    public void QuotedNewline(TextSpan span) => Add(span, SyntaxDiagnostics.MultiLineString(source, Place(span)));

    public void InvalidEncoding(TextSpan span) => _found.Add(SyntaxDiagnostics.InvalidEncoding(source, Place(span)));

    public void InvalidCharacter(TextSpan span, Rune rune)
    {
        switch (rune.Value)
        {
            case '&' or '|' or '^' or '~':
                if (_bitwise++ < 4)
                {
                    Add(span, SyntaxDiagnostics.BitwiseOperator(source, Place(span), (char)rune.Value));
                }

                break;
            // Such quotes come in pairs; the second one is not worth a word.
            case '\'':
                if (_apostrophes++ % 2 == 0)
                {
                    Add(span, SyntaxDiagnostics.InvalidCharacter(source, Place(span), rune));
                }

                break;
            case '`':
                if (_backticks++ % 2 == 0)
                {
                    Add(span, SyntaxDiagnostics.InvalidCharacter(source, Place(span), rune));
                }

                break;
            case ';':
                if (!_semicolon)
                {
                    Add(span, SyntaxDiagnostics.InvalidCharacter(source, Place(span), rune));
                }

                _semicolon = true;
                break;
            default:
                Add(span, SyntaxDiagnostics.InvalidCharacter(source, Place(span), rune));
                break;
        }
    }

    private TextSpan Place(TextSpan span) => place is null ? span : place(span);

    // The parser may read a stretch twice; what was told there is not told again.
    private void Add(TextSpan span, Diagnostic diagnostic)
    {
        if (span.Start <= _toldUpTo)
        {
            return;
        }

        _toldUpTo = span.Start;
        if (_found.Count < DiagnosticBag.Capacity)
        {
            _found.Add(diagnostic);
        }
    }
}
