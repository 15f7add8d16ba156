using System.Text;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Parsing;

/// <summary>A tree as text, without its spans and layout, so that trees can be compared and written down in tests.</summary>
internal static class TreeText
{
    public static string Of(RegoModule module)
    {
        var text = new StringBuilder("package ").AppendJoin('.', module.Package.Path).Append('\n');
        foreach (var import in module.Imports.Select(import => string.Join('.', import.Path) + " " + import.Name).Order(StringComparer.Ordinal))
        {
            text.Append("import ").Append(import).Append('\n');
        }

        foreach (var rule in module.Rules)
        {
            text.Append(Of(rule)).Append('\n');
        }

        return text.ToString();
    }

    public static string Of(RegoRule rule)
    {
        var head = rule.Head;
        var parts = new List<string> { rule.IsDefault ? "default" : head.Kind.ToString().ToLowerInvariant(), head.Name.Name };
        parts.AddRange(head.Path.Select(part => $"[{Of(part)}]"));
        if (head.Kind == RuleKind.Function)
        {
            parts.Add($"({string.Join(' ', head.Arguments.Select(Of))})");
        }

        parts.Add(head.Key is null ? "" : "key " + Of(head.Key));
        parts.Add(head.Value is null ? "" : (head.IsAssign ? ":= " : "= ") + Of(head.Value));
        parts.Add(rule.Body is null ? "" : Of(rule.Body));
        parts.AddRange(rule.Else.Select(clause =>
            "else" + (clause.Value is null ? "" : " " + Of(clause.Value)) + (clause.Body is null ? "" : " " + Of(clause.Body))));
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    public static string Of(RegoBody body) => $"{{{string.Join("; ", body.Statements.Select(Of))}}}";

    public static string Of(Statement statement) =>
        (statement.IsNegated ? "not " : "") + Of(statement.Expr) + string.Concat(statement.Modifiers.Select(Of));

    public static string Of(Term term) => term switch
    {
        VarTerm name => name.Name,
        ScalarTerm scalar => JsonText.Revealed(scalar.Value),
        RefTerm path => $"{Of(path.Head)}{string.Concat(path.Path.Select(part => $"[{Of(part)}]"))}",
        ArrayTerm array => $"(array {Join(array.Items)})",
        SetTerm set => $"(set {Join(set.Items)})",
        ObjectTerm members => $"(object {string.Join(' ', members.Members.Select(member => $"{Of(member.Key)}:{Of(member.Value)}"))})",
        ArrayComprehension array => $"[{Of(array.Item)} | {Of(array.Body)}]",
        SetComprehension set => $"{{{Of(set.Item)} | {Of(set.Body)}}}",
        ObjectComprehension members => $"{{{Of(members.Key)}: {Of(members.Value)} | {Of(members.Body)}}}",
        CallTerm call => $"{Of(call.Function)}({Join(call.Arguments)})",
        InfixTerm infix => $"({infix.Operator.Symbol()} {Of(infix.Left)} {Of(infix.Right)})",
        MembershipTerm member => $"(in {(member.Key is null ? "" : Of(member.Key) + ", ")}{Of(member.Value)} {Of(member.Collection)})",
        TemplateTerm template => $"(template {string.Join(' ', template.Parts.Select(Of))})",
        _ => throw new InvalidOperationException(term.GetType().Name),
    };

    private static string Of(TemplatePart part) => part switch
    {
        TemplateText text => JsonText.Revealed(Value.Of(text.Text)),
        TemplateExpression expression => Of(expression.Term) + string.Concat(expression.Modifiers.Select(Of)),
        _ => throw new InvalidOperationException(part.GetType().Name),
    };

    private static string Of(Expr expr) => expr switch
    {
        TermExpr term => Of(term.Term),
        AssignExpr assign => $"(:= {Of(assign.Target)} {Of(assign.Value)})",
        UnifyExpr unify => $"(= {Of(unify.Left)} {Of(unify.Right)})",
        SomeExpr some => $"(some {string.Join(' ', some.Variables.Select(Of))})",
        SomeInExpr some => $"(some-in {(some.Key is null ? "" : Of(some.Key) + ", ")}{Of(some.Value)} {Of(some.Collection)})",
        EveryExpr every => $"(every {(every.Key is null ? "" : Of(every.Key) + ", ")}{Of(every.Value)} {Of(every.Domain)} {Of(every.Body)})",
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private static string Of(WithModifier modifier) => $" with {Of(modifier.Target)} as {Of(modifier.Value)}";

    private static string Join(IEnumerable<Term> terms) => string.Join(' ', terms.Select(Of));
}
