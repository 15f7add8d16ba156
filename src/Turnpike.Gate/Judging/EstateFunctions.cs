using Turnpike.Rego.Builtins;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>The functions by which rules ask the estate. Without an estate (in a rule's tests) they must be mocked.</summary>
internal static class EstateFunctions
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        .. Side("turnpike.estate.", static host => host.After),
        .. Side("turnpike.estate.before.", static host => host.Before),
    ];

    private static IEnumerable<Builtin> Side(string prefix, Func<EstateHost, EstateSide> side)
    {
        var resources = RegoType.SetOf(RegoType.Any);
        yield return Answers(prefix + "resources", [RegoType.String], resources, (context, arguments) =>
            Ask(context, side)?.Resources(Text(arguments[0])));
        yield return Answers(prefix + "resource", [RegoType.String], RegoType.Any, (context, arguments) =>
            Ask(context, side)?.Find(Text(arguments[0])));
        yield return Answers(prefix + "refs", [RegoType.String, RegoType.ArrayOf(RegoType.Any)], resources, (context, arguments) =>
            Ask(context, side)?.Refs(Text(arguments[0]), new ValuePath(((ArrayValue)arguments[1]).Items)));
        yield return Answers(prefix + "referrers", [RegoType.String, RegoType.String], resources, (context, arguments) =>
            Ask(context, side)?.Referrers(Text(arguments[0]), Text(arguments[1])));
    }

    // What is asked for does not make the answer secret; its parts carry their own marks.
    private static Builtin Answers(string name, RegoType[] parameters, RegoType result, BuiltinFunction function) =>
        new(name, parameters, result, function) { Sensitivity = SensitivityFlow.Parts };

    private static EstateSide? Ask(BuiltinContext context, Func<EstateHost, EstateSide> side)
    {
        if (context.Host is EstateHost host)
        {
            return side(host);
        }

        context.Fail("there is no estate here; replace the function by `with` in a test");
        return null;
    }

    private static string Text(Value value) => ((StringValue)value).Value;
}
