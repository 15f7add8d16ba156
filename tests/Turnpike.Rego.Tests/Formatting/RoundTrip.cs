using Turnpike.Rego.Formatting;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Tests.Parsing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Formatting;

internal static class RoundTrip
{
    /// <summary>What is wrong with formatting this module: null if the tree and the comments stay and a second run changes nothing.</summary>
    public static string? Fault(RegoModule module, RegoParserOptions options)
    {
        var once = RegoFormatter.Format(module);
        var diagnostics = new DiagnosticBag();
        if (RegoParser.ParseModule(SourceText.From("formatted.rego", once), options, diagnostics) is not { } again)
        {
            return $"does not parse: {string.Join("; ", diagnostics)}\n{once}";
        }

        if (TreeText.Of(Settled(again)) != TreeText.Of(Settled(module)))
        {
            return $"another tree:\n{TreeText.Of(module)}\n{TreeText.Of(again)}\n{once}";
        }

        if (!Comments(again).SequenceEqual(Comments(module)))
        {
            return $"other comments:\n{string.Join('\n', Comments(module))}\n--\n{once}";
        }

        var twice = RegoFormatter.Format(again);
        return twice == once ? null : $"not idempotent:\n{once}\n--\n{twice}";
    }

    // As OPA, the formatter writes p := 1 for p = 1 and for p := 1 if true, and p if x for p := true if x: to OPA they are one tree.
    private static RegoModule Settled(RegoModule module) => module.Version == RegoVersion.V0 ? module : module with
    {
        Rules = [.. module.Rules.Select(Settled)],
    };

    private static RegoRule Settled(RegoRule rule) => rule with
    {
        Head = rule.Head with
        {
            IsAssign = true,
            Value = rule.Head.Value ?? (rule.Head.Kind == RuleKind.Set ? null : new ScalarTerm(default, Value.True)),
        },
        Body = rule is { Else.IsEmpty: true, Body.Statements: [{ IsNegated: false, Modifiers.IsEmpty: true, Expr: TermExpr { Term: ScalarTerm { Value: BooleanValue { Value: true } } } }] }
            ? null
            : rule.Body,
        UsesIf = false,
        Else = [.. rule.Else.Select(static clause => clause with { IsAssign = true })],
    };

    private static IEnumerable<string> Comments(RegoModule module) => module.Comments.Select(comment => module.Source.GetString(comment.Span).TrimEnd()).Order(StringComparer.Ordinal);
}
