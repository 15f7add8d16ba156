using Turnpike.Rego.Builtins.Schemas;
using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>What a JSON schema says of types. What it cannot say exactly is wider, so that nothing right is refused.</summary>
internal sealed class SchemaType
{
    private const int MaxDepth = 32;

    private readonly SchemaReferences _references;
    private int _steps;

    private SchemaType(Value root) => _references = new SchemaReferences(root);

    public static RegoType Of(Value schema) => new SchemaType(schema).Read(schema, 0);

    private RegoType Read(Value schema, int depth)
    {
        // A schema that refers to itself has no end.
        if (schema is not ObjectValue obj || depth > MaxDepth || ++_steps > 10_000)
        {
            return RegoType.Any;
        }

        if (obj.Get("$ref") is StringValue reference)
        {
            return Resolve(reference.Value, depth);
        }

        if (obj.Get("anyOf") is ArrayValue any)
        {
            return UnionOf(any, depth);
        }

        if (obj.Get("oneOf") is ArrayValue one)
        {
            return UnionOf(one, depth);
        }

        if (obj.Get("allOf") is ArrayValue all)
        {
            return AllOf(all, obj, depth);
        }

        return obj.Get("type") switch
        {
            StringValue name => OfName(name.Value, obj, depth),
            ArrayValue { Count: > 0 } names => RegoType.UnionOf([.. names.Items.ToArray().Select(n => OfName((n as StringValue)?.Value ?? "", obj, depth))]),
            _ when obj.Get("properties") is ObjectValue { Count: > 0 } => OfObject(obj, depth),
            _ when obj.Get("items") is not null => OfArray(obj, depth),
            _ => RegoType.Any,
        };
    }

    private RegoType Resolve(string reference, int depth)
    {
        try
        {
            return Read(_references.Resolve(reference), depth + 1);
        }
        catch (SchemaException)
        {
            return RegoType.Any;
        }
    }

    private RegoType UnionOf(ArrayValue schemas, int depth)
    {
        var types = new List<RegoType>();
        foreach (var schema in schemas.Items)
        {
            types.Add(Read(schema, depth + 1));
        }

        return RegoType.UnionOf([.. types]);
    }

    // Objects that must all hold have the members of each of them.
    private RegoType AllOf(ArrayValue schemas, ObjectValue own, int depth)
    {
        var members = new List<(Value, RegoType)>();
        (RegoType, RegoType)? others = null;
        var parts = schemas.Items.ToArray().Select(s => Read(s, depth + 1)).ToList();
        if (own.Get("properties") is not null)
        {
            parts.Add(OfObject(own, depth));
        }

        foreach (var part in parts)
        {
            if (part is not ObjectType obj)
            {
                return parts.Distinct().Count() == 1 ? parts[0] : RegoType.Any;
            }

            members.AddRange(obj.Members.Select(static m => (m.Key, m.Value)));
            others ??= obj.Others;
        }

        return ObjectType.Create(members, others);
    }

    private RegoType OfName(string name, ObjectValue schema, int depth) => name switch
    {
        "null" => RegoType.Null,
        "boolean" => RegoType.Boolean,
        "string" => RegoType.String,
        "number" or "integer" => RegoType.Number,
        "object" => OfObject(schema, depth),
        "array" => OfArray(schema, depth),
        _ => RegoType.Any,
    };

    private ObjectType OfObject(ObjectValue schema, int depth)
    {
        var open = RegoType.ObjectOf(RegoType.Any, RegoType.Any);
        if (schema.Get("properties") is not ObjectValue { Count: > 0 } properties)
        {
            return schema.Get("additionalProperties") is ObjectValue each ? RegoType.ObjectOf(RegoType.String, Read(each, depth + 1)) : open;
        }

        var members = new List<(Value, RegoType)>();
        for (var i = 0; i < properties.Count; i++)
        {
            members.Add((properties.Keys[i], Read(properties.Values[i], depth + 1)));
        }

        // As OPA: members that a schema does not name are not there, unless it speaks of them.
        return ObjectType.Create(members, schema.Get("additionalProperties") switch
        {
            BooleanValue { Value: true } => (RegoType.String, RegoType.Any),
            ObjectValue rest => (RegoType.String, Read(rest, depth + 1)),
            _ => schema.Get("patternProperties") is null ? null : (RegoType.String, RegoType.Any),
        });
    }

    private ArrayType OfArray(ObjectValue schema, int depth) => schema.Get("items") switch
    {
        ArrayValue items => RegoType.Tuple([.. items.Items.ToArray().Select(i => Read(i, depth + 1))]),
        ObjectValue item => RegoType.ArrayOf(Read(item, depth + 1)),
        _ => RegoType.ArrayOf(RegoType.Any),
    };
}
