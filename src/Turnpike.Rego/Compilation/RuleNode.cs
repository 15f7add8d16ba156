using System.Text;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation;

/// <summary>A place in the tree of virtual documents below <c>data</c>. Not changed once the program is compiled.</summary>
internal sealed class RuleNode
{
    private static readonly Dictionary<Value, RuleNode> s_none = [];

    private Dictionary<Value, RuleNode> _children = s_none;
    private RuleNode[]? _sorted;

    private RuleNode(RuleNode? parent, Value key)
    {
        Parent = parent;
        Key = key;
    }

    public static RuleNode NewRoot() => new(null, Value.Of("data"));

    public RuleNode? Parent { get; }

    public Value Key { get; }

    public IReadOnlyDictionary<Value, RuleNode> Children => _children;

    /// <summary>The definitions of exactly this path, and of paths below that have variables.</summary>
    public List<BoundRule> Definitions { get; } = [];

    /// <summary>A definition has variables in its path: all that stands below belongs to one rule here.</summary>
    public bool HasVariablePath { get; set; }

    /// <summary>What evaluates here; null for a node that only has children.</summary>
    public Rule? Rule { get; set; }

    public bool IsFunction => Rule is FunctionRule;

    /// <summary>The children in the order of their keys.</summary>
    public IReadOnlyList<RuleNode> Sorted => _sorted ??= [.. _children.Values.OrderBy(static node => node.Key)];

    public RuleNode? Child(Value key) => _children.GetValueOrDefault(key);

    public RuleNode GetOrAdd(Value key)
    {
        if (!_children.TryGetValue(key, out var child))
        {
            child = new RuleNode(this, key);
            if (ReferenceEquals(_children, s_none))
            {
                _children = [];
            }

            _children.Add(key, child);
        }

        return child;
    }

    /// <summary>
    /// Takes the definitions of values and sets below to itself: a rule with variables in its path answers for all of them.
    /// Functions stay where they are.
    /// </summary>
    public void Absorb()
    {
        foreach (var child in Sorted)
        {
            child.Absorb();
            if (child.Definitions.Exists(static d => d.Syntax.Head.Kind == Syntax.RuleKind.Function))
            {
                continue;
            }

            Definitions.AddRange(child.Definitions);
            child.Definitions.Clear();
            if (child._children.Count == 0)
            {
                _children.Remove(child.Key);
            }
        }

        _sorted = null;
    }

    public Value[] Path()
    {
        var path = new List<Value>();
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            path.Add(node.Key);
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>As it is written in a policy: <c>data.a["b-c"].d</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("data");
        foreach (var key in Path())
        {
            if (key is StringValue { Value: var name } && IsName(name))
            {
                text.Append('.').Append(name);
            }
            else
            {
                text.Append('[').Append(key).Append(']');
            }
        }

        return text.ToString();
    }

    private static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return text.Length > 0 && !char.IsAsciiDigit(text[0]);
    }
}
