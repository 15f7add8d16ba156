using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Comparison and membership as functions; the evaluator has its own forms for unknown operands.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        Compare("eq", "=", static order => order == 0),
        Compare("equal", "==", static order => order == 0),
        Compare("neq", "!=", static order => order != 0),
        Compare("lt", "<", static order => order < 0),
        Compare("lte", "<=", static order => order <= 0),
        Compare("gt", ">", static order => order > 0),
        Compare("gte", ">=", static order => order >= 0),
        new("internal.member_2", [RegoType.Any, RegoType.Any], RegoType.Boolean, static (_, a) => Value.Of(IsMember(a[0], a[1])))
        {
            Infix = "in",
            IsTotal = true,
            Sensitivity = SensitivityFlow.None,
        },
        new("internal.member_3", [RegoType.Any, RegoType.Any, RegoType.Any], RegoType.Boolean, static (_, a) => Value.Of(HasAt(a[0], a[1], a[2])))
        {
            Infix = "in",
            IsTotal = true,
            Sensitivity = SensitivityFlow.None,
        },
    ];

    private static Builtin Compare(string name, string infix, Func<int, bool> test) =>
        new(name, [RegoType.Any, RegoType.Any], RegoType.Boolean, (_, arguments) => Value.Of(test(arguments[0].CompareTo(arguments[1]))))
        {
            Infix = infix,
            IsTotal = true,
            Sensitivity = SensitivityFlow.None,
        };

    private static bool IsMember(Value item, Value collection) => collection switch
    {
        SetValue set => set.Contains(item),
        ArrayValue array => array.Items.Contains(item),
        ObjectValue obj => obj.Values.Contains(item),
        _ => false,
    };

    private static bool HasAt(Value key, Value item, Value collection) => collection switch
    {
        ArrayValue array => array.Get(key) == item,
        ObjectValue obj => obj.Get(key) == item,
        _ => false,
    };
}
