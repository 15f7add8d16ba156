using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Formatting;

/// <summary>The package, the imports and the rules.</summary>
internal sealed class ModulePrinter(RegoModule module, LayoutWriter writer)
{
    private readonly TermPrinter _terms = new(writer);

    public void Print()
    {
        writer.StartLine(module.Package.Span.Start);
        writer.Write("package ");
        writer.WriteSource(module.Package.PathSpan);
        writer.EndLine(module.Package.Span.End);
        PrintImports();
        for (var i = 0; i < module.Rules.Length; i++)
        {
            var rule = module.Rules[i];
            if (i == 0 || !AreGrouped(module.Rules[i - 1], rule))
            {
                writer.BlankLine();
            }

            PrintRule(rule);
        }
    }

    // Imports without a blank line or a comment between them are sorted.
    private void PrintImports()
    {
        var imports = module.Imports;
        for (var from = 0; from < imports.Length;)
        {
            var to = from + 1;
            while (to < imports.Length && Follows(imports[to - 1], imports[to]))
            {
                to++;
            }

            writer.BlankLine();
            if (to - from == 1)
            {
                writer.StartLine(imports[from].Span.Start);
                PrintImport(imports[from]);
                writer.EndLine(imports[from].Span.End);
            }
            else
            {
                PrintGroup([.. imports.AsSpan()[from..to]]);
            }

            from = to;
        }
    }

    private bool Follows(Import before, Import import) =>
        writer.Row(import.Span.Start) <= writer.Row(before.Span.End) + 1
        && writer.Source.Slice(TextSpan.FromBounds(before.Span.End, import.Span.Start)).IndexOf((byte)'#') < 0;

    private void PrintGroup(List<Import> group)
    {
        writer.StartLine(group[0].Span.Start);
        var last = group[^1].Span.End;
        group.Sort(static (left, right) => string.CompareOrdinal(SortKey(left), SortKey(right)));
        for (var i = 0; i < group.Count; i++)
        {
            PrintImport(group[i]);

            // A comment behind the last of the group stays at its end.
            writer.EndLine(i < group.Count - 1 ? 0 : last);
        }
    }

    private static string SortKey(Import import) => string.Join('.', import.Path) + '\0' + import.Alias?.Name;

    private void PrintImport(Import import)
    {
        writer.Write("import ");
        writer.WriteSource(import.PathSpan);
        if (import.Alias is not null)
        {
            writer.Write(" as " + import.Alias.Name);
        }
    }

    // Rules of one line that stood below each other stay so.
    private bool AreGrouped(RegoRule before, RegoRule rule) =>
        IsOneLine(before) && IsOneLine(rule) && writer.Row(rule.Span.Start) == writer.Row(before.Span.Start) + 1;

    private bool IsOneLine(RegoRule rule) =>
        rule.Else.IsEmpty
        && !rule.IsChained
        && (rule.Body is not { Statements: [{ Expr: EveryExpr }] } && (rule.Body is null || IsInline(rule.UsesIf, rule.Head.Span.Start, rule.Body)))
        && writer.Row(rule.Span.Start) == writer.Row(rule.Span.End);

    private void PrintRule(RegoRule rule)
    {
        writer.StartLine(rule.Span.Start);
        if (rule.IsDefault)
        {
            writer.Write("default ");
        }

        PrintHead(rule.Head);
        var end = rule.Body is null
            ? (rule.IsDefault ? rule.Span.End : rule.Head.Span.End)
            : PrintBody(rule.UsesIf, rule.Body, !rule.IsChained && IsInline(rule.UsesIf, rule.Head.Span.Start, rule.Body));
        foreach (var clause in rule.Else)
        {
            end = PrintElse(clause, end);
        }

        writer.EndLine(end);
    }

    private void PrintHead(RuleHead head)
    {
        writer.Write(head.Name.Name);
        var end = head.Name.Span.End;
        if (!head.UsesContains && head.Kind == RuleKind.Set)
        {
            _terms.PrintPath([head.Key!]);
            return;
        }

        _terms.PrintPath(head.Path);
        end = head.Path.IsEmpty ? end : head.Path[^1].End;
        if (head.Kind == RuleKind.Function)
        {
            _terms.PrintList(LayoutText.Find(writer.Source, '(', end), "(", ")", head.Arguments, closing: null);
        }

        if (head.Kind == RuleKind.Set)
        {
            writer.Write(" contains ");
            _terms.Print(head.Key!);
        }
        else if (head.Value is not null)
        {
            writer.Write(head.IsAssign ? " := " : " = ");
            _terms.Print(head.Value);
        }
    }

    // One statement that began on the line of the head stays there. A set alone would read as a body, so it needs braces;
    // a union in braces would read as a comprehension, so it must not have them.
    private bool IsInline(bool usesIf, int headStart, RegoBody body)
    {
        if (!usesIf || body.Statements is not [var only] || only.Expr is TermExpr { Term: SetTerm { IsParenthesized: false } })
        {
            return false;
        }

        return writer.Row(only.Span.Start) == writer.Row(headStart) || StartsWithUnion(only);
    }

    // Behind `else if`, a brace always opens a body.
    private bool IsInlineElse(ElseClause clause) =>
        clause is { UsesIf: true, Body.Statements: [var only] }
        && writer.Source.Utf8.Span[only.Span.Start] != '{'
        && writer.Row(only.Span.Start) == writer.Row(clause.Span.Start);

    private static bool StartsWithUnion(Statement statement)
    {
        var term = statement.Expr switch
        {
            TermExpr expr => expr.Term,
            AssignExpr assign => assign.Target,
            UnifyExpr unify => unify.Left,
            _ => null,
        };
        while (term is InfixTerm { IsParenthesized: false } or MembershipTerm { IsParenthesized: false } && !statement.IsNegated)
        {
            if (term is InfixTerm { Operator: InfixOperator.Or })
            {
                return true;
            }

            term = term is InfixTerm infix ? infix.Left : ((MembershipTerm)term).Key ?? ((MembershipTerm)term).Value;
        }

        return false;
    }

    /// <summary>The offset behind the body, in the source.</summary>
    private int PrintBody(bool usesIf, RegoBody body, bool isInline)
    {
        writer.Write(usesIf ? " if " : " ");
        if (isInline)
        {
            _terms.PrintStatement(body.Statements[0]);
        }
        else
        {
            _terms.PrintBraces(body);
        }

        return body.Span.End;
    }

    private int PrintElse(ElseClause clause, int end)
    {
        if (IsFirstOfLine(clause.Span.Start) || writer.HasCommentBefore(clause.Span.Start))
        {
            writer.EndLine(end);
            writer.BlankLine();
            writer.StartLine(clause.Span.Start);
            writer.Write("else");
        }
        else
        {
            writer.Write(" else");
        }

        if (clause.Value is not null)
        {
            writer.Write(clause.IsAssign ? " := " : " = ");
            _terms.Print(clause.Value);
        }

        return clause.Body is null ? clause.Span.End : PrintBody(clause.UsesIf, clause.Body, IsInlineElse(clause));
    }

    private bool IsFirstOfLine(int offset)
    {
        var text = writer.Source.Utf8.Span[..offset];
        var line = text[(text.LastIndexOf((byte)'\n') + 1)..];
        return line.Trim(" \t"u8).IsEmpty;
    }
}
