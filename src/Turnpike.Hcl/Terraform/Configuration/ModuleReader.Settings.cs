using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>The <c>terraform</c> block.</summary>
internal sealed partial class ModuleReader
{
    private static readonly string[] s_providerSettings = ["source", "version", "configuration_aliases"];

    private void ReadSettings(HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Terraform, _diagnostics);
        if (content.Attribute("required_version") is { } version && ConstantText(version) is { } text && !VersionText.IsConstraint(text))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidVersionConstraint(version));
        }

        foreach (var inner in content.Blocks)
        {
            switch (inner.Type)
            {
                case "required_providers":
                    ReadRequiredProviders(inner);
                    break;
                case "backend" or "cloud":
                    var place = new SourcePlace(inner.Source, inner.DefinitionSpan);
                    if (_backend is { } first)
                    {
                        _diagnostics.Add(TerraformDiagnostics.DuplicateBackend(inner, first));
                    }

                    _backend ??= place;
                    break;
            }
        }
    }

    private void ReadRequiredProviders(HclBlock block)
    {
        if (_requiredProviders is { } first)
        {
            _diagnostics.Add(TerraformDiagnostics.DuplicateRequiredProviders(block, first));
            return;
        }

        _requiredProviders = new SourcePlace(block.Source, block.DefinitionSpan);
        foreach (var attribute in block.Body.GetAttributes(_diagnostics))
        {
            if (ReadRequirement(attribute) is { } required)
            {
                _module.RequiredProviders[required.LocalName] = required;
            }
        }
    }

    private RequiredProvider? ReadRequirement(HclAttribute attribute)
    {
        var place = new SourcePlace(attribute.Source, attribute.NameSpan);
        if (!IsName(attribute.Name) || attribute.Name.Any(char.IsUpper))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidProviderLocalName(attribute));
        }

        string? source = null, version = null;
        var aliases = new List<ProviderReference>();
        if (StaticExpression.Map(attribute.Expression) is not { } items)
        {
            // The old form: the version constraint alone.
            version = ConstantText(attribute);
            CheckConstraint(version, attribute);
            return new RequiredProvider(attribute.Name, _module.ProviderAddress(attribute.Name), version, [], place);
        }

        foreach (var item in items)
        {
            var name = KeyOf(item.Key);
            var setting = attribute with { Name = name ?? "", Expression = item.Value, Span = item.Value.Span };
            switch (name)
            {
                case "source":
                    source = ConstantText(setting);
                    if (source is not null && ProviderSource.TryParse(source) is null)
                    {
                        _diagnostics.Add(TerraformDiagnostics.InvalidProviderSource(setting));
                        source = null;
                    }

                    break;
                case "version":
                    version = ConstantText(setting);
                    CheckConstraint(version, setting);
                    break;
                case "configuration_aliases":
                    aliases.AddRange(ReadAliases(setting));
                    break;
                default:
                    _diagnostics.Add(TerraformDiagnostics.InvalidRequiredProvidersObject(item.Key, s_providerSettings));
                    break;
            }
        }

        return new RequiredProvider(attribute.Name, source is null ? _module.ProviderAddress(attribute.Name) : ProviderSource.TryParse(source)!, version, aliases, place);
    }

    private IEnumerable<ProviderReference> ReadAliases(HclAttribute setting)
    {
        if (StaticExpression.List(setting.Expression) is not { } items)
        {
            _diagnostics.Add(TerraformDiagnostics.StaticListExpected(setting.Expression));
            yield break;
        }

        foreach (var item in items)
        {
            if (ReadProviderReference(item) is { } alias)
            {
                yield return alias;
            }
        }
    }

    private void CheckConstraint(string? version, HclAttribute attribute)
    {
        if (version is not null && !VersionText.IsConstraint(version))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidVersionConstraint(attribute));
        }
    }

    /// <summary>The name that an object key stands for, where that needs no evaluation.</summary>
    internal static string? KeyOf(HclExpression key) => key switch
    {
        ObjectKeyExpression { LiteralName: { } name } => name,
        ObjectKeyExpression wrapped => KeyOf(wrapped.Inner),
        JsonStringExpression text => text.Text,
        TemplateExpression template => template.LiteralText,
        LiteralExpression { Value: StringValue s } => s.Value,
        ScopeTraversalExpression { Traversal.Steps: [] } scope => scope.Traversal.Root,
        _ => null,
    };
}
