using System.Collections.Frozen;
using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>What builtins over scalars can tell of unknowns whose kind or beginning is known.</summary>
internal static class MarkedScalars
{
    // These have an answer for all arguments of the right kinds, so that knowing the kinds is enough to be definite.
    private static readonly FrozenSet<string> s_total = FrozenSet.ToFrozenSet(
        [
            "contains", "startswith", "endswith", "lower", "upper", "split", "trim", "trim_left", "trim_right", "trim_prefix", "trim_suffix",
            "trim_space", "replace", "indexof", "strings.count", "strings.reverse", "urlquery.encode", "base64.encode", "crypto.sha256", "abs", "round", "ceil", "floor",
            "plus", "mul", "or", "and", "count",
        ],
        StringComparer.Ordinal);

    public static Value? TryCall(string builtin, ReadOnlySpan<Value> arguments) => builtin switch
    {
        "is_string" => Is(arguments[0], ValueKind.String),
        "is_number" => Is(arguments[0], ValueKind.Number),
        "is_boolean" => Is(arguments[0], ValueKind.Boolean),
        "is_null" => Is(arguments[0], ValueKind.Null),
        "is_array" => Is(arguments[0], ValueKind.Array),
        "is_object" => Is(arguments[0], ValueKind.Object),
        "is_set" => Is(arguments[0], ValueKind.Set),
        "startswith" when arguments is [UnknownValue { Refinement.Prefix: { } prefix }, StringValue wanted] => StartsWith(prefix, wanted.Value),
        _ => null,
    };

    /// <summary>Whether the builtin surely has an answer because the kinds of all its arguments are known and fit.</summary>
    public static bool IsTotalForKinds(Builtin builtin, ReadOnlySpan<Value> arguments)
    {
        // Looking for an empty text is an error.
        if (!s_total.Contains(builtin.Name) || (builtin.Name == "indexof" && arguments[1] is not StringValue { Value.Length: > 0 }))
        {
            return false;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var kind = arguments[i] is UnknownValue unknown ? Refined.KindOf(unknown) : arguments[i].Kind;
            if (kind is not { } known || !builtin.Parameters[i].AcceptsKind(known))
            {
                return false;
            }
        }

        return true;
    }

    private static BooleanValue? Is(Value value, ValueKind kind)
    {
        if (value is not UnknownValue unknown)
        {
            return Value.Of(value.Kind == kind);
        }

        if (!Refined.MayBe(unknown, kind))
        {
            return Value.Of(false);
        }

        return Refined.KindOf(unknown) == kind ? Value.Of(true) : null;
    }

    private static BooleanValue? StartsWith(string prefix, string wanted)
    {
        if (prefix.StartsWith(wanted, StringComparison.Ordinal))
        {
            return Value.Of(true);
        }

        return wanted.StartsWith(prefix, StringComparison.Ordinal) ? null : Value.Of(false);
    }
}
