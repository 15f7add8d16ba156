using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>Judges whether a function does so much that looking up an earlier answer is cheaper than computing it.</summary>
internal static class Weight
{
    public static bool IsWorthRemembering(BoundClause clause) =>
        clause.Body.Statements.Any(IsHeavy) || (clause.Value is not null && IsHeavy(clause.Value));

    private static bool IsHeavy(BoundStatement statement) => statement switch
    {
        BoundSomeIn or BoundEvery => true,
        BoundCondition condition => IsHeavy(condition.Term),
        BoundUnify unify => IsHeavy(unify.Left) || IsHeavy(unify.Right),
        _ => true,
    };

    private static bool IsHeavy(BoundTerm term) => term switch
    {
        BoundComprehension => true,
        BoundCall call => call.Function is not null || call.IsRelation || call.Arguments.Any(IsHeavy),
        BoundRef reference => IsHeavy(reference.Head) || reference.Keys.Any(static key => key is BoundLocal { Local.IsWildcard: true } || IsHeavy(key)),
        BoundArray array => array.Items.Any(IsHeavy),
        BoundSet set => set.Items.Any(IsHeavy),
        BoundObject obj => obj.Members.Any(static m => IsHeavy(m.Key) || IsHeavy(m.Value)),
        _ => false,
    };
}
