using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>Which names mean something outside a body, and which are declared inside it.</summary>
internal sealed record Scope(RegoModule? Module, IReadOnlySet<string> RuleNames, ImmutableHashSet<string> Declared)
{
    public static Scope Empty { get; } = new(null, new HashSet<string>(), []);

    public Scope Enter(RegoBody body) => this with { Declared = Declared.Union(body.Statements.SelectMany(Names.DeclaredBy)) };

    public bool IsRule(string name) => RuleNames.Contains(name) && !Declared.Contains(name);

    public bool IsGlobal(string name) =>
        !Declared.Contains(name)
        && (name is "input" or "data" || RuleNames.Contains(name) || Module?.Imports.Any(i => !i.IsDirective && i.Name == name) == true);

    /// <summary>What a nested body takes from the statements around it must be bound before it is looked at.</summary>
    public void RequireOuter(Statement statement, ImmutableList<Statement> open, ImmutableDictionary<string, Value> env)
    {
        var inner = Names.NestedOf(statement.Expr);
        if (inner.Count == 0)
        {
            return;
        }

        var around = open.Where(s => s != statement).SelectMany(s => Names.Of(s.Expr, nested: false)).Concat(Names.Of(statement.Expr, nested: false)).ToHashSet();
        if (inner.Any(n => around.Contains(n) && !env.ContainsKey(n) && !IsGlobal(n)))
        {
            throw new NotReady();
        }
    }
}
