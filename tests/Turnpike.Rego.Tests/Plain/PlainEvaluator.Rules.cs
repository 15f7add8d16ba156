using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Values;
using Env = System.Collections.Immutable.ImmutableDictionary<string, Turnpike.Values.Value>;

namespace Turnpike.Rego.Tests.Plain;

internal sealed partial class PlainEvaluator
{
    // All that stands at a node: its rules, the nodes below it, and the base document around them. Null where nothing does.
    private Value? Extent(PlainNode node, Value? data, PlainWorld world)
    {
        if (world.Extents.TryGetValue(node, out var known))
        {
            return known;
        }

        var result = new PlainDocument(data);
        foreach (var (name, child) in node.Children)
        {
            var below = world.Hidden.Contains(child) ? (data as ObjectValue)?.Get(name) : Extent(child, (data as ObjectValue)?.Get(name), world);
            if (below is not null)
            {
                result.Put([Value.Of(name)], below);
            }
        }

        foreach (var rule in node.Rules.Where(r => r.Rule.Head.Kind != RuleKind.Function && !r.Rule.IsDefault))
        {
            AddRule(result, rule, world);
        }

        if (node.Rules.FirstOrDefault(r => r.Rule.IsDefault && r.Rule.Head.Kind != RuleKind.Function) is { } fallback && !result.IsDefined)
        {
            result.Put([], Evaluate(fallback.Rule.Head.Value!, fallback.Scope, Env.Empty, world).Single().Value);
        }

        if (node.Rules.Any(r => r.Rule.Head.Kind != RuleKind.Function))
        {
            result.Define(node.Rules.Any(r => r.Rule.Head.Kind == RuleKind.Set && r.Dynamic.IsEmpty), node.Rules.Any(r => !r.Dynamic.IsEmpty));
        }
        else if (node.Rules.Count == 0)
        {
            result.Define(false, true);
        }

        return world.Extents[node] = result.ToValue();
    }

    private void AddRule(PlainDocument result, PlainRule rule, PlainWorld world)
    {
        var head = rule.Rule.Head;
        if (head.Kind == RuleKind.Set)
        {
            foreach (var env in Body(rule.Rule.Body, rule.Scope, Env.Empty, world))
            {
                foreach (var (_, values) in Combine([.. rule.Dynamic, head.Key!], rule.Scope, env, world))
                {
                    result.Add(values[..^1], values[^1]);
                }
            }

            return;
        }

        foreach (var (path, value) in Clauses(rule, rule.Dynamic, Env.Empty, world))
        {
            result.Put(path, value);
        }
    }

    // The first clause of the chain that has a solution says the value.
    private List<(List<Value> Path, Value Value)> Clauses(PlainRule rule, ImmutableArray<Term> path, Env env, PlainWorld world)
    {
        var clauses = rule.Rule.Else.Select(e => (e.Body, e.Value)).Prepend((rule.Rule.Body, rule.Rule.Head.Value));
        foreach (var (body, value) in clauses)
        {
            var results = Body(body, rule.Scope, env, world)
                .SelectMany(e => Combine([.. path, value ?? new ScalarTerm(default, Value.True)], rule.Scope, e, world))
                .Select(r => (r.Values[..^1], r.Values[^1]))
                .ToList();
            if (results.Count > 0)
            {
                return results;
            }
        }

        return [];
    }

    private Value? Apply(PlainNode function, List<Value> arguments, PlainWorld world)
    {
        Value? answer = null;
        foreach (var rule in function.Rules.Where(r => !r.Rule.IsDefault))
        {
            var parameters = rule.Rule.Head.Arguments;
            if (parameters.Length != arguments.Count)
            {
                continue;
            }

            var bound = Enumerable.Range(0, arguments.Count).Aggregate(
                (IEnumerable<Env>)[Env.Empty],
                (envs, i) => envs.SelectMany(e => Unify(parameters[i], arguments[i], rule.Scope, e, world)));
            foreach (var (_, value) in bound.SelectMany(e => Clauses(rule, [], e, world)))
            {
                if (answer is not null && !answer.Equals(value))
                {
                    throw new PlainError("eval_conflict_error", "functions must not produce multiple outputs for same inputs");
                }

                answer = value;
            }
        }

        return answer ?? (function.Rules.FirstOrDefault(r => r.Rule.IsDefault) is { } fallback
            ? Evaluate(fallback.Rule.Head.Value!, fallback.Scope, Env.Empty, world).Single().Value
            : null);
    }

    private PlainWorld Replaced(WithModifier modifier, Scope scope, Env env, PlainWorld world)
    {
        var (head, path) = modifier.Target is RefTerm reference
            ? (((VarTerm)reference.Head).Name, reference.Path.Select(p => Evaluate(p, scope, env, world).Single().Value).ToList())
            : (((VarTerm)modifier.Target).Name, []);
        if (scope.Module?.Imports.FirstOrDefault(i => !i.IsDirective && i.Name == head) is { } import)
        {
            path = [.. import.Path.Skip(1).Select(Value.Of), .. path];
            head = import.Path[0];
        }

        var name = string.Join('.', path.Select(p => ((StringValue)p).Value).Prepend(head));
        var isFunction = head is not ("input" or "data") || (head == "data" && _rules.Find([.. path.Select(p => ((StringValue)p).Value)])?.IsFunction == true);
        if (isFunction)
        {
            object replacement = IsFunctionName(modifier.Value, scope) ? modifier.Value : Evaluate(modifier.Value, scope, env, world).First().Value;
            return world with { Functions = world.Functions.SetItem(name, replacement), Extents = [] };
        }

        var value = Evaluate(modifier.Value, scope, env, world).Select(r => r.Value).First();
        if (head == "input")
        {
            return world with { Input = Patch(world.Input, path, 0, value), Extents = [] };
        }

        var hidden = _rules.Find([.. path.Select(p => ((StringValue)p).Value)]);
        return world with
        {
            Data = (ObjectValue)Patch(world.Data, path, 0, value),
            Hidden = hidden is null ? world.Hidden : world.Hidden.Add(hidden),
            Extents = [],
        };
    }

    private bool IsFunctionName(Term term, Scope scope)
    {
        var name = term switch
        {
            VarTerm v => v.Name,
            RefTerm r => string.Join('.', r.Path.Select(p => ((p as ScalarTerm)?.Value as StringValue)?.Value).Prepend(((VarTerm)r.Head).Name)),
            _ => "",
        };
        return _builtins.Find(name) is not null
            || (scope.IsRule(name) && _rules.Find([.. scope.Module!.Package.Path, name])!.IsFunction)
            || (name.StartsWith("data.", StringComparison.Ordinal) && _rules.Find(name.Split('.')[1..])?.IsFunction == true);
    }

    private static Value Patch(Value? target, List<Value> path, int at, Value value) =>
        at == path.Count ? value : (target as ObjectValue ?? ObjectValue.Empty).With(path[at], Patch((target as ObjectValue)?.Get(path[at]), path, at + 1, value));
}
