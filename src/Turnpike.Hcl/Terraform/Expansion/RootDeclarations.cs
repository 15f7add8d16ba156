using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>A variable that the root module declares.</summary>
/// <param name="Default">As converted to its type; null where it has none or none that is known.</param>
/// <param name="Place">The default, else the block.</param>
public sealed record RootVariable(string Name, Value? Default, bool IsSensitive, bool IsEphemeral, SourcePlace Place);

/// <summary>A text that a <c>provider</c> block of some module has written out.</summary>
/// <param name="Key">The name of the configuration: <c>aws</c>, <c>aws.west</c>, in a module <c>module.a:aws</c>.</param>
public sealed record ProviderLiteral(string Key, string Name, string Text, SourcePlace Place);

/// <summary>What the code of a root says in so many words, whatever it comes to.</summary>
internal static class RootDeclarations
{
    public static IReadOnlyList<RootVariable> Variables(RootState? state)
    {
        var found = new List<RootVariable>();
        foreach (var variable in state?.Root.Model.Variables.Values ?? Enumerable.Empty<VariableDeclaration>())
        {
            var span = variable.DefaultAttribute?.Span ?? variable.Block.DefinitionSpan;
            var value = variable.DefaultAttribute is null ? null : variable.Default.Value;
            found.Add(new RootVariable(variable.Name, value, variable.IsSensitive, variable.IsEphemeral, new SourcePlace(variable.DefaultAttribute?.Source ?? variable.Block.Source, span)));
        }

        return found;
    }

    public static IReadOnlyList<ProviderLiteral> ProviderLiterals(ExpandedRoot root, RootState? state)
    {
        var found = new List<ProviderLiteral>();
        var seen = new HashSet<(ModuleModel, string)>();
        foreach (var module in root.Modules)
        {
            if (state is null || ExpandedRoot.FindModule(state.Root, module.Address.Text) is not { } scope)
            {
                continue;
            }

            foreach (var provider in scope.Model.Providers.Values)
            {
                if (seen.Add((scope.Model, provider.Key)))
                {
                    Add(provider, scope.Address.IsRoot ? provider.Key : scope.Address.ConfigurationText + ":" + provider.Key, found);
                }
            }
        }

        return found;
    }

    private static void Add(ProviderDeclaration provider, string key, List<ProviderLiteral> found)
    {
        // Faults of the block are found where it is evaluated.
        foreach (var attribute in provider.Arguments.GetAttributes(new DiagnosticBag()))
        {
            if (attribute.Expression is TemplateExpression { LiteralText: { } text })
            {
                found.Add(new ProviderLiteral(key, attribute.Name, text, new SourcePlace(attribute.Source, attribute.Span)));
            }
        }
    }
}
