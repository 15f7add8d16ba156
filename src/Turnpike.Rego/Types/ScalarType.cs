using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>Null, boolean, number or string.</summary>
public sealed class ScalarType : RegoType
{
    internal ScalarType(ValueKind kind) => Kind = kind;

    public ValueKind Kind { get; }

    internal override int Kinds => 1 << (int)Kind;

    private protected override string Describe() => ValueKindNames.Of(Kind);

    private protected override bool OverlapsOne(RegoType other) => other is ScalarType scalar && scalar.Kind == Kind;
}

/// <summary>The names that <c>type_name</c> and error messages give.</summary>
internal static class ValueKindNames
{
    public static string Of(ValueKind kind) => kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        ValueKind.Array => "array",
        ValueKind.Object => "object",
        ValueKind.Set => "set",
        _ => "unknown",
    };
}
