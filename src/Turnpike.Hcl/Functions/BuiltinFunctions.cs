using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Collections;
using Turnpike.Hcl.Functions.Conversions;
using Turnpike.Hcl.Functions.Encodings;
using Turnpike.Hcl.Functions.Files;
using Turnpike.Hcl.Functions.Hashes;
using Turnpike.Hcl.Functions.Networks;
using Turnpike.Hcl.Functions.Numbers;
using Turnpike.Hcl.Functions.Strings;
using Turnpike.Hcl.Functions.Times;

namespace Turnpike.Hcl.Functions;

/// <summary>The functions of Terraform's language.</summary>
public static class BuiltinFunctions
{
    private const string CorePrefix = "core::";
    private const string ProviderPrefix = "provider::terraform::";

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
            ConversionFunctions.All,
            MarkFunctions.All,
            FallbackFunctions.All,
            TimeFunctions.All,
            CidrFunctions.All,
            HashFunctions.All,
            EncodingFunctions.All,
            FileFunctions.All,
            PathFunctions.All,
            TemplateFunctions.All,
        ];
        foreach (var (name, function) in themes.SelectMany(static t => t))
        {
            yield return KeyValuePair.Create(name, function);
            yield return KeyValuePair.Create(CorePrefix + name, function);
        }

        foreach (var (name, function) in ProviderFunctions.All)
        {
            yield return KeyValuePair.Create(ProviderPrefix + name, function);
        }
    }
}
