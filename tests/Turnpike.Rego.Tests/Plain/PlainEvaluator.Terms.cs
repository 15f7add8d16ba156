using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Values;
using Builtin = Turnpike.Rego.Builtins.Builtin;
using Env = System.Collections.Immutable.ImmutableDictionary<string, Turnpike.Values.Value>;

namespace Turnpike.Rego.Tests.Plain;

internal sealed partial class PlainEvaluator
{
    // Every value the term may have, with what it binds; none where it is undefined.
    private IEnumerable<(Env Env, Value Value)> Evaluate(Term term, Scope scope, Env env, PlainWorld world)
    {
        switch (term)
        {
            case ScalarTerm scalar:
                return [(env, scalar.Value)];
            case VarTerm variable when env.TryGetValue(variable.Name, out var bound):
                return [(env, bound)];
            case VarTerm variable when scope.IsGlobal(variable.Name):
                return Reference(variable, [], scope, env, world);
            case VarTerm:
                throw new NotReady();
            case RefTerm reference:
                return Reference(reference.Head, reference.Path, scope, env, world);
            case ArrayTerm array:
                return Combine(array.Items, scope, env, world).Select(r => (r.Env, (Value)Value.Array([.. r.Values])));
            case SetTerm set:
                return Combine(set.Items, scope, env, world).Select(r => (r.Env, (Value)Value.Set([.. r.Values])));
            case ObjectTerm obj:
                return Combine([.. obj.Members.SelectMany(m => new[] { m.Key, m.Value })], scope, env, world).Select(r => (r.Env, (Value)ObjectOf(r.Values)));
            case ArrayComprehension comprehension:
                return [(env, Value.Array([.. Heads(comprehension.Body, comprehension.Item, scope, env, world)]))];
            case SetComprehension comprehension:
                return [(env, Value.Set([.. Heads(comprehension.Body, comprehension.Item, scope, env, world)]))];
            case ObjectComprehension comprehension:
                return [(env, ObjectOf([.. Body(comprehension.Body, scope, env, world)
                    .SelectMany(e => Combine([comprehension.Key, comprehension.Value], scope, e, world)).SelectMany(r => r.Values)]))];
            case InfixTerm infix:
                return Call(infix.Operator.BuiltinName(), [infix.Left, infix.Right], scope, env, world);
            case MembershipTerm membership:
                return Combine(membership.Key is null ? [membership.Value, membership.Collection] : [membership.Key, membership.Value, membership.Collection], scope, env, world)
                    .Select(r => (r.Env, (Value)Value.Of(Members(r.Values[^1]).Any(m => m.Value.Equals(r.Values[^2]) && (r.Values.Count == 2 || m.Key.Equals(r.Values[0]))))));
            case CallTerm call:
                return Call(call.Function, call.Arguments, scope, env, world);
            default:
                throw new NotSupportedException(term.GetType().Name);
        }
    }

    private IEnumerable<Value> Heads(RegoBody body, Term head, Scope scope, Env env, PlainWorld world) =>
        Body(body, scope, env, world).SelectMany(e => Evaluate(head, scope, e, world)).Select(r => r.Value);

    private static ObjectValue ObjectOf(List<Value> keysAndValues)
    {
        var builder = new ObjectBuilder();
        for (var i = 0; i < keysAndValues.Count; i += 2)
        {
            if (!builder.TryAdd(keysAndValues[i], keysAndValues[i + 1]) && !builder.Get(keysAndValues[i])!.Equals(keysAndValues[i + 1]))
            {
                throw new PlainError("eval_conflict_error", "object keys must be unique");
            }
        }

        return builder.ToValue();
    }

    private IEnumerable<(Env Env, List<Value> Values)> Combine(ImmutableArray<Term> terms, Scope scope, Env env, PlainWorld world, int at = 0)
    {
        if (at == terms.Length)
        {
            yield return (env, []);
            yield break;
        }

        foreach (var first in Evaluate(terms[at], scope, env, world))
        {
            foreach (var rest in Combine(terms, scope, first.Env, world, at + 1))
            {
                yield return (rest.Env, [first.Value, .. rest.Values]);
            }
        }
    }

    private IEnumerable<(Env Env, Value Value)> Reference(Term head, ImmutableArray<Term> path, Scope scope, Env env, PlainWorld world)
    {
        if (head is VarTerm { Name: var name } && !env.ContainsKey(name))
        {
            if (scope.Module?.Imports.FirstOrDefault(i => !i.IsDirective && i.Name == name) is { } import && !scope.IsRule(name))
            {
                ImmutableArray<Term> whole = [.. import.Path.Skip(1).Select(Text), .. path];
                return import.Path[0] == "input" ? Step(world.Input, whole, 0, scope, env, world) : Walk(_rules.Root, world.Data, whole, 0, scope, env, world);
            }

            if (scope.IsRule(name))
            {
                return Walk(_rules.Root, world.Data, [.. scope.Module!.Package.Path.Select(Text), Text(name), .. path], 0, scope, env, world);
            }

            switch (name)
            {
                case "input":
                    return Step(world.Input, path, 0, scope, env, world);
                case "data":
                    return Walk(_rules.Root, world.Data, path, 0, scope, env, world);
            }
        }

        return Evaluate(head, scope, env, world).SelectMany(r => Step(r.Value, path, 0, scope, r.Env, world));
    }

    private static ScalarTerm Text(string text) => new(default, Value.Of(text));

    // Into a plain value.
    private IEnumerable<(Env Env, Value Value)> Step(Value? value, ImmutableArray<Term> path, int at, Scope scope, Env env, PlainWorld world)
    {
        if (value is null)
        {
            return [];
        }

        if (at == path.Length)
        {
            return [(env, value)];
        }

        return Members(value)
            .SelectMany(m => Unify(path[at], m.Key, scope, env, world).Select(e => (Env: e, m.Value)))
            .SelectMany(r => Step(r.Value, path, at + 1, scope, r.Env, world));
    }

    // Into the tree of rules, with the base document that lies beside it.
    private IEnumerable<(Env Env, Value Value)> Walk(PlainNode? node, Value? data, ImmutableArray<Term> path, int at, Scope scope, Env env, PlainWorld world)
    {
        if (node is null || world.Hidden.Contains(node))
        {
            return Step(data, path, at, scope, env, world);
        }

        if (node.Rules.Count > 0 || at == path.Length)
        {
            return Step(Extent(node, data, world), path, at, scope, env, world);
        }

        var keys = node.Children.Keys.Select(k => (Value)Value.Of(k)).Concat(data is ObjectValue obj ? obj.Keys.ToArray() : []).Distinct().Order();
        return keys.SelectMany(key => Unify(path[at], key, scope, env, world)
            .SelectMany(e => Walk(node.Children.GetValueOrDefault(((StringValue)key).Value), (data as ObjectValue)?.Get(key), path, at + 1, scope, e, world)));
    }

    private IEnumerable<(Env Env, Value Value)> Call(Term function, ImmutableArray<Term> arguments, Scope scope, Env env, PlainWorld world)
    {
        var path = function is RefTerm reference
            ? [((VarTerm)reference.Head).Name, .. reference.Path.Select(p => ((StringValue)((ScalarTerm)p).Value).Value)]
            : new[] { ((VarTerm)function).Name };
        if (scope.Module?.Imports.FirstOrDefault(i => !i.IsDirective && i.Name == path[0]) is { } import)
        {
            path = [.. import.Path, .. path[1..]];
        }
        else if (scope.IsRule(path[0]))
        {
            path = ["data", .. scope.Module!.Package.Path, .. path];
        }

        var name = string.Join('.', path);
        if (world.Functions.TryGetValue(name, out var replacement))
        {
            return replacement is Value constant
                ? Combine(arguments, scope, env, world).Select(r => (r.Env, constant))
                : Call((Term)replacement, arguments, scope, env, world with { Functions = world.Functions.Remove(name) });
        }

        var known = path[0] == "data" ? _rules.Find(path[1..]) : null;
        var arity = known?.Rules[0].Rule.Head.Arguments.Length ?? _builtins.Find(name)?.Parameters.Count ?? arguments.Length;
        if (arguments.Length == arity + 1)
        {
            // The result may be written as one more argument.
            return Call(function, arguments[..^1], scope, env, world)
                .SelectMany(r => Unify(arguments[^1], r.Value, scope, r.Env, world))
                .Select(e => (e, (Value)Value.True));
        }

        return known is { } node
            ? Combine(arguments, scope, env, world).SelectMany(r => Apply(node, r.Values, world) is { } result ? [(r.Env, result)] : Array.Empty<(Env, Value)>())
            : Call(name, arguments, scope, env, world);
    }

    private IEnumerable<(Env Env, Value Value)> Call(string builtin, ImmutableArray<Term> arguments, Scope scope, Env env, PlainWorld world)
    {
        if (world.Functions.TryGetValue(builtin, out var replacement))
        {
            return replacement is Value constant
                ? Combine(arguments, scope, env, world).Select(r => (r.Env, constant))
                : Call((Term)replacement, arguments, scope, env, world with { Functions = world.Functions.Remove(builtin) });
        }

        if (builtin == "equal" || builtin == "neq")
        {
            return Combine(arguments, scope, env, world).Select(r => (r.Env, (Value)Value.Of(r.Values[0].Equals(r.Values[1]) == (builtin == "equal"))));
        }

        var found = _builtins.Find(builtin) ?? throw new PlainError("rego_type_error", $"undefined function {builtin}");
        return Combine(arguments, scope, env, world).SelectMany(r => Invoke(found, r.Values) is { } value ? [(r.Env, value)] : Array.Empty<(Env, Value)>());
    }

    private Value? Invoke(Builtin builtin, List<Value> arguments)
    {
        var value = builtin.Invoke(_context, arguments.ToArray());
        _context.TakeFailure();
        return value;
    }
}
