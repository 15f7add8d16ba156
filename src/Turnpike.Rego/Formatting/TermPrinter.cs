using System.Collections.Immutable;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Formatting;

/// <summary>Bodies, statements and terms.</summary>
internal sealed class TermPrinter(LayoutWriter writer)
{
    public void PrintBraces(RegoBody body)
    {
        writer.Write("{");
        PrintLines(body, body.Span.Start + 1);
        writer.Write("}");
    }

    public void PrintStatement(Statement statement)
    {
        if (statement.IsNegated)
        {
            writer.Write("not ");
        }

        PrintExpr(statement.Expr);
        PrintModifiers(statement.Modifiers);
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
        PrintList(open, opening, closingText, items, closing, static item => item.Span, Print);

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
        var row = writer.Row(open);
        var isBroken = false;
        for (var i = 0; i < items.Length; i++)
        {
            var (start, itemRow) = (span(items[i]).Start, writer.Row(span(items[i]).Start));
            if (itemRow != row)
            {
                if (!isBroken)
                {
                    writer.Indent();
                    isBroken = true;
                }

                writer.EndLine(i == 0 ? open + 1 : span(items[i - 1]).End, isOpening: i == 0);
                writer.StartLine(start);
            }
            else if (i > 0)
            {
                writer.Write(" ");
            }

            print(items[i]);
            row = itemRow;
            writer.Write(i < items.Length - 1 || isBroken ? "," : "");
        }

        if (isBroken)
        {
            writer.EndLine(span(items[^1]).End);
            writer.StartClosing(closing ?? LayoutText.Find(writer.Source, closingText[0], span(items[^1]).End));
            writer.Outdent();
        }

        writer.Write(closingText);
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
                PrintList(members.Span.Start, "{", "}", members.Members, members.Span.End - 1, static member => member.Key.Span.Cover(member.Value.Span), PrintMember);
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
                PrintComprehensionBody(array.Body, array.Span, "]");
                break;
            case SetComprehension set:
                writer.Write("{");
                Print(set.Item);
                PrintComprehensionBody(set.Body, set.Span, "}");
                break;
            case ObjectComprehension members:
                writer.Write("{");
                PrintMember(new ObjectMember(members.Key, members.Value));
                PrintComprehensionBody(members.Body, members.Span, "}");
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

    private void PrintComprehensionBody(RegoBody body, TextSpan span, string close)
    {
        writer.Write(" |");
        if (writer.Row(span.Start) == writer.Row(span.End))
        {
            for (var i = 0; i < body.Statements.Length; i++)
            {
                writer.Write(i == 0 ? " " : "; ");
                PrintStatement(body.Statements[i]);
            }
        }
        else
        {
            PrintLines(body, body.Span.Start + 1);
        }

        writer.Write(close);
    }

    private void PrintLines(RegoBody body, int opening)
    {
        writer.EndLine(opening, isOpening: true);
        writer.Indent();
        foreach (var statement in body.Statements)
        {
            writer.StartLine(statement.Span.Start);
            PrintStatement(statement);
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
                writer.Write("some " + string.Join(", ", some.Variables.Select(variable => variable.Name)));
                break;
            case SomeInExpr some:
                writer.Write("some ");
                PrintMembership(some.Key, some.Value, some.Collection);
                break;
            case EveryExpr every:
                writer.Write("every ");
                PrintMembership(every.Key, every.Value, every.Domain);
                writer.Write(" ");
                PrintBraces(every.Body);
                break;
            default:
                throw new InvalidOperationException(expr.GetType().Name);
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

    // The first stands behind its statement; others on lines of their own stay so.
    private void PrintModifiers(ImmutableArray<WithModifier> modifiers)
    {
        var isIndented = false;
        for (var i = 0; i < modifiers.Length; i++)
        {
            var modifier = modifiers[i];
            if (i > 0 && writer.Row(modifier.Span.Start) != writer.Row(modifiers[i - 1].Span.Start))
            {
                if (!isIndented)
                {
                    writer.Indent();
                    isIndented = true;
                }

                writer.EndLine(modifiers[i - 1].Span.End, isOpening: true);
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
                PrintModifiers(expression.Modifiers);
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
