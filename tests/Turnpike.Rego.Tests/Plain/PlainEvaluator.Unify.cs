using Turnpike.Rego.Syntax;
using Turnpike.Values;
using Env = System.Collections.Immutable.ImmutableDictionary<string, Turnpike.Values.Value>;

namespace Turnpike.Rego.Tests.Plain;

internal sealed partial class PlainEvaluator
{
    // A pattern against a known value: unbound variables in arrays and object values take their part.
    private IEnumerable<Env> Unify(Term pattern, Value value, Scope scope, Env env, PlainWorld world)
    {
        switch (pattern)
        {
            case VarTerm { IsWildcard: true }:
                return [env];
            case VarTerm variable when !env.ContainsKey(variable.Name) && !scope.IsGlobal(variable.Name):
                return [env.Add(variable.Name, value)];
            case ArrayTerm array:
                return value is ArrayValue items && items.Count == array.Items.Length
                    ? Enumerable.Range(0, items.Count).Aggregate((IEnumerable<Env>)[env], (envs, i) => envs.SelectMany(e => Unify(array.Items[i], items[i], scope, e, world)))
                    : [];
            case ObjectTerm obj:
                return value is ObjectValue members && members.Count == obj.Members.Length
                    ? obj.Members.Aggregate((IEnumerable<Env>)[env], (envs, m) => envs.SelectMany(e =>
                        Evaluate(m.Key, scope, e, world).SelectMany(k => members.Get(k.Value) is { } at ? Unify(m.Value, at, scope, k.Env, world) : [])))
                    : [];
            default:
                return Evaluate(pattern, scope, env, world).Where(r => r.Value.Equals(value)).Select(r => r.Env);
        }
    }

    private IEnumerable<Env> UnifyTerms(Term left, Term right, Scope scope, Env env, PlainWorld world)
    {
        if (left is ArrayTerm a && right is ArrayTerm b)
        {
            return a.Items.Length == b.Items.Length
                ? Enumerable.Range(0, a.Items.Length).Aggregate((IEnumerable<Env>)[env], (envs, i) => envs.SelectMany(e => UnifyTerms(a.Items[i], b.Items[i], scope, e, world)))
                : [];
        }

        if (IsOpen(left, scope, env))
        {
            return Evaluate(right, scope, env, world).SelectMany(r => Unify(left, r.Value, scope, r.Env, world));
        }

        return Evaluate(left, scope, env, world).SelectMany(r => Unify(right, r.Value, scope, r.Env, world));
    }

    private static bool IsOpen(Term term, Scope scope, Env env) => term switch
    {
        VarTerm variable => variable.IsWildcard || (!env.ContainsKey(variable.Name) && !scope.IsGlobal(variable.Name)),
        ArrayTerm array => array.Items.Any(i => IsOpen(i, scope, env)),
        ObjectTerm obj => obj.Members.Any(m => IsOpen(m.Value, scope, env)),
        _ => false,
    };
}
