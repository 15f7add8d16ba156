using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>is_*</c> and <c>type_name</c>.</summary>
internal static class TypeTests
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        Test("is_null", ValueKind.Null),
        Test("is_boolean", ValueKind.Boolean),
        Test("is_number", ValueKind.Number),
        Test("is_string", ValueKind.String),
        Test("is_array", ValueKind.Array),
        Test("is_object", ValueKind.Object),
        Test("is_set", ValueKind.Set),
        new("type_name", [RegoType.Any], RegoType.String, static (_, arguments) => Value.Of(ValueKindNames.Of(arguments[0].Kind)))
        {
            IsTotal = true,
            AcceptsUnknownParts = true,
            Sensitivity = SensitivityFlow.None,
        },
    ];

    private static Builtin Test(string name, ValueKind kind) =>
        new(name, [RegoType.Any], RegoType.Boolean, (_, arguments) => Value.Of(arguments[0].Kind == kind))
        {
            IsTotal = true,
            AcceptsUnknownParts = true,
            Sensitivity = SensitivityFlow.None,
        };
}
