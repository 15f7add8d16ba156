using Turnpike.Rego.Builtins;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Gate.Testing;

/// <summary>Functions that only the tests of rules may call.</summary>
internal static class TestFunctions
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        // A value that is not known: the same one for the same name.
        new Builtin("turnpike.unknown", [RegoType.String], RegoType.Any, static (_, arguments) =>
            new UnknownValue(((StringValue)arguments[0]).Value, UnknownOrigin.Reference)),

        // What a deny set comes to.
        new Builtin("turnpike.verdict", [RegoType.Any], RegoType.String, static (_, arguments) => Value.Of(Verdict(arguments[0])))
        {
            IsTotal = true,
            SeesMarks = true,
            Sensitivity = SensitivityFlow.None,
        },
    ];

    private static string Verdict(Value members)
    {
        if (members is not SetValue set)
        {
            return "unknown";
        }

        foreach (var member in set.Unordered)
        {
            if (member is not PossibleValue)
            {
                return "fail";
            }
        }

        return set.Count == 0 ? "pass" : "unknown";
    }
}
