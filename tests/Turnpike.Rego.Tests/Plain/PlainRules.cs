using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>Every rule at the longest path of its head that is known before evaluation.</summary>
internal sealed class PlainRules
{
    public PlainRules(IReadOnlyList<RegoModule> modules)
    {
        var names = modules.GroupBy(m => string.Join('/', m.Package.Path))
            .ToDictionary(g => g.Key, g => g.SelectMany(m => m.Rules).Select(r => r.Head.Name.Name).ToHashSet());
        foreach (var module in modules)
        {
            var scope = new Scope(module, names[string.Join('/', module.Package.Path)], []);
            var package = module.Package.Path.Aggregate(Root, (node, name) => node.Child(name));
            foreach (var rule in module.Rules)
            {
                var known = rule.Head.Path.TakeWhile(p => p is ScalarTerm { Value: StringValue }).ToList();
                var node = known.Aggregate(package.Child(rule.Head.Name.Name), (n, p) => n.Child(((StringValue)((ScalarTerm)p).Value).Value));
                var own = scope with { Declared = [.. rule.Head.Arguments.SelectMany(Names.Pattern)] };
                node.Rules.Add(new PlainRule(rule, own, [.. rule.Head.Path.Skip(known.Count)]));
            }
        }
    }

    public PlainNode Root { get; } = new();

    public PlainNode? Find(IReadOnlyList<string> path)
    {
        var node = Root;
        foreach (var name in path)
        {
            if (!node.Children.TryGetValue(name, out node!))
            {
                return null;
            }
        }

        return node;
    }
}

internal sealed class PlainNode
{
    public SortedDictionary<string, PlainNode> Children { get; } = new(StringComparer.Ordinal);

    public List<PlainRule> Rules { get; } = [];

    public bool IsFunction => Rules.Any(r => r.Rule.Head.Kind == RuleKind.Function);

    public PlainNode Child(string name) => Children.TryGetValue(name, out var child) ? child : Children[name] = new PlainNode();
}

internal sealed record PlainRule(RegoRule Rule, Scope Scope, ImmutableArray<Term> Dynamic);

/// <summary>What a <c>with</c> can change.</summary>
internal sealed record PlainWorld
{
    public Value? Input { get; init; }

    public ObjectValue Data { get; init; } = ObjectValue.Empty;

    public ImmutableHashSet<PlainNode> Hidden { get; init; } = [];

    public ImmutableDictionary<string, object> Functions { get; init; } = ImmutableDictionary<string, object>.Empty;

    public Dictionary<PlainNode, Value?> Extents { get; init; } = [];
}

/// <summary>Collects what rules put at paths below one node.</summary>
internal sealed class PlainDocument(Value? data)
{
    private readonly SortedDictionary<Value, PlainDocument> _members = [];
    private readonly HashSet<Value> _set = [];
    private Value? _value = data is ObjectValue ? null : data;
    private bool _isSet;
    private bool _isObject = data is ObjectValue;

    public bool IsDefined => _value is not null || _isSet || _members.Count > 0;

    public void Define(bool set, bool obj)
    {
        _isSet |= set;
        _isObject |= obj;
    }

    public void Put(List<Value> path, Value value, int at = 0)
    {
        if (at < path.Count)
        {
            _isObject = true;
            Member(path[at]).Put(path, value, at + 1);
        }
        else if (_value is null || _value.Equals(value))
        {
            _value = value;
        }
        else
        {
            throw new PlainError("eval_conflict_error", "complete rules must not produce multiple outputs");
        }
    }

    public void Add(List<Value> path, Value member, int at = 0)
    {
        if (at < path.Count)
        {
            _isObject = true;
            Member(path[at]).Add(path, member, at + 1);
            return;
        }

        _isSet = true;
        _set.Add(member);
    }

    public Value? ToValue()
    {
        if (_isSet)
        {
            return Value.Set([.. _set]);
        }

        if (!_isObject)
        {
            return _value;
        }

        var builder = new ObjectBuilder();
        if (data is ObjectValue baseDocument)
        {
            builder.SetAll(baseDocument);
        }

        foreach (var (key, member) in _members)
        {
            if (member.ToValue() is { } value)
            {
                builder.Set(key, value);
            }
        }

        return builder.ToValue();
    }

    private PlainDocument Member(Value key) => _members.TryGetValue(key, out var member) ? member : _members[key] = new PlainDocument(null);
}
