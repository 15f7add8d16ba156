using System.Globalization;
using System.Text;

namespace Turnpike.Rego.Builtins.Templates;

/// <summary>A template that cannot be read or rendered.</summary>
internal sealed class TemplateException(string message) : Exception("template: " + message);

internal enum TemplateTokenKind : byte
{
    End,
    Word,
    Field,
    Variable,
    String,
    Number,
    Symbol,
}

internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, bool HasSpaceBefore);

/// <summary>The words of one action, the text between <c>{{</c> and <c>}}</c>.</summary>
internal sealed class TemplateLexer
{
    private readonly List<TemplateToken> _tokens = [];
    private int _next;

    public TemplateLexer(string action)
    {
        for (var at = 0; at < action.Length;)
        {
            var hasSpace = at == 0 || char.IsWhiteSpace(action[at]);
            while (at < action.Length && char.IsWhiteSpace(action[at]))
            {
                at++;
            }

            if (at < action.Length)
            {
                _tokens.Add(Read(action, ref at, hasSpace));
            }
        }
    }

    public TemplateToken Peek => _next < _tokens.Count ? _tokens[_next] : new TemplateToken(TemplateTokenKind.End, "", true);

    public TemplateToken Take()
    {
        var token = Peek;
        _next++;
        return token;
    }

    public bool Skip(string text)
    {
        if (Peek.Kind is not (TemplateTokenKind.Symbol or TemplateTokenKind.Word) || Peek.Text != text)
        {
            return false;
        }

        _next++;
        return true;
    }

    public void Expect(string text)
    {
        if (!Skip(text))
        {
            throw new TemplateException($"unexpected {GoQuote.Of(Peek.Text)}, expected {text}");
        }
    }

    public void ExpectEnd()
    {
        if (Peek.Kind != TemplateTokenKind.End)
        {
            throw new TemplateException($"unexpected {GoQuote.Of(Peek.Text)} in action");
        }
    }

    private static TemplateToken Read(string action, ref int at, bool hasSpace)
    {
        var first = action[at];
        if (first is '"' or '`' or '\'')
        {
            return new TemplateToken(first == '\'' ? TemplateTokenKind.Number : TemplateTokenKind.String, Quoted(action, ref at), hasSpace);
        }

        if (char.IsAsciiDigit(first) || (first is '-' or '+' && at + 1 < action.Length && char.IsAsciiDigit(action[at + 1])))
        {
            var digits = at++;
            while (at < action.Length && (char.IsAsciiLetterOrDigit(action[at]) || action[at] == '.'))
            {
                at++;
            }

            return new TemplateToken(TemplateTokenKind.Number, action[digits..at], hasSpace);
        }

        var kind = first == '$' ? TemplateTokenKind.Variable : first == '.' ? TemplateTokenKind.Field : TemplateTokenKind.Word;
        var start = kind == TemplateTokenKind.Word ? at : at + 1;
        var end = start;
        while (end < action.Length && (char.IsLetterOrDigit(action[end]) || action[end] == '_'))
        {
            end++;
        }

        if (kind != TemplateTokenKind.Word || end > start)
        {
            at = end;
            return new TemplateToken(kind, action[start..end], hasSpace);
        }

        var length = action.AsSpan(at).StartsWith(":=") ? 2 : 1;
        at += length;
        return new TemplateToken(TemplateTokenKind.Symbol, action.Substring(at - length, length), hasSpace);
    }

    private static string Quoted(string action, ref int at)
    {
        var quote = action[at++];
        var text = new StringBuilder();
        for (; at < action.Length && action[at] != quote; at++)
        {
            if (action[at] != '\\' || quote == '`' || at + 1 >= action.Length)
            {
                text.Append(action[at]);
                continue;
            }

            at++;
            text.Append(action[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }

        if (at >= action.Length)
        {
            throw new TemplateException("unterminated quoted string");
        }

        at++;
        return quote == '\'' ? ((int)text[0]).ToString(CultureInfo.InvariantCulture) : text.ToString();
    }
}
