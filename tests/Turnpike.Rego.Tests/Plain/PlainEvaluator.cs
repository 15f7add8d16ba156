using System.Collections.Immutable;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Syntax;
using Turnpike.Values;
using Env = System.Collections.Immutable.ImmutableDictionary<string, Turnpike.Values.Value>;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>An evaluation ended in an error that OPA would report too.</summary>
internal sealed class PlainError(string code, string message) : Exception($"{code}: {message}")
{
    public string Code { get; } = code;
}

/// <summary>
/// Rego evaluated straight from the syntax tree, slow and simple, to judge the compiled engine by. It shares nothing with
/// it but the parser and the builtins. Statements are tried in order and put off while a variable they need is unbound,
/// so there is no safety analysis. Ground values only.
/// </summary>
internal sealed partial class PlainEvaluator
{
    private readonly PlainRules _rules;
    private readonly BuiltinRegistry _builtins;
    private readonly BuiltinContext _context = new() { Now = 1_750_000_000_000_000_000 };

    public PlainEvaluator(IReadOnlyList<RegoModule> modules, BuiltinRegistry builtins)
    {
        _rules = new PlainRules(modules);
        _builtins = builtins;
    }

    /// <summary>The value of a rule or package below data, or null where it is undefined.</summary>
    public Value? Evaluate(IReadOnlyList<string> path, Value? input, ObjectValue data)
    {
        var world = new PlainWorld { Input = input, Data = data };
        return Walk(_rules.Root, data, [.. path.Select(p => (Term)new ScalarTerm(default, Value.Of(p)))], 0, Scope.Empty, Env.Empty, world)
            .Select(r => r.Value).FirstOrDefault();
    }

    private IEnumerable<Env> Body(RegoBody? body, Scope scope, Env env, PlainWorld world) =>
        body is null ? [env] : Statements([.. body.Statements], scope.Enter(body), env, world);

    // Picks the first statement whose needs are met, takes all of its solutions, and goes on with the rest.
    private IEnumerable<Env> Statements(ImmutableList<Statement> open, Scope scope, Env env, PlainWorld world)
    {
        if (open.IsEmpty)
        {
            yield return env;
            yield break;
        }

        List<Env>? solutions = null;
        foreach (var statement in open)
        {
            try
            {
                scope.RequireOuter(statement, open, env);
                solutions = [.. Solve(statement, scope, env, world)];
            }
            catch (NotReady)
            {
                continue;
            }

            open = open.Remove(statement);
            break;
        }

        foreach (var solution in solutions ?? throw new PlainError("rego_unsafe_var_error", "no statement is ready"))
        {
            foreach (var result in Statements(open, scope, solution, world))
            {
                yield return result;
            }
        }
    }

    private IEnumerable<Env> Solve(Statement statement, Scope scope, Env env, PlainWorld world)
    {
        foreach (var modifier in statement.Modifiers)
        {
            world = Replaced(modifier, scope, env, world);
        }

        if (!statement.IsNegated)
        {
            return Solve(statement.Expr, scope, env, world);
        }

        foreach (var name in Names.Of(statement.Expr, nested: false))
        {
            RequireBound(name, scope, env);
        }

        return Hoisted.From(statement.Expr).Any(term => !Evaluate(term, scope, env, world).Any())
            || Solve(statement.Expr, scope, env, world).Any() ? [] : [env];
    }

    private IEnumerable<Env> Solve(Expr expr, Scope scope, Env env, PlainWorld world)
    {
        switch (expr)
        {
            case TermExpr { Term: var term }:
                return Evaluate(term, scope, env, world).Where(r => r.Value is not BooleanValue { Value: false }).Select(r => r.Env);
            case AssignExpr assign:
                return Evaluate(assign.Value, scope, env, world).SelectMany(r => Unify(assign.Target, r.Value, scope, r.Env, world));
            case UnifyExpr unify:
                return UnifyTerms(unify.Left, unify.Right, scope, env, world);
            case SomeExpr:
                return [env];
            case SomeInExpr some:
                return Evaluate(some.Collection, scope, env, world)
                    .SelectMany(r => Members(r.Value).SelectMany(m =>
                        (some.Key is null ? [r.Env] : Unify(some.Key, m.Key, scope, r.Env, world))
                        .SelectMany(e => Unify(some.Value, m.Value, scope, e, world))));
            case EveryExpr every:
                return Evaluate(every.Domain, scope, env, world)
                    .Where(r => r.Value is ArrayValue or ObjectValue or SetValue)
                    .Where(r => Members(r.Value).All(m => Body(every.Body, scope, Bound(every, m, r.Env), world).Any()))
                    .Select(r => r.Env);
            default:
                throw new InvalidOperationException(expr.GetType().Name);
        }
    }

    private static Env Bound(EveryExpr every, (Value Key, Value Value) member, Env env)
    {
        env = every.Key is { IsWildcard: false } key ? env.SetItem(key.Name, member.Key) : env;
        return every.Value.IsWildcard ? env : env.SetItem(every.Value.Name, member.Value);
    }

    private static IEnumerable<(Value Key, Value Value)> Members(Value collection)
    {
        switch (collection)
        {
            case ArrayValue array:
                for (var i = 0; i < array.Count; i++)
                {
                    yield return (Value.Of(i), array[i]);
                }

                break;
            case ObjectValue obj:
                for (var i = 0; i < obj.Count; i++)
                {
                    yield return (obj.Keys[i], obj.Values[i]);
                }

                break;
            case SetValue set:
                foreach (var item in set.Items.ToArray())
                {
                    yield return (item, item);
                }

                break;
        }
    }

    private static void RequireBound(string name, Scope scope, Env env)
    {
        if (!env.ContainsKey(name) && !scope.IsGlobal(name))
        {
            throw new NotReady();
        }
    }

}

/// <summary>A statement needs a variable that another one has yet to bind.</summary>
internal sealed class NotReady : Exception;
