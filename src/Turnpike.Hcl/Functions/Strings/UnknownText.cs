using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Unknown strings whose start is known.</summary>
internal static class UnknownText
{
    /// <summary>It starts with a text after which anything may come, and so may change its last character.</summary>
    public static HclValue StartingWith(string text) => StartingExactly(KnownPrefix.Of(text));

    /// <summary>It starts so whatever comes after.</summary>
    public static HclValue StartingExactly(string prefix) =>
        HclValue.Unknown(HclType.String, prefix.Length == 0 ? HclUnknown.NotNull : new UnknownRefinement { NotNull = true, Prefix = prefix });

    public static string PrefixOf(HclValue unknown) => HclUnknown.RefinementOf(unknown)?.Prefix ?? "";
}
