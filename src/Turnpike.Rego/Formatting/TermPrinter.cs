using System.Collections.Immutable;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Formatting;

/// <summary>Bodies, statements and terms.</summary>
internal sealed class TermPrinter(LayoutWriter writer)
{
    // Within a comprehension of one line; the bodies of `every` in it are not broken either.
    private bool _isOnOneLine;

    public void PrintBraces(RegoBody body)
    {
        writer.Write("{");
        PrintLines(body, body.Span.Start + 1);
        writer.Write("}");
    }

    // A body of several expressions on one line has no space before its brace: so does OPA.
    private void PrintEveryBody(EveryExpr every)
    {
        if (_isOnOneLine || IsOnRow(every.Body, every.Span.Start))
        {
            writer.Write("{");
            PrintOnOneLine(every.Body);
            writer.Write(every.Body.Statements.Length == 1 ? " }" : "}");
        }
        else
        {
            PrintBraces(every.Body);
        }
    }

    // Whether all of its expressions start on the row of what they stand behind.
    private bool IsOnRow(RegoBody body, int offset)
    {
        foreach (var statement in body.Statements)
        {
            if (writer.Row(statement.Span.Start) != writer.Row(offset))
            {
                return false;
            }
        }

        return !writer.HasCommentBefore(body.Span.End);
    }

    public void PrintStatement(Statement statement)
    {
        if (statement.IsNegated)
        {
            writer.Write("not ");
        }

        PrintExpr(statement.Expr);
        PrintModifiers(statement.Modifiers, statement.Expr.Span.End);
    }

    public void Print(Term term)
    {
        if (term.IsParenthesized)
        {
            writer.Write("(");
            PrintBare(term);
            writer.Write(")");
        }
        else
        {
            PrintBare(term);
        }
    }

    public void PrintPath(ImmutableArray<Term> path)
    {
        foreach (var part in path)
        {
            if (part is ScalarTerm { Value: StringValue name } && (IsDotted(part) || IsPlainName(name.Value)))
            {
                writer.Write("." + name.Value);
            }
            else
            {
                writer.Write("[");
                Print(part);
                writer.Write("]");
            }
        }
    }

    /// <summary>
    /// Items in brackets: on one line, unless they were on several; then those of one line stay together, and each line
    /// ends in a comma.
    /// </summary>
    public void PrintList(int open, string opening, string closingText, ImmutableArray<Term> items, int? closing) =>
        PrintList(open, opening, closingText, items, closing, static item => TextSpan.FromBounds(item.Span.Start, item.End), Print);

    private void PrintList<T>(
        int open,
        string opening,
        string closingText,
        ImmutableArray<T> items,
        int? closing,
        Func<T, TextSpan> span,
        Action<T> print)
    {
        writer.Write(opening);
        if (IsBroken(open, items, span))
        {
            writer.EndLine(open + 1, isOpening: true);
            writer.Indent();
            PrintGroups(items, span, print);
            writer.StartClosing(closing ?? LayoutText.Find(writer.Source, closingText[0], span(items[^1]).End));
            writer.Outdent();
        }
        else
        {
            for (var i = 0; i < items.Length; i++)
            {
                writer.Write(i == 0 ? "" : ", ");
                print(items[i]);
            }
        }

        writer.Write(closingText);
    }

    // Items that start on the line of the one before stay beside it.
    private void PrintGroups<T>(ImmutableArray<T> items, Func<T, TextSpan> span, Action<T> print)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var itemSpan = span(items[i]);
            if (i > 0 && writer.Row(itemSpan.Start) == writer.Row(span(items[i - 1]).Start))
            {
                writer.Write(" ");
            }
            else
            {
                if (i > 0)
                {
                    writer.EndLine(span(items[i - 1]).End);
                }

                writer.StartLine(itemSpan.Start);
            }

            print(items[i]);
            writer.Write(",");
        }

        writer.EndLine(span(items[^1]).End);
    }

    private bool IsBroken<T>(int open, ImmutableArray<T> items, Func<T, TextSpan> span)
    {
        var row = writer.Row(open);
        foreach (var item in items)
        {
            if (writer.Row(span(item).Start) != row)
            {
                return true;
            }
        }

        return false;
    }

    private void PrintBare(Term term)
    {
        switch (term)
        {
            case VarTerm name:
                writer.Write(name.Name);
                break;
            case ScalarTerm:
                writer.WriteSource(term.Span);
                break;
            case RefTerm path:
                Print(path.Head);
                PrintPath(path.Path);
                break;
            case CallTerm call:
                Print(call.Function);
                PrintList(LayoutText.Find(writer.Source, '(', call.Function.Span.End), "(", ")", call.Arguments, call.Span.End - 1);
                break;
            case ArrayTerm array:
                PrintList(array.Span.Start, "[", "]", array.Items, array.Span.End - 1);
                break;
            case SetTerm { Items.IsEmpty: true }:
                writer.Write("set()");
                break;
            case SetTerm set:
                PrintList(set.Span.Start, "{", "}", set.Items, set.Span.End - 1);
                break;
            case ObjectTerm members:
                PrintList(members.Span.Start, "{", "}", members.Members, members.Span.End - 1, static member => TextSpan.FromBounds(member.Key.Span.Start, member.Value.End), PrintMember);
                break;
            case InfixTerm infix:
                Print(infix.Left);
                writer.Write($" {infix.Operator.Symbol()} ");
                Print(infix.Right);
                break;
            case MembershipTerm member:
                PrintMembership(member.Key, member.Value, member.Collection);
                break;
            case TemplateTerm template:
                PrintTemplate(template);
                break;
            default:
                PrintComprehension(term);
                break;
        }
    }

    private void PrintComprehension(Term term)
    {
        switch (term)
        {
            case ArrayComprehension array:
                writer.Write("[");
                Print(array.Item);
                PrintComprehensionBody(array.Body, array.Item, "]");
                break;
            case SetComprehension set:
                writer.Write("{");
                Print(set.Item);
                PrintComprehensionBody(set.Body, set.Item, "}");
                break;
            case ObjectComprehension members:
                writer.Write("{");
                PrintMember(new ObjectMember(members.Key, members.Value));
                PrintComprehensionBody(members.Body, members.Key, "}");
                break;
            default:
                throw new InvalidOperationException(term.GetType().Name);
        }
    }

    private void PrintMember(ObjectMember member)
    {
        Print(member.Key);
        writer.Write(": ");
        Print(member.Value);
    }

    private void PrintComprehensionBody(RegoBody body, Term head, string close)
    {
        writer.Write(" |");
        if (_isOnOneLine || IsOnRow(body, head.Span.Start))
        {
            var isOuter = !_isOnOneLine;
            _isOnOneLine = true;
            PrintOnOneLine(body);
            _isOnOneLine = !isOuter;
        }
        else
        {
            PrintLines(body, body.Span.Start + 1);
        }

        writer.Write(close);
    }

    private void PrintOnOneLine(RegoBody body)
    {
        for (var i = 0; i < body.Statements.Length; i++)
        {
            writer.Write(i == 0 ? " " : "; ");
            PrintStatement(body.Statements[i]);
        }
    }

    private void PrintLines(RegoBody body, int opening)
    {
        writer.EndLine(opening, isOpening: true);
        writer.Indent();
        for (var i = 0; i < body.Statements.Length; i++)
        {
            var statement = body.Statements[i];
            writer.StartLine(statement.Span.Start);
            PrintStatement(statement);

            // A minus on the next line would go on with this statement.
            var needsEnd = i + 1 < body.Statements.Length && writer.Source.Utf8.Span[body.Statements[i + 1].Span.Start] == '-';
            writer.Write(needsEnd ? ";" : "");
            writer.EndLine(statement.Span.End);
        }

        writer.StartClosing(body.Span.End - 1);
        writer.Outdent();
    }

    private void PrintExpr(Expr expr)
    {
        switch (expr)
        {
            case TermExpr term:
                Print(term.Term);
                break;
            case AssignExpr assign:
                PrintPair(assign.Target, " := ", assign.Value);
                break;
            case UnifyExpr unify:
                PrintPair(unify.Left, " = ", unify.Right);
                break;
            case SomeExpr some:
                PrintDeclaration(some);
                break;
            case SomeInExpr some:
                writer.Write("some ");
                PrintMembership(some.Key, some.Value, some.Collection);
                break;
            case EveryExpr every:
                writer.Write("every ");
                PrintMembership(every.Key, every.Value, every.Domain);
                writer.Write(" ");
                PrintEveryBody(every);
                break;
            default:
                throw new InvalidOperationException(expr.GetType().Name);
        }
    }

    // Names keep their lines.
    private void PrintDeclaration(SomeExpr some)
    {
        writer.Write("some ");
        for (var i = 0; i < some.Variables.Length; i++)
        {
            var name = some.Variables[i];
            if (i > 0 && !_isOnOneLine && writer.Row(name.Span.Start) > writer.Row(some.Variables[i - 1].Span.Start))
            {
                writer.Write(",");
                writer.EndLine(some.Variables[i - 1].Span.End, isOpening: true);
                writer.Indent();
                writer.StartClosing(name.Span.Start);
                writer.Write(name.Name);
                writer.Outdent();
            }
            else
            {
                writer.Write((i == 0 ? "" : ", ") + name.Name);
            }
        }
    }

    private void PrintPair(Term left, string sign, Term right)
    {
        Print(left);
        writer.Write(sign);
        Print(right);
    }

    private void PrintMembership(Term? key, Term value, Term collection)
    {
        if (key is not null)
        {
            Print(key);
            writer.Write(", ");
        }

        PrintPair(value, " in ", collection);
    }

    // Those on lines of their own stay so.
    private void PrintModifiers(ImmutableArray<WithModifier> modifiers, int end)
    {
        var isIndented = false;
        for (var i = 0; i < modifiers.Length; i++)
        {
            var modifier = modifiers[i];
            if (!_isOnOneLine && writer.Row(modifier.Span.Start) != writer.Row(i > 0 ? modifiers[i - 1].Span.Start : end))
            {
                if (!isIndented)
                {
                    writer.Indent();
                    isIndented = true;
                }

                writer.EndLine(i > 0 ? modifiers[i - 1].Span.End : end, isOpening: true);
                writer.StartClosing(modifier.Span.Start);
            }
            else
            {
                writer.Write(" ");
            }

            writer.Write("with ");
            PrintPair(modifier.Target, " as ", modifier.Value);
        }

        if (isIndented)
        {
            writer.Outdent();
        }
    }

    private void PrintTemplate(TemplateTerm template)
    {
        var quote = template.IsRaw ? "`" : "\"";
        writer.Write("$" + quote);
        foreach (var part in template.Parts)
        {
            if (part is TemplateExpression expression)
            {
                writer.Write("{");
                Print(expression.Term);
                PrintModifiers(expression.Modifiers, expression.Modifiers.IsEmpty ? 0 : expression.Modifiers[0].Span.Start);
                writer.Write("}");
            }
            else
            {
                writer.WriteSource(part.Span);
            }
        }

        writer.Write(quote);
    }

    private bool IsDotted(Term part) =>
        part.Span.Start > 0 && writer.Source.Utf8.Span[part.Span.Start - 1] == '.' && writer.Source.Utf8.Span[part.Span.Start] is not ((byte)'"' or (byte)'`');

    private static bool IsPlainName(string name)
    {
        if (name.Length == 0 || Keywords.IsKeyword(name) || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }
}
