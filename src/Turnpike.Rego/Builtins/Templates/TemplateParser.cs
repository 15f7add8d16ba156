namespace Turnpike.Rego.Builtins.Templates;

/// <summary>Reads Go's text/template: pipelines, if, with, range, break, continue, define, template, block.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 100;

    private readonly List<(string Text, bool IsAction)> _parts;
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _defined = new(StringComparer.Ordinal);
    private int _next;
    private int _depth;

    private TemplateParser(string text) => _parts = Split(text);

    public static (IReadOnlyList<TemplateNode> Main, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> Defined) Parse(string text)
    {
        var parser = new TemplateParser(text);
        var main = parser.Nodes(out var end);
        return end.Length == 0 ? (main, parser._defined) : throw new TemplateException($"unexpected {{{{{end}}}}}");
    }

    // "{{- " eats white space before it, " -}}" after it.
    private static List<(string Text, bool IsAction)> Split(string text)
    {
        var parts = new List<(string Text, bool IsAction)>();
        for (var at = 0; ;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                parts.Add((text[at..], false));
                return parts;
            }

            var trimsBefore = open + 3 < text.Length && text[open + 2] == '-' && char.IsWhiteSpace(text[open + 3]);
            parts.Add((trimsBefore ? text[at..open].TrimEnd() : text[at..open], false));
            var start = open + (trimsBefore ? 3 : 2);
            var close = ActionEnd(text, start);
            var trimsAfter = close - 2 >= start && text[close - 1] == '-' && char.IsWhiteSpace(text[close - 2]);
            var action = text[start..(trimsAfter ? close - 1 : close)].Trim();
            if (!action.StartsWith("/*", StringComparison.Ordinal))
            {
                parts.Add((action, true));
            }

            at = close + 2;
            while (trimsAfter && at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }
    }

    // Braces inside quotes and comments do not close.
    private static int ActionEnd(string text, int at)
    {
        var quote = '\0';
        if (text.AsSpan(at).TrimStart().StartsWith("/*"))
        {
            at = text.IndexOf("*/", at, StringComparison.Ordinal);
            at = at < 0 ? text.Length : at + 2;
        }

        for (; at < text.Length; at++)
        {
            if (quote != '\0')
            {
                at += text[at] == '\\' && quote != '`' ? 1 : 0;
                quote = at < text.Length && text[at] == quote ? '\0' : quote;
            }
            else if (text[at] is '"' or '`' or '\'')
            {
                quote = text[at];
            }
            else if (text.AsSpan(at).StartsWith("}}"))
            {
                return at;
            }
        }

        throw new TemplateException("unclosed action");
    }

    /// <summary>Nodes up to an <c>end</c> or <c>else</c>, which is given back; empty at the end of the text.</summary>
    private List<TemplateNode> Nodes(out string end)
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateException("nested too deeply");
        }

        var nodes = new List<TemplateNode>();
        while (_next < _parts.Count)
        {
            var (text, isAction) = _parts[_next++];
            if (!isAction)
            {
                nodes.Add(new TemplateNode.Text(text));
                continue;
            }

            if (text == "end" || text == "else" || text.StartsWith("else ", StringComparison.Ordinal))
            {
                _depth--;
                end = text;
                return nodes;
            }

            if (Node(new TemplateLexer(text)) is { } node)
            {
                nodes.Add(node);
            }
        }

        _depth--;
        end = "";
        return nodes;
    }

    private TemplateNode? Node(TemplateLexer lexer)
    {
        if (lexer.Peek.Kind != TemplateTokenKind.Word)
        {
            return new TemplateNode.Action(WholePipeline(lexer));
        }

        switch (lexer.Peek.Text)
        {
            case "if" or "with":
                return If(lexer);
            case "range":
                lexer.Take();
                var over = WholePipeline(lexer);
                var body = Nodes(out var end);
                return new TemplateNode.Range(over, body, Else(end));
            case "break" or "continue":
                return new TemplateNode.Break(lexer.Take().Text == "continue");
            case "define" or "block":
                return Define(lexer);
            case "template":
                lexer.Take();
                var name = lexer.Take().Text;
                return new TemplateNode.Include(name, lexer.Peek.Kind == TemplateTokenKind.End ? null : WholePipeline(lexer));
            default:
                return new TemplateNode.Action(WholePipeline(lexer));
        }
    }

    private TemplateNode.If If(TemplateLexer lexer)
    {
        var setsDot = lexer.Take().Text == "with";
        var condition = WholePipeline(lexer);
        var then = Nodes(out var end);
        return new TemplateNode.If(condition, then, Else(end), setsDot);
    }

    private IReadOnlyList<TemplateNode> Else(string end)
    {
        switch (end)
        {
            case "end":
                return [];
            case "else":
                var nodes = Nodes(out var next);
                return next == "end" ? nodes : throw new TemplateException("expected end");
            case "":
                throw new TemplateException("unexpected EOF");
            default:
                // "else if x" is an if inside the else, closed by the same end.
                return [If(new TemplateLexer(end[5..]))];
        }
    }

    private TemplateNode.Include? Define(TemplateLexer lexer)
    {
        var isBlock = lexer.Take().Text == "block";
        var name = lexer.Take().Text;
        var dot = isBlock ? WholePipeline(lexer) : null;
        _defined[name] = Nodes(out var end);
        return end != "end" ? throw new TemplateException("unexpected EOF") : isBlock ? new TemplateNode.Include(name, dot) : null;
    }

    private TemplatePipeline WholePipeline(TemplateLexer lexer)
    {
        var pipeline = Pipeline(lexer);
        lexer.ExpectEnd();
        return pipeline;
    }

    private TemplatePipeline Pipeline(TemplateLexer lexer)
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateException("nested too deeply");
        }

        var (variables, isDeclaration) = (new List<string>(), false);
        var commands = new List<IReadOnlyList<TemplateOperand>> { Command(lexer) };
        if (commands[0] is [{ Kind: TemplateOperandKind.Variable, Fields.Count: 0 } first] && (lexer.Peek.Text is ":=" or "=" or ","))
        {
            variables.Add(first.Text);
            if (lexer.Skip(","))
            {
                variables.Add(lexer.Take().Text);
            }

            isDeclaration = lexer.Peek.Text == ":=";
            lexer.Expect(isDeclaration ? ":=" : "=");
            commands[0] = Command(lexer);
        }

        while (lexer.Skip("|"))
        {
            commands.Add(Command(lexer));
        }

        _depth--;
        return new TemplatePipeline(variables, isDeclaration, commands);
    }

    private List<TemplateOperand> Command(TemplateLexer lexer)
    {
        var operands = new List<TemplateOperand>();
        while (lexer.Peek.Kind != TemplateTokenKind.End && !(lexer.Peek.Kind == TemplateTokenKind.Symbol && lexer.Peek.Text != "("))
        {
            operands.Add(Operand(lexer));
        }

        return operands.Count == 0 ? throw new TemplateException("missing value for command") : operands;
    }

    private TemplateOperand Operand(TemplateLexer lexer)
    {
        var token = lexer.Take();
        TemplatePipeline? inner = null;
        var first = new List<string>();
        var kind = TemplateOperandKind.Pipeline;
        switch (token.Kind)
        {
            case TemplateTokenKind.Symbol:
                inner = Pipeline(lexer);
                lexer.Expect(")");
                break;
            case TemplateTokenKind.Field:
                kind = TemplateOperandKind.Dot;
                if (token.Text.Length > 0)
                {
                    first.Add(token.Text);
                }

                break;
            case TemplateTokenKind.Variable:
                kind = TemplateOperandKind.Variable;
                break;
            case TemplateTokenKind.String:
                kind = TemplateOperandKind.String;
                break;
            case TemplateTokenKind.Number:
                kind = TemplateOperandKind.Number;
                break;
            default:
                kind = token.Text switch { "true" or "false" => TemplateOperandKind.Boolean, "nil" => TemplateOperandKind.Nil, _ => TemplateOperandKind.Function };
                break;
        }

        while (lexer.Peek is { Kind: TemplateTokenKind.Field, HasSpaceBefore: false, Text.Length: > 0 })
        {
            first.Add(lexer.Take().Text);
        }

        return new TemplateOperand(kind, token.Text, first, inner);
    }
}
