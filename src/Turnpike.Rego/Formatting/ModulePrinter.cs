using System.Collections.Immutable;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

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
        PrintDeclarations();
    }

    // Imports stand where they stood among the rules.
    private void PrintDeclarations()
    {
        for (int imports = 0, rules = 0; imports < module.Imports.Length || rules < module.Rules.Length;)
        {
            var nextRule = rules < module.Rules.Length ? module.Rules[rules].Span.Start : int.MaxValue;
            var from = imports;
            while (imports < module.Imports.Length && module.Imports[imports].Span.Start < nextRule)
            {
                imports++;
            }

            PrintImports(module.Imports[from..imports]);
            var nextImport = imports < module.Imports.Length ? module.Imports[imports].Span.Start : int.MaxValue;
            for (var isFirst = true; rules < module.Rules.Length && module.Rules[rules].Span.Start < nextImport; rules++, isFirst = false)
            {
                if (isFirst || !AreGrouped(module.Rules[rules - 1], module.Rules[rules]))
                {
                    writer.BlankLine();
                }

                PrintRule(module.Rules[rules]);
            }
        }
    }

    // Imports on lines that follow each other are sorted, and what is said of one behind it goes with it.
    private void PrintImports(ImmutableArray<Import> imports)
    {
        for (var from = 0; from < imports.Length;)
        {
            var to = from + 1;
            while (to < imports.Length && writer.Row(imports[to].Span.Start) <= writer.Row(imports[to - 1].Span.End) + 1)
            {
                to++;
            }

            writer.BlankLine();
            PrintGroup([.. imports.AsSpan()[from..to]]);
            from = to;
        }
    }

    private void PrintGroup(List<Import> group)
    {
        writer.StartLine(group[0].Span.Start);
        var last = group[^1].Span.Start;
        var lines = group.ConvertAll(import => (Import: import, Comment: writer.TakeComment(import.Span.Start)));
        lines.Sort(static (left, right) => string.CompareOrdinal(SortKey(left.Import), SortKey(right.Import)));
        foreach (var (import, comment) in lines)
        {
            PrintImport(import);
            writer.Write(comment is null ? "" : " " + comment);
            writer.EndLine(last);
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
        !before.IsDefault && !rule.IsDefault && IsOneLine(before) && IsOneLine(rule) && writer.Row(rule.Span.Start) == writer.Row(before.Span.Start) + 1;

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

        var isConstant = IsConstant(rule);
        PrintHead(rule, isConstant);
        var end = rule.Body is null || isConstant
            ? (rule.IsDefault ? rule.Span.End : rule.Head.Span.End)
            : PrintBody(rule.UsesIf, rule.Body, !rule.IsChained && IsInline(rule.UsesIf, rule.Head.Span.Start, rule.Body));
        foreach (var clause in rule.Else)
        {
            end = PrintElse(clause, end);
        }

        writer.EndLine(end);
    }

    /// <summary>As OPA has it for version 1: a body of nothing but <c>true</c> is left out.</summary>
    private bool IsConstant(RegoRule rule) =>
        module.Version == RegoVersion.V1
        && rule is { Else.IsEmpty: true, Body.Statements: [{ IsNegated: false, Modifiers.IsEmpty: true, Expr: TermExpr { Term: ScalarTerm { Value: BooleanValue { Value: true } } } }] };

    // Only names of three parts or more, and sets below a name, have dots in the heads of a module; else p.q is p["q"].
    private bool HasDottedHeads => _hasDottedHeads ??= module.Rules.Any(static rule => rule.Head.Path.Length > 1 || rule.Head is { Path.Length: 1, Kind: RuleKind.Set });

    private bool? _hasDottedHeads;

    private void PrintHead(RegoRule rule, bool isConstant)
    {
        var head = rule.Head;
        writer.Write(head.Name.Name);
        var end = head.Name.Span.End;
        if (!head.UsesContains && head.Kind == RuleKind.Set)
        {
            _terms.PrintPath([head.Key!]);
            return;
        }

        if (module.Version == RegoVersion.V1 && head.Path.Length == 1 && !HasDottedHeads)
        {
            writer.Write("[");
            writer.Write(head.Path[0] is ScalarTerm { Value: StringValue name } ? GoQuote.Of(name.Value, isAscii: false) : "");
            if (head.Path[0] is not ScalarTerm { Value: StringValue })
            {
                _terms.Print(head.Path[0]);
            }

            writer.Write("]");
        }
        else
        {
            _terms.PrintPath(head.Path);
        }

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
        else if (head.Value is not null && !IsImplied(rule, isConstant))
        {
            PrintValue(head.IsAssign, head.Value);
        }
        else if (head.Value is null && isConstant)
        {
            writer.Write(" := true");
        }
    }

    private void PrintValue(bool isAssign, Term value)
    {
        writer.Write(isAssign || module.Version == RegoVersion.V1 ? " := " : " = ");
        _terms.Print(value);
    }

    // A rule with a body is true without saying so; one with a variable for its key says it, as OPA prints it.
    private bool IsImplied(RegoRule rule, bool isConstant) =>
        module.Version == RegoVersion.V1
        && rule is { IsDefault: false, Body: not null, Head.Value: ScalarTerm { Value: BooleanValue { Value: true } } }
        && !isConstant
        && rule.Head.Path is not [not ScalarTerm];

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
            PrintValue(clause.IsAssign, clause.Value);
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
