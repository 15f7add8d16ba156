using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>
/// The parts of a negated expression that OPA evaluates before the negation: where one is undefined, so is the statement.
/// They are its nested calls, the references and comprehensions among a call's arguments (== is no call), and those inside
/// collections and brackets.
/// </summary>
internal static class Hoisted
{
    public static IEnumerable<Term> From(Expr expr) => expr switch
    {
        TermExpr { Term: InfixTerm { Operator: InfixOperator.Equal } equal } => [.. Inside(equal.Left), .. Inside(equal.Right)],
        TermExpr { Term: InfixTerm infix } => [.. Whole(infix.Left), .. Whole(infix.Right)],
        TermExpr { Term: CallTerm call } => call.Arguments.SelectMany(Whole),
        TermExpr { Term: MembershipTerm m } => [.. m.Key is null ? [] : Whole(m.Key), .. Whole(m.Value), .. Whole(m.Collection)],
        TermExpr { Term: var term } => Inside(term),
        UnifyExpr unify => [.. Inside(unify.Left), .. Inside(unify.Right)],
        _ => [],
    };

    private static IEnumerable<Term> Whole(Term term) => term is ArrayTerm or SetTerm or ObjectTerm ? Inside(term) : [term];

    private static IEnumerable<Term> Inside(Term term) => term switch
    {
        RefTerm reference => [.. reference.Head is VarTerm ? [] : Whole(reference.Head), .. reference.Path.SelectMany(Whole)],
        ArrayTerm array => array.Items.SelectMany(Whole),
        SetTerm set => set.Items.SelectMany(Whole),
        ObjectTerm obj => obj.Members.SelectMany(m => Whole(m.Key).Concat(Whole(m.Value))),
        CallTerm or InfixTerm or MembershipTerm => [term],
        _ => [],
    };
}
