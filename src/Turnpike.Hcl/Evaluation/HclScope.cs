using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Answers a reference that no variable of the scopes answers, such as <c>aws_vpc.main[0].id</c>, so that nothing but
/// what is asked for has to be computed.
/// </summary>
/// <param name="traversal">The whole reference.</param>
/// <param name="steps">How many steps after the root the value already answers; the evaluator applies the others.</param>
/// <returns>False where there is no such name; a fault that is reported here instead answers true with an unknown.</returns>
public delegate bool ReferenceResolver(Traversal traversal, DiagnosticBag diagnostics, out HclValue value, out int steps);

/// <summary>The names that an expression may use. A scope asks its parent for what it does not know.</summary>
public sealed class HclScope
{
    private readonly Dictionary<string, HclValue>? _variables;
    private readonly ReferenceResolver? _resolver;
    private string? _keyName;
    private string? _valueName;
    private HclValue _key;
    private HclValue _value;

    public HclScope(HclScope? parent = null, Dictionary<string, HclValue>? variables = null, ReferenceResolver? resolver = null)
    {
        Parent = parent;
        _variables = variables;
        _resolver = resolver;
    }

    public static HclScope Empty { get; } = new();

    public HclScope? Parent { get; }

    /// <summary>A scope below this one with further variables, which hide those of the same name.</summary>
    public HclScope With(params ReadOnlySpan<(string Name, HclValue Value)> variables)
    {
        var members = new Dictionary<string, HclValue>(variables.Length, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            members[name] = value;
        }

        return new HclScope(this, members);
    }

    /// <summary>A scope below this one where references go to <paramref name="resolver"/> first.</summary>
    public HclScope With(ReferenceResolver resolver) => new(this, null, resolver);

    /// <summary>A scope of one or two variables that change with each element a for expression comes to.</summary>
    internal static HclScope ForElements(HclScope parent, string? keyName, string valueName) => new(parent) { _keyName = keyName, _valueName = valueName };

    internal void SetElement(HclValue key, HclValue value)
    {
        _key = key;
        _value = value;
    }

    internal bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out HclValue value, out int steps)
    {
        steps = 0;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._valueName is not null)
            {
                if (scope._valueName == traversal.Root)
                {
                    value = scope._value;
                    return true;
                }

                if (scope._keyName == traversal.Root)
                {
                    value = scope._key;
                    return true;
                }

                continue;
            }

            if (scope._variables is not null && scope._variables.TryGetValue(traversal.Root, out value))
            {
                return true;
            }

            if (scope._resolver is not null && scope._resolver(traversal, diagnostics, out value, out steps))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The names of this scope's and its parents' variables, for suggestions.</summary>
    internal IEnumerable<string> Names()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables is not null)
            {
                foreach (var name in scope._variables.Keys)
                {
                    yield return name;
                }
            }
        }
    }
}
