using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Collections;
using Turnpike.Hcl.Functions.Numbers;
using Turnpike.Hcl.Functions.Strings;

namespace Turnpike.Hcl.Functions;

/// <summary>The functions of Terraform's language.</summary>
public static class BuiltinFunctions
{
    private const string CorePrefix = "core::";

    /// <summary>Every function under its own name and as <c>core::name</c>, and those of <c>provider::terraform::</c>.</summary>
    public static FunctionTable Table { get; } = new(All());

    private static IEnumerable<KeyValuePair<string, HclFunction>> All()
    {
        FunctionList[] themes =
        [
            StringFunctions.All,
            RegexFunctions.All,
            FormatFunctions.All,
            NumberFunctions.All,
            SequenceFunctions.All,
            ListFunctions.All,
            MapFunctions.All,
            SetFunctions.All,
            ChoiceFunctions.All,
        ];
        foreach (var (name, function) in themes.SelectMany(static t => t))
        {
            yield return KeyValuePair.Create(name, function);
            yield return KeyValuePair.Create(CorePrefix + name, function);
        }
    }
}
