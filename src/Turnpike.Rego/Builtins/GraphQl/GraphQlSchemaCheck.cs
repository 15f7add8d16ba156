using Turnpike.Values;
using static Turnpike.Rego.Builtins.GraphQl.GraphQlSchema;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>Whether the parts of a type system fit each other.</summary>
internal sealed class GraphQlSchemaCheck(BuiltinContext context, GraphQlSchema schema)
{
    /// <summary>The first fault, or null.</summary>
    public string? Check() =>
        CheckDirectives(schema.OwnDirectives, "SCHEMA")
        ?? schema.Types.Select(CheckType).FirstOrDefault(static fault => fault is not null)
        ?? schema.Directives.Select(directive => CheckInputs(Nodes(directive, "Arguments"), "ARGUMENT_DEFINITION")).FirstOrDefault(static fault => fault is not null);

    private string? CheckType(ObjectValue type)
    {
        context.Step();
        var (kind, name) = (TextOf(type, "Kind"), TextOf(type, "Name"));
        var fields = Nodes(type, "Fields").ToArray();
        var fault = kind switch
        {
            "OBJECT" or "INTERFACE" => fields.Length == 0 ? $"{kind} {name}: must define one or more fields." : CheckFields(fields) ?? CheckInterfaces(type),
            "INPUT_OBJECT" => fields.Length == 0 ? $"{kind} {name}: must define one or more input fields." : CheckInputs(fields, "INPUT_FIELD_DEFINITION"),
            "ENUM" => CheckEnum(type, name),
            "UNION" => CheckUnion(type, name),
            _ => null,
        };
        return fault ?? CheckDirectives(Nodes(type, "Directives"), kind);
    }

    private string? CheckFields(ObjectValue[] fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var name = TextOf(field, "Name");
            var type = NamedType(field.Get("Type") as ObjectValue);
            var fault = !seen.Add(name) ? $"Field {name} can only be defined once."
                : schema.Type(type) is not { } target ? $"Undefined type {type}."
                : TextOf(target, "Kind") == "INPUT_OBJECT" ? $"OBJECT field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM."
                : CheckInputs(Nodes(field, "Arguments"), "ARGUMENT_DEFINITION") ?? CheckDirectives(Nodes(field, "Directives"), "FIELD_DEFINITION");
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckInputs(IEnumerable<ObjectValue> inputs, string location)
    {
        foreach (var input in inputs)
        {
            var type = NamedType(input.Get("Type") as ObjectValue);
            var fault = schema.Type(type) is not { } target ? $"Undefined type {type}."
                : TextOf(target, "Kind") is "OBJECT" or "INTERFACE" or "UNION" ? $"{TextOf(target, "Kind")} {type} cannot be the type of an input."
                : CheckDirectives(Nodes(input, "Directives"), location);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckInterfaces(ObjectValue type)
    {
        var interfaces = Names(type, "Interfaces").ToHashSet(StringComparer.Ordinal);
        foreach (var name in interfaces)
        {
            if (schema.Type(name) is not { } required)
            {
                return $"Undefined type {name}.";
            }

            if (TextOf(required, "Kind") != "INTERFACE")
            {
                return $"{name} is a non interface type {TextOf(required, "Kind")}.";
            }

            if (Names(required, "Interfaces").FirstOrDefault(ancestor => !interfaces.Contains(ancestor)) is { } missing)
            {
                return $"Type {TextOf(type, "Name")} must implement {missing} because it is implemented by {name}.";
            }

            if (CheckImplementation(type, required) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckImplementation(ObjectValue type, ObjectValue required)
    {
        foreach (var wanted in Nodes(required, "Fields"))
        {
            var name = TextOf(wanted, "Name");
            var field = Nodes(type, "Fields").FirstOrDefault(f => TextOf(f, "Name") == name);
            if (field is null)
            {
                return $"For {TextOf(type, "Name")} to implement {TextOf(required, "Name")} it must have a field called {name}.";
            }

            if (!IsCovariant(wanted.Get("Type") as ObjectValue, field.Get("Type") as ObjectValue))
            {
                return $"For {TextOf(type, "Name")} to implement {TextOf(required, "Name")} the field {name} must have a fitting type.";
            }

            var arguments = Nodes(field, "Arguments").ToArray();
            if (Nodes(wanted, "Arguments").FirstOrDefault(a => !arguments.Any(b => TextOf(a, "Name") == TextOf(b, "Name") && a.Get("Type") == b.Get("Type"))) is { } argument)
            {
                return $"For {TextOf(type, "Name")} to implement {TextOf(required, "Name")} the field {name} must have the argument {TextOf(argument, "Name")}.";
            }

            if (arguments.Any(a => IsNonNull(a.Get("Type") as ObjectValue) && a.Get("DefaultValue") is null && !Nodes(wanted, "Arguments").Any(b => TextOf(a, "Name") == TextOf(b, "Name"))))
            {
                return $"For {TextOf(type, "Name")} to implement {TextOf(required, "Name")} any further arguments of {name} must be optional.";
            }
        }

        return null;
    }

    private bool IsCovariant(ObjectValue? required, ObjectValue? actual)
    {
        if (required is null || actual is null || (IsNonNull(required) && !IsNonNull(actual)))
        {
            return false;
        }

        if (required.Get("Elem") is ObjectValue element)
        {
            return IsCovariant(element, actual.Get("Elem") as ObjectValue);
        }

        var (wanted, given) = (TextOf(required, "NamedType"), TextOf(actual, "NamedType"));
        return wanted == given
            || (schema.Type(given) is { } type && Names(type, "Interfaces").Contains(wanted))
            || (schema.Type(wanted) is { } union && Names(union, "Types").Contains(given));
    }

    private string? CheckEnum(ObjectValue type, string name)
    {
        var values = Nodes(type, "EnumValues").ToArray();
        if (values.Length == 0)
        {
            return $"ENUM {name}: must define one or more unique enum values.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var text = TextOf(value, "Name");
            var fault = text is "true" or "false" or "null" ? $"ENUM {name}: non-enum value {text}."
                : !seen.Add(text) ? $"ENUM {name}: must define one or more unique enum values."
                : CheckDirectives(Nodes(value, "Directives"), "ENUM_VALUE");
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? CheckUnion(ObjectValue type, string name)
    {
        foreach (var member in Names(type, "Types"))
        {
            if (schema.Type(member) is not { } target)
            {
                return $"Undefined type {GoQuote.Of(member)}.";
            }

            if (TextOf(target, "Kind") != "OBJECT")
            {
                return $"UNION {name}: type {GoQuote.Of(member)} must be OBJECT.";
            }
        }

        return null;
    }

    private string? CheckDirectives(IEnumerable<ObjectValue> directives, string location)
    {
        foreach (var used in directives)
        {
            var name = TextOf(used, "Name");
            if (schema.Directive(name) is not { } directive)
            {
                return $"Undefined directive {name}.";
            }

            if (!Names(directive, "Locations").Contains(location))
            {
                return $"Directive {name} is not applicable on {location}.";
            }

            var known = Nodes(directive, "Arguments").ToArray();
            var given = Nodes(used, "Arguments").Select(static a => TextOf(a, "Name")).ToHashSet(StringComparer.Ordinal);
            if (given.FirstOrDefault(argument => !known.Any(k => TextOf(k, "Name") == argument)) is { } unknown)
            {
                return $"Undefined argument {unknown} for directive {name}.";
            }

            if (known.FirstOrDefault(k => IsNonNull(k.Get("Type") as ObjectValue) && k.Get("DefaultValue") is null && !given.Contains(TextOf(k, "Name"))) is { } missing)
            {
                return $"Argument {TextOf(missing, "Name")} for directive {name} cannot be null.";
            }
        }

        return null;
    }
}
