using System.Collections.Immutable;
using System.Text;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing;

/// <summary>Matches directives with their ends, and joins runs of text that stand together.</summary>
internal ref struct TemplateBuilder
{
    private const int MaxDirectives = 200;

    private readonly SourceText _source;
    private readonly ReadOnlySpan<TemplatePart> _parts;
    private readonly TextSpan _end;
    private readonly List<Diagnostic> _faults;
    private int _at;
    private int _depth;

    public TemplateBuilder(SourceText source, ReadOnlySpan<TemplatePart> parts, TextSpan end, List<Diagnostic> faults)
    {
        _source = source;
        _parts = parts;
        _end = end;
        _faults = faults;
    }

    public readonly bool IsSingleValue => _parts is [{ Kind: TemplatePartKind.Value }];

    /// <summary>Of the tree that was built.</summary>
    public int Height { get; private set; }

    public bool IsTooDeep { get; private set; }

    public ImmutableArray<HclExpression> BuildAll()
    {
        var expressions = ImmutableArray.CreateBuilder<HclExpression>(Math.Min(_parts.Length, 8));
        while (_at < _parts.Length)
        {
            expressions.Add(BuildNext());
        }

        return expressions.DrainToImmutable();
    }

    private HclExpression BuildNext()
    {
        ref readonly var part = ref _parts[_at];
        Height = Math.Max(Height, part.Height + _depth);
        switch (part.Kind)
        {
            case TemplatePartKind.Text:
                return BuildText();
            case TemplatePartKind.Value:
                _at++;
                return part.Expression!;
            case TemplatePartKind.If or TemplatePartKind.For when _depth >= MaxDirectives:
                IsTooDeep = true;
                _at = _parts.Length;
                return new InvalidExpression(_source, part.Span);
            case TemplatePartKind.If:
                return BuildIf(_parts[_at++]);
            case TemplatePartKind.For:
                return BuildFor(_parts[_at++]);
            default:
                _at++;
                return Unexpected(part, "No directive is open that it could belong to.");
        }
    }

    private LiteralExpression BuildText()
    {
        var span = _parts[_at].Span;
        var text = _parts[_at++].Text;
        if (_at < _parts.Length && _parts[_at].Kind == TemplatePartKind.Text)
        {
            var joined = new StringBuilder(text);
            while (_at < _parts.Length && _parts[_at].Kind == TemplatePartKind.Text)
            {
                span = span.Cover(_parts[_at].Span);
                joined.Append(_parts[_at++].Text);
            }

            text = joined.ToString();
        }

        return new LiteralExpression(_source, span, Value.Of(LiteralText.Normalize(text)));
    }

    private HclExpression BuildIf(TemplatePart open)
    {
        _depth += 2;
        var whenTrue = BuildUntilEnd();
        var whenFalse = ImmutableArray<HclExpression>.Empty;
        var hasElse = _at < _parts.Length && _parts[_at].Kind == TemplatePartKind.Else;
        var elseSpan = hasElse ? _parts[_at++].Span : default;
        if (hasElse)
        {
            whenFalse = BuildUntilEnd();
        }

        _depth -= 2;
        if (_at >= _parts.Length)
        {
            return Unended(open, "if");
        }

        var end = _parts[_at++];
        if (end.Kind != TemplatePartKind.EndIf)
        {
            return Unexpected(end, hasElse && end.Kind == TemplatePartKind.Else
                ? $"The if at {_source.PositionAt(open.Span.Start)} has an else already."
                : $"The if at {_source.PositionAt(open.Span.Start)} must be ended first, with endif.");
        }

        return new ConditionalExpression(
            _source,
            open.Span.Cover(end.Span),
            open.Expression!,
            Block(whenTrue, open.Span.End),
            Block(whenFalse, hasElse ? elseSpan.End : end.Span.Start));
    }

    private HclExpression BuildFor(TemplatePart open)
    {
        _depth += 3;
        var content = BuildUntilEnd();
        _depth -= 3;
        if (_at >= _parts.Length)
        {
            return Unended(open, "for");
        }

        var end = _parts[_at++];
        if (end.Kind != TemplatePartKind.EndFor)
        {
            return Unexpected(end, end.Kind == TemplatePartKind.Else
                ? "A for directive has no else."
                : $"The for at {_source.PositionAt(open.Span.Start)} must be ended first, with endfor.");
        }

        var span = open.Span.Cover(end.Span);
        return new TemplateJoinExpression(_source, span, new ForExpression(_source, span)
        {
            KeyName = open.KeyName,
            ValueName = open.ValueName!,
            Collection = open.Expression!,
            Result = Block(content, open.Span.End),
            OpenSpan = open.Span,
            CloseSpan = end.Span,
        });
    }

    private ImmutableArray<HclExpression> BuildUntilEnd()
    {
        var expressions = ImmutableArray.CreateBuilder<HclExpression>(1);
        while (_at < _parts.Length && _parts[_at].Kind is not (TemplatePartKind.Else or TemplatePartKind.EndIf or TemplatePartKind.EndFor))
        {
            expressions.Add(BuildNext());
        }

        return expressions.DrainToImmutable();
    }

    private readonly TemplateExpression Block(ImmutableArray<HclExpression> parts, int emptyAt) =>
        new(_source, parts is [var first, .., var last] ? first.Span.Cover(last.Span) : parts is [var only] ? only.Span : new TextSpan(emptyAt, 0), parts);

    private readonly InvalidExpression Unended(TemplatePart open, string directive)
    {
        if (!IsTooDeep)
        {
            _faults.Add(SyntaxDiagnostics.UnexpectedTemplateEnd(_source, _end, directive, _source.PositionAt(open.Span.Start)));
        }

        return new InvalidExpression(_source, open.Span);
    }

    private readonly InvalidExpression Unexpected(TemplatePart part, string why)
    {
        var name = part.Kind switch
        {
            TemplatePartKind.Else => "else",
            TemplatePartKind.EndIf => "endif",
            _ => "endfor",
        };
        _faults.Add(SyntaxDiagnostics.UnexpectedDirective(_source, part.Span, name, why));
        return new InvalidExpression(_source, part.Span);
    }
}
