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
        new Builtin("turnpike.verdict", [RegoType.SetOf(RegoType.Any)], RegoType.String, static (_, arguments) =>
            Value.Of(Verdict((SetValue)arguments[0])))
        {
            IsTotal = true,
            AcceptsUnknownParts = true,
            Sensitivity = SensitivityFlow.None,
        },
    ];

    private static string Verdict(SetValue members)
    {
        foreach (var member in members.Unordered)
        {
            if (member is not PossibleValue)
            {
                return "fail";
            }
        }

        return members.Count == 0 ? "pass" : "unknown";
    }
}
