using Turnpike.Rego.Builtins;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Gate.Trivy;

/// <summary>The functions that Trivy adds to the language, as far as they need nothing of Trivy's own.</summary>
internal static class TrivyFunctions
{
    // What a result takes over from the object at fault, or from the metadata that Trivy's readers put into it.
    private static readonly string[] s_places = ["startline", "endline", "filepath", "sourceprefix", "fskey", "resource", "explicit", "managed", "parent"];

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new Builtin("result.new", [RegoType.String, RegoType.Any], RegoType.Any, static (_, arguments) => Result(arguments[0], arguments[1])) { Sensitivity = SensitivityFlow.Parts },
        new Builtin("isManaged", [RegoType.Any], RegoType.Boolean, static (_, arguments) => IsManaged(arguments[0])),
    ];

    private static ObjectValue Result(Value message, Value cause)
    {
        var result = new ObjectBuilder(4);
        result.Set("msg", message);
        var metadata = (cause as ObjectValue)?.Get("__defsec_metadata") as ObjectValue ?? cause as ObjectValue ?? ObjectValue.Empty;
        foreach (var place in s_places)
        {
            if (metadata.Get(place) is { } value)
            {
                result.Set(place, value);
            }
        }

        return result.ToValue();
    }

    private static BooleanValue IsManaged(Value value)
    {
        var metadata = (value as ObjectValue)?.Get("__defsec_metadata") as ObjectValue ?? value as ObjectValue;
        return Value.Of(metadata?.Get("managed") == Value.True);
    }
}
