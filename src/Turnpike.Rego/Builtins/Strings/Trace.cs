using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>trace</c>: a note for whoever follows the evaluation; always true.</summary>
internal static class Trace
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("trace", [RegoType.String], RegoType.Boolean, static (context, arguments) =>
        {
            context.Note?.Invoke(arguments.Text(0));
            return Value.True;
        }),
    ];
}
