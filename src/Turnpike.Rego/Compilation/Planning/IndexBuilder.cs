using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>Finds what definitions of one rule compare with constants, and indexes them by it.</summary>
internal static class IndexBuilder
{
    private const int LeastDefinitions = 3;

    /// <param name="clauses">The clause that must hold for each of the definitions; null where several may.</param>
    public static RuleIndex<T>? TryBuild<T>(PlanningContext context, IReadOnlyList<BoundClause?> clauses, T[] definitions)
    {
        if (definitions.Length < LeastDefinitions)
        {
            return null;
        }

        var guards = clauses.Select(GuardsOf).ToArray();
        var best = guards.SelectMany(static g => g.Select(static guard => guard.Subject)).GroupBy(static s => s)
            .Select(static group => (Subject: group.Key, Count: group.Count())).DefaultIfEmpty().MaxBy(static s => s.Count);
        return best.Count < 2 ? null : Build(context, best.Subject, guards, definitions);
    }

    private static RuleIndex<T> Build<T>(PlanningContext context, Subject subject, Guard[][] guards, T[] definitions)
    {
        var wanted = guards.Select(own => Array.Find(own, guard => guard.Subject == subject)?.Values).ToArray();
        var byValue = new Dictionary<Value, T[]>();
        foreach (var value in wanted.SelectMany(static values => values ?? []).Distinct())
        {
            byValue[value] = [.. definitions.Where((_, i) => wanted[i] is not { } values || values.Contains(value))];
        }

        T[] others = [.. definitions.Where((_, i) => wanted[i] is null)];
        var caches = subject.Keys.Select(_ => context.NextCache()).ToArray();
        return new RuleIndex<T>(new IndexSubject(subject.Argument, subject.Keys, caches), byValue, others, definitions);
    }

    private static Guard[] GuardsOf(BoundClause? clause)
    {
        if (clause is null)
        {
            return [];
        }

        var guards = new List<Guard>();
        for (var i = 0; i < clause.Arguments.Count; i++)
        {
            if (clause.Arguments[i] is BoundConstant { Value: var value })
            {
                guards.Add(new Guard(new Subject(i, []), [value]));
            }
        }

        foreach (var statement in clause.Body.Statements)
        {
            if (!statement.IsNegated && statement.Modifiers.Count == 0 && GuardOf(clause, statement) is { } guard)
            {
                guards.Add(guard);
            }
        }

        return [.. guards];
    }

    private static Guard? GuardOf(BoundClause clause, BoundStatement statement) => statement switch
    {
        BoundUnify unify => GuardOf(clause, unify.Left, unify.Right) ?? GuardOf(clause, unify.Right, unify.Left),
        BoundCondition { Term: BoundCall { Builtin.Name: "equal" } call } =>
            GuardOf(clause, call.Arguments[0], call.Arguments[1]) ?? GuardOf(clause, call.Arguments[1], call.Arguments[0]),
        BoundCondition { Term: BoundCall { Builtin.Name: "internal.member_2" } call } => MemberGuardOf(clause, call),
        _ => null,
    };

    private static Guard? GuardOf(BoundClause clause, BoundTerm term, BoundTerm other) =>
        other is BoundConstant constant && SubjectOf(clause, term) is { } subject ? new Guard(subject, [constant.Value]) : null;

    private static Guard? MemberGuardOf(BoundClause clause, BoundCall call)
    {
        var items = call.Arguments[1] switch
        {
            BoundSet set => set.Items,
            BoundArray array => array.Items,
            _ => null,
        };
        if (items is null || !items.All(static item => item is BoundConstant) || SubjectOf(clause, call.Arguments[0]) is not { } subject)
        {
            return null;
        }

        return new Guard(subject, [.. items.Select(static item => ((BoundConstant)item).Value)]);
    }

    private static Subject? SubjectOf(BoundClause clause, BoundTerm term)
    {
        var (head, keys) = term is BoundRef reference ? (reference.Head, reference.Keys) : (term, []);
        if (!keys.All(static key => key is BoundConstant))
        {
            return null;
        }

        Value[] path = [.. keys.Select(static key => ((BoundConstant)key).Value)];
        return head switch
        {
            BoundRoot { Root: DocumentRoot.Input } => new Subject(-1, path),
            BoundLocal { Local: var local } when ArgumentOf(clause, local) is >= 0 and var argument => new Subject(argument, path),
            _ => null,
        };
    }

    private static int ArgumentOf(BoundClause clause, Local local)
    {
        for (var i = 0; i < clause.Arguments.Count; i++)
        {
            if (clause.Arguments[i] is BoundLocal argument && argument.Local == local)
            {
                return i;
            }
        }

        return -1;
    }

    private sealed record Guard(Subject Subject, Value[] Values);

    private sealed record Subject(int Argument, Value[] Keys)
    {
        public bool Equals(Subject? other) => other is not null && Argument == other.Argument && Keys.AsSpan().SequenceEqual(other.Keys);

        public override int GetHashCode() => Keys.Aggregate(Argument, static (hash, key) => (hash * 31) + key.GetHashCode());
    }
}
