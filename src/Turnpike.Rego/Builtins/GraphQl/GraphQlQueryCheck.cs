using Turnpike.Values;
using static Turnpike.Rego.Builtins.GraphQl.GraphQlSchema;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>Whether a query can be asked of a type system: names, arguments, fragments and variables fit.</summary>
internal sealed class GraphQlQueryCheck(BuiltinContext context, GraphQlSchema schema, ObjectValue document)
{
    private readonly Dictionary<string, ObjectValue> _fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spread = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenHere = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedVariables = new(StringComparer.Ordinal);

    /// <summary>The first fault, or null.</summary>
    public string? Check()
    {
        foreach (var fragment in Nodes(document, "Fragments"))
        {
            if (!_fragments.TryAdd(TextOf(fragment, "Name"), fragment))
            {
                return $"There can be only one fragment named \"{TextOf(fragment, "Name")}\".";
            }
        }

        return CheckFragments() ?? CheckOperations()
            ?? (_fragments.Keys.FirstOrDefault(name => !_spread.Contains(name)) is { } unused ? $"Fragment \"{unused}\" is never used." : null);
    }

    private string? CheckOperations()
    {
        var operations = Nodes(document, "Operations").ToArray();
        if (operations.Length > 1 && operations.Any(static o => TextOf(o, "Name").Length == 0))
        {
            return "This anonymous operation must be the only defined operation.";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (!names.Add(TextOf(operation, "Name")))
            {
                return $"There can be only one operation named \"{TextOf(operation, "Name")}\".";
            }

            if (CheckOperation(operation) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckOperation(ObjectValue operation)
    {
        var kind = TextOf(operation, "Operation");
        if (schema.Root(kind) is not { } root)
        {
            return $"Schema does not support operation type \"{kind}\"";
        }

        if (kind == "subscription" && Nodes(operation, "SelectionSet").Count() > 1)
        {
            return "Subscription must select only one top level field.";
        }

        var variables = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in Nodes(operation, "VariableDefinitions"))
        {
            var name = TextOf(variable, "Variable");
            var type = NamedType(variable.Get("Type") as ObjectValue);
            var fault = !variables.Add(name) ? $"There can be only one variable named \"${name}\"."
                : schema.Type(type) is not { } target ? $"Unknown type \"{type}\"."
                : TextOf(target, "Kind") is "OBJECT" or "INTERFACE" or "UNION" ? $"Variable \"${name}\" cannot be non-input type \"{type}\"."
                : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        _usedVariables.Clear();
        _seenHere.Clear();
        var problem = CheckDirectives(operation, kind.ToUpperInvariant()) ?? CheckSelections(operation, root, []);
        return problem
            ?? (_usedVariables.FirstOrDefault(used => !variables.Contains(used)) is { } undefined ? $"Variable \"${undefined}\" is not defined." : null)
            ?? (variables.FirstOrDefault(defined => !_usedVariables.Contains(defined)) is { } unused ? $"Variable \"${unused}\" is never used." : null);
    }

    private string? CheckFragments()
    {
        foreach (var fragment in _fragments.Values)
        {
            if (CheckCondition(TextOf(fragment, "TypeCondition"), out var type) is { } fault)
            {
                return fault;
            }

            _seenHere.Clear();
            if (CheckSelections(fragment, type!, [TextOf(fragment, "Name")]) is { } problem)
            {
                return problem;
            }
        }

        _spread.Clear();
        return null;
    }

    private string? CheckCondition(string name, out ObjectValue? type)
    {
        type = schema.Type(name);
        return type is null ? $"Unknown type \"{name}\"."
            : TextOf(type, "Kind") is "OBJECT" or "INTERFACE" or "UNION" ? null
            : $"Fragment cannot condition on non composite type \"{name}\".";
    }

    private string? CheckSelections(ObjectValue node, ObjectValue type, HashSet<string> within)
    {
        foreach (var selection in Nodes(node, "SelectionSet"))
        {
            context.Step();
            var fault = selection.Get("Alias") is not null ? CheckField(selection, type, within)
                : selection.Get("TypeCondition") is StringValue condition ? CheckInline(selection, condition.Value, type, within)
                : CheckSpread(selection, type, within);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckField(ObjectValue field, ObjectValue parent, HashSet<string> within)
    {
        var name = TextOf(field, "Name");
        if (name == "__typename")
        {
            return field.Get("SelectionSet") is null ? CheckDirectives(field, "FIELD") : "Field \"__typename\" must not have a selection.";
        }

        var definition = Nodes(parent, "Fields").FirstOrDefault(f => TextOf(f, "Name") == name);
        var typeName = definition is null ? "" : NamedType(definition.Get("Type") as ObjectValue);
        if (definition is null && parent == schema.Root("query") && name is "__schema" or "__type")
        {
            typeName = name == "__schema" ? "__Schema" : "__Type";
        }

        if (schema.Type(typeName) is not { } type)
        {
            return $"Cannot query field \"{name}\" on type \"{TextOf(parent, "Name")}\".";
        }

        if ((definition is null ? null : CheckArguments(field, Nodes(definition, "Arguments").ToArray(), $"field \"{name}\"")) is { } fault)
        {
            return fault;
        }

        var isComposite = TextOf(type, "Kind") is "OBJECT" or "INTERFACE" or "UNION";
        return isComposite != (field.Get("SelectionSet") is not null)
            ? isComposite
                ? $"Field \"{name}\" of type \"{typeName}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?"
                : $"Field \"{name}\" must not have a selection since type \"{typeName}\" has no subfields."
            : CheckDirectives(field, "FIELD") ?? CheckSelections(field, type, within);
    }

    private string? CheckInline(ObjectValue fragment, string condition, ObjectValue parent, HashSet<string> within)
    {
        var type = parent;
        if (condition.Length > 0 && CheckCondition(condition, out type) is { } fault)
        {
            return fault;
        }

        return !CanBeBoth(parent, type!)
            ? $"Fragment cannot be spread here as objects of type \"{TextOf(parent, "Name")}\" can never be of type \"{condition}\"."
            : CheckDirectives(fragment, "INLINE_FRAGMENT") ?? CheckSelections(fragment, type!, within);
    }

    private string? CheckSpread(ObjectValue spread, ObjectValue parent, HashSet<string> within)
    {
        var name = TextOf(spread, "Name");
        if (!_fragments.TryGetValue(name, out var fragment))
        {
            return $"Unknown fragment \"{name}\".";
        }

        if (within.Contains(name))
        {
            return $"Cannot spread fragment \"{name}\" within itself.";
        }

        if (CheckCondition(TextOf(fragment, "TypeCondition"), out var type) is { } fault)
        {
            return fault;
        }

        if (!CanBeBoth(parent, type!))
        {
            return $"Fragment \"{name}\" cannot be spread here as objects of type \"{TextOf(parent, "Name")}\" can never be of type \"{TextOf(type!, "Name")}\".";
        }

        // Once an operation: a fragment spread many times says nothing new.
        _spread.Add(name);
        return CheckDirectives(spread, "FRAGMENT_SPREAD")
            ?? (_seenHere.Add(name) ? CheckSelections(fragment, type!, [.. within, name]) : null);
    }

    private bool CanBeBoth(ObjectValue left, ObjectValue right) => left == right || PossibleTypes(left).Overlaps(PossibleTypes(right));

    private HashSet<string> PossibleTypes(ObjectValue type) => TextOf(type, "Kind") switch
    {
        "UNION" => Names(type, "Types").ToHashSet(StringComparer.Ordinal),
        "INTERFACE" => schema.Types.Where(t => TextOf(t, "Kind") == "OBJECT" && Names(t, "Interfaces").Contains(TextOf(type, "Name"))).Select(static t => TextOf(t, "Name")).ToHashSet(StringComparer.Ordinal),
        _ => [TextOf(type, "Name")],
    };

    private string? CheckDirectives(ObjectValue node, string location)
    {
        foreach (var used in Nodes(node, "Directives"))
        {
            var name = TextOf(used, "Name");
            if (schema.Directive(name) is not { } directive)
            {
                return $"Unknown directive \"@{name}\".";
            }

            if (!Names(directive, "Locations").Contains(location))
            {
                return $"Directive \"@{name}\" may not be used on {location}.";
            }

            if (CheckArguments(used, Nodes(directive, "Arguments").ToArray(), $"directive \"@{name}\"") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckArguments(ObjectValue node, ObjectValue[] known, string what)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in Nodes(node, "Arguments"))
        {
            var name = TextOf(argument, "Name");
            if (!given.Add(name))
            {
                return $"There can be only one argument named \"{name}\".";
            }

            if (known.FirstOrDefault(k => TextOf(k, "Name") == name) is not { } definition)
            {
                return $"Unknown argument \"{name}\" on {what}.";
            }

            if (CheckValue(argument.Get("Value") as ObjectValue, definition.Get("Type") as ObjectValue) is { } fault)
            {
                return fault;
            }
        }

        return known.FirstOrDefault(k => IsNonNull(k.Get("Type") as ObjectValue) && k.Get("DefaultValue") is null && !given.Contains(TextOf(k, "Name"))) is { } missing
            ? $"The {what} requires the argument \"{TextOf(missing, "Name")}\", but it was not provided."
            : null;
    }

    private string? CheckValue(ObjectValue? value, ObjectValue? type)
    {
        if (value is null || type is null || !((NumberValue)value.Get("Kind")!).TryGetInt32(out var kind))
        {
            return null;
        }

        var raw = TextOf(value, "Raw");
        switch (kind)
        {
            case 0:
                _usedVariables.Add(raw);
                return null;
            case 6:
                return IsNonNull(type) ? "Expected a value that is not null, found null." : null;
            case 8 when type.Get("Elem") is ObjectValue element:
                return Nodes(value, "Children").Select(child => CheckValue(child.Get("Value") as ObjectValue, element)).FirstOrDefault(static f => f is not null);
        }

        // A single value stands for a list of one.
        var name = NamedType(type);
        if (schema.Type(name) is not { } definition)
        {
            return null;
        }

        return TextOf(definition, "Kind") switch
        {
            "INPUT_OBJECT" => kind == 9 ? CheckFields(value, definition, name) : $"Expected value of type \"{name}\".",
            "ENUM" => kind == 7 && Nodes(definition, "EnumValues").Any(v => TextOf(v, "Name") == raw) ? null : $"Value \"{raw}\" does not exist in \"{name}\" enum.",
            "SCALAR" => FitsScalar(name, kind) ? null : $"{name} cannot represent the value {raw}",
            _ => null,
        };
    }

    private static bool FitsScalar(string name, int kind) => name switch
    {
        "Int" => kind == 1,
        "Float" => kind is 1 or 2,
        "String" => kind is 3 or 4,
        "Boolean" => kind == 5,
        "ID" => kind is 1 or 3 or 4,
        _ => true,
    };

    private string? CheckFields(ObjectValue value, ObjectValue definition, string name)
    {
        var fields = Nodes(definition, "Fields").ToArray();
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in Nodes(value, "Children"))
        {
            var key = TextOf(child, "Name");
            given.Add(key);
            if (fields.FirstOrDefault(f => TextOf(f, "Name") == key) is not { } field)
            {
                return $"Field \"{key}\" is not defined by type \"{name}\".";
            }

            if (CheckValue(child.Get("Value") as ObjectValue, field.Get("Type") as ObjectValue) is { } fault)
            {
                return fault;
            }
        }

        return fields.FirstOrDefault(f => IsNonNull(f.Get("Type") as ObjectValue) && f.Get("DefaultValue") is null && !given.Contains(TextOf(f, "Name"))) is { } missing
            ? $"Field \"{name}.{TextOf(missing, "Name")}\" is required but not provided."
            : null;
    }
}
