using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Types;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>
/// Infers the type of each rule from those it depends on, and reports what can never hold. A rule with errors is of any
/// type, so that an error is reported once, where it is.
/// </summary>
internal sealed class TypeChecker(RuleNode root, SchemaSet? schemas)
{
    private readonly Dictionary<RuleNode, RegoType> _rules = [];

    public RuleNode Root { get; } = root;

    /// <summary>What is known of <c>input</c> where no annotation says more.</summary>
    public RegoType Input => schemas?.Input ?? RegoType.Any;

    /// <summary>Null for a place in the tree that has no rule, or one not yet inferred.</summary>
    public RegoType? TypeOf(RuleNode node) => _rules.GetValueOrDefault(node);

    /// <param name="nodes">Each behind those it depends on.</param>
    public void Check(IEnumerable<RuleNode> nodes, DiagnosticBag faults)
    {
        foreach (var node in nodes)
        {
            RegoType? type = null;
            foreach (var definition in node.Definitions)
            {
                var documents = SchemaAnnotations.Of(definition, schemas, faults);
                foreach (var clause in definition.Clauses)
                {
                    type = TypeRelations.Merge(type, TypeOf(definition, clause, documents, faults));
                }
            }

            _rules[node] = type ?? RegoType.Any;
        }
    }

    /// <summary>Checks the body of a query.</summary>
    public void Check(BoundBody body, SourceText source, DiagnosticBag faults) =>
        new BodyTypes(this, source, DocumentTypes.None, faults).Check(body.Statements);

    private RegoType TypeOf(BoundRule definition, BoundClause clause, DocumentTypes documents, DiagnosticBag faults)
    {
        var types = new BodyTypes(this, definition.Source, documents, faults);
        types.Check(clause.Body.Statements);
        var value = types.Infer(clause.Key ?? clause.Value!);
        var path = new RegoType?[clause.Path.Count];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = types.Infer(clause.Path[i]);
        }

        if (types.HasErrors)
        {
            return RegoType.Any;
        }

        var type = value ?? RegoType.Any;
        if (definition.Syntax.Head.Kind == RuleKind.Function)
        {
            return RegoType.Function([.. clause.Arguments.Select(a => types.TypeOf(a) ?? RegoType.Any)], type);
        }

        type = clause.Key is null ? type : RegoType.SetOf(type);
        for (var i = path.Length - 1; i >= 0; i--)
        {
            type = RegoType.ObjectOf(path[i] ?? RegoType.Any, type);
        }

        return TypeRelations.Bounded(type);
    }
}
