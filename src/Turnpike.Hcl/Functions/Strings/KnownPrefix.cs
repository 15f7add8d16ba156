using System.Text;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>How an unknown string surely starts.</summary>
internal static class KnownPrefix
{
    // Characters that delimit machine text never combine with what follows.
    private const string Delimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";

    /// <summary>An unknown string that starts with a text after which anything may come, and so may change its last character.</summary>
    public static HclValue Unknown(string prefix) => UnknownExactly(Safe(prefix));

    /// <summary>An unknown string that starts so whatever comes after.</summary>
    public static HclValue UnknownExactly(string prefix) =>
        HclValue.Unknown(HclType.String, prefix.Length == 0 ? HclUnknown.NotNull : new UnknownRefinement { NotNull = true, Prefix = prefix });

    public static string Of(HclValue unknown) => HclUnknown.RefinementOf(unknown)?.Prefix ?? "";

    private static string Safe(string prefix)
    {
        prefix = prefix.Normalize(NormalizationForm.FormC);
        return prefix.Length > 0 && Delimiters.Contains(prefix[^1], StringComparison.Ordinal) && (prefix.Length == 1 || prefix[^2] < 0x300)
            ? prefix
            : Graphemes.SafePrefix(prefix);
    }
}
