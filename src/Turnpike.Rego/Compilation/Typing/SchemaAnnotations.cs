using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>Gathers the schema annotations that hold for a rule: its package's, then its own, which win.</summary>
internal static class SchemaAnnotations
{
    public static DocumentTypes Of(BoundRule rule, SchemaSet? schemas, DiagnosticBag faults)
    {
        if (!Exist(rule))
        {
            return DocumentTypes.None;
        }

        RegoType? input = null;
        var data = new List<(Value[], RegoType)>();
        foreach (var annotation in rule.Module.Package.Annotations.Concat(rule.Syntax.Annotations))
        {
            foreach (var schema in annotation.Schemas)
            {
                if (TypeOf(schema, schemas, rule, faults) is not { } type)
                {
                    continue;
                }

                if (schema.Path[0] == "input")
                {
                    input = Override(input ?? schemas?.Input, schema.Path.AsSpan()[1..], type);
                }
                else
                {
                    data.Insert(0, ([.. schema.Path.Skip(1).Select(static part => (Value)Value.Of(part))], type));
                }
            }
        }

        return new DocumentTypes(input, data);
    }

    private static bool Exist(BoundRule rule)
    {
        foreach (var annotation in rule.Syntax.Annotations)
        {
            if (!annotation.Schemas.IsEmpty)
            {
                return true;
            }
        }

        foreach (var annotation in rule.Module.Package.Annotations)
        {
            if (!annotation.Schemas.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    // Without any schemas given, annotations that name one are of no effect.
    private static RegoType? TypeOf(SchemaAnnotation annotation, SchemaSet? schemas, BoundRule rule, DiagnosticBag faults)
    {
        if (annotation.Definition is { } definition)
        {
            return SchemaType.Of(definition);
        }

        if (schemas is null)
        {
            return null;
        }

        var type = schemas.Find(annotation.Schema.AsSpan()[1..]);
        if (type is null)
        {
            faults.Add(TypeDiagnostics.UndefinedSchema(rule.Source, rule.Syntax.Head.Span, string.Join('.', annotation.Schema)));
        }

        return type;
    }

    private static RegoType Override(RegoType? known, ReadOnlySpan<string> path, RegoType type)
    {
        if (path.IsEmpty)
        {
            return type;
        }

        var key = Value.Of(path[0]);
        if (known is not ObjectType obj)
        {
            return ObjectType.Create([(key, Override(null, path[1..], type))], (RegoType.Any, RegoType.Any));
        }

        var inner = Override(obj.Select(key), path[1..], type);
        return ObjectType.Create([.. obj.Members.Where(m => !m.Key.Equals(key)).Select(static m => (m.Key, m.Value)), (key, inner)], obj.Others);
    }
}
