using Turnpike.Hcl.Syntax;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>Override files: what they declare must be there already and is changed, not added.</summary>
internal sealed partial class ModuleReader
{
    private void ReadOverride(HclFile file)
    {
        foreach (var block in file.Body.GetContent(TerraformSchemas.File, _diagnostics).Blocks)
        {
            OverrideBlock(block);
        }
    }

    private void OverrideBlock(HclBlock block)
    {
        switch (block.Type)
        {
            case "terraform":
                OverrideSettings(block);
                break;
            case "provider":
                OverrideProvider(block);
                break;
            case "variable":
                Override(ReadVariable(block, isOverride: true), _module.Variables, static v => v.Name, "variable", block, Merge);
                break;
            case "locals":
                OverrideLocals(block);
                break;
            case "output":
                Override(ReadOutput(block, isOverride: true), _module.Outputs, static o => o.Name, "output", block, Merge);
                break;
            case "module":
                Override(ReadCall(block, isOverride: true), _module.Calls, static c => c.Name, "module call", block, Merge);
                break;
            case "resource" or "data" or "ephemeral":
                Override(ReadResource(block, isOverride: true), _module.Resources, static r => r.Address, block.Type, block, Merge);
                break;
            default:
                _diagnostics.Add(TerraformDiagnostics.CannotOverride(block));
                break;
        }
    }

    private void Override<T>(T? item, Dictionary<string, T> all, Func<T, string> nameOf, string what, HclBlock block, Func<T, T, T> merge)
        where T : class
    {
        if (item is null)
        {
            return;
        }

        if (all.TryGetValue(nameOf(item), out var below))
        {
            all[nameOf(item)] = merge(below, item);
        }
        else
        {
            _diagnostics.Add(TerraformDiagnostics.NothingToOverride(what, nameOf(item), block));
        }
    }

    private void OverrideSettings(HclBlock block)
    {
        _requiredProviders = null;
        _backend = null;
        ReadSettings(block);
    }

    private void OverrideProvider(HclBlock block)
    {
        if (ReadProviderBlock(block) is not { } provider)
        {
            return;
        }

        // A default configuration may stand in an override alone: the one below is then the implied empty one.
        _module.Providers[provider.Key] = _module.Providers.TryGetValue(provider.Key, out var below)
            ? below with { Arguments = new MergedBody(below.Arguments, provider.Arguments), Version = provider.Version ?? below.Version }
            : provider;
    }

    private void OverrideLocals(HclBlock block)
    {
        foreach (var attribute in block.Body.GetAttributes(_diagnostics))
        {
            if (_module.Locals.ContainsKey(attribute.Name))
            {
                _module.Locals[attribute.Name] = new LocalDeclaration(attribute.Name, attribute);
            }
            else
            {
                _diagnostics.Add(TerraformDiagnostics.NothingToOverrideLocal(attribute));
            }
        }
    }

    private VariableDeclaration Merge(VariableDeclaration below, VariableDeclaration above)
    {
        var content = above.Block.Body.GetContent(TerraformSchemas.Variable, []);
        return WithDefault(below with
        {
            Type = above.HasType ? above.Type : below.Type,
            HasType = above.HasType || below.HasType,
            DefaultAttribute = above.DefaultAttribute ?? below.DefaultAttribute,
            IsNullable = content.Attribute("nullable") is null ? below.IsNullable : above.IsNullable,
            IsSensitive = content.Attribute("sensitive") is null ? below.IsSensitive : above.IsSensitive,
            IsEphemeral = content.Attribute("ephemeral") is null ? below.IsEphemeral : above.IsEphemeral,
        });
    }

    private OutputDeclaration Merge(OutputDeclaration below, OutputDeclaration above)
    {
        var content = above.Block.Body.GetContent(TerraformSchemas.OutputOverride, []);
        RefuseDependsOn(content);
        return below with
        {
            Value = above.Value ?? below.Value,
            IsSensitive = content.Attribute("sensitive") is null ? below.IsSensitive : above.IsSensitive,
            IsEphemeral = content.Attribute("ephemeral") is null ? below.IsEphemeral : above.IsEphemeral,
            Preconditions = above.Preconditions.Count > 0 ? above.Preconditions : below.Preconditions,
        };
    }

    private ModuleCallDeclaration Merge(ModuleCallDeclaration below, ModuleCallDeclaration above)
    {
        RefuseDependsOn(above.Block.Body.GetPartialContent(TerraformSchemas.ModuleOverride, [], out _));
        return below with
        {
            Arguments = new MergedBody(below.Arguments, above.Arguments),
            Source = above.Source.Length > 0 ? above.Source : below.Source,
            SourcePlace = above.Source.Length > 0 ? above.SourcePlace : below.SourcePlace,
            Version = above.Source.Length > 0 || above.Version is not null ? above.Version : below.Version,
            Count = above.Count ?? below.Count,
            ForEach = above.ForEach ?? below.ForEach,
            Providers = above.Providers ?? below.Providers,
        };
    }

    private ResourceDeclaration Merge(ResourceDeclaration below, ResourceDeclaration above)
    {
        if (above.DependsOn.Count > 0)
        {
            RefuseDependsOn(above.Block.Body.GetPartialContent(TerraformSchemas.Data, [], out _));
        }

        return below with
        {
            Arguments = new MergedBody(below.Arguments, above.Arguments),
            Count = above.Count ?? below.Count,
            ForEach = above.ForEach ?? below.ForEach,
            Provider = above.Provider ?? below.Provider,
            CreateBeforeDestroy = above.CreateBeforeDestroy ?? below.CreateBeforeDestroy,
            PreventDestroy = above.PreventDestroy ?? below.PreventDestroy,
            IgnoreChanges = above.IgnoreChanges.Count > 0 ? above.IgnoreChanges : below.IgnoreChanges,
            IgnoresAllChanges = above.IgnoresAllChanges || below.IgnoresAllChanges,
            Preconditions = above.Preconditions.Count > 0 ? above.Preconditions : below.Preconditions,
            Postconditions = above.Postconditions.Count > 0 ? above.Postconditions : below.Postconditions,
            Provisioners = above.Provisioners.Count > 0 ? above.Provisioners : below.Provisioners,
        };
    }

    private void RefuseDependsOn(HclBodyContent content)
    {
        if (content.Attribute("depends_on") is { } attribute)
        {
            _diagnostics.Add(TerraformDiagnostics.OverriddenDependsOn(attribute));
        }
    }
}
