using System.Globalization;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>Amounts as Kubernetes writes them: <c>500m</c> is <c>0.5</c>, <c>1Gi</c> is <c>1024Mi</c>.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/</remarks>
internal static partial class Quantity
{
    private static readonly Dictionary<string, decimal> s_units = new(StringComparer.Ordinal)
    {
        [""] = 1m, ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m, ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50, ["Ei"] = 1L << 60,
    };

    /// <summary>Both are amounts, and the same one.</summary>
    public static bool AreSame(Value left, Value right) => Of(left) is { } one && one == Of(right);

    private static decimal? Of(Value value)
    {
        var text = value switch
        {
            StringValue { Value: { Length: <= 32 } written } => written,
            NumberValue number => number.Text,
            _ => "",
        };
        return Form().Match(text) is { Success: true } match
            && s_units[match.Groups["unit"].Value] is var unit
            && decimal.TryParse(match.Groups["amount"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && Math.Abs(amount) < decimal.MaxValue / Math.Max(unit, 1)
            ? amount * unit
            : null;
    }

    [GeneratedRegex(@"^(?<amount>[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?)(?<unit>[KMGTPE]i|[numkMGTPE]?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
