using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>Resources, data sources and module calls.</summary>
internal sealed partial class ModuleReader
{
    private ResourceDeclaration? ReadResource(HclBlock block, bool isOverride)
    {
        var mode = block.Type switch { "data" => TerraformMode.Data, "ephemeral" => TerraformMode.Ephemeral, _ => TerraformMode.Managed };
        var content = block.Body.GetPartialContent(mode == TerraformMode.Managed ? TerraformSchemas.Resource : TerraformSchemas.Data, _diagnostics, out var arguments);
        var (typeKind, nameKind) = mode switch
        {
            TerraformMode.Data => ("data source", "data resource"),
            TerraformMode.Ephemeral => ("ephemeral resource type", "ephemeral resource"),
            _ => ("resource type", "resource"),
        };
        if (!CheckName(block, 0, typeKind) | !CheckName(block, 1, nameKind))
        {
            return null;
        }

        var (count, forEach) = ReadRepetition(content);
        var resource = new ResourceDeclaration(mode, block.Labels[0], block.Labels[1], block)
        {
            Arguments = arguments,
            Count = count,
            ForEach = forEach,
            Provider = content.Attribute("provider") is { } provider ? ReadProviderReference(provider.Expression) : null,
            DependsOn = ReadDependsOn(content),
            Provisioners = [.. content.Blocks.Where(b => b.Type is "provisioner" or "connection")],
        };

        HclBlock? lifecycle = null;
        foreach (var inner in content.Blocks)
        {
            switch (inner.Type)
            {
                case "lifecycle" when lifecycle is not null:
                    _diagnostics.Add(TerraformDiagnostics.DuplicateLifecycle(inner, lifecycle));
                    break;
                case "lifecycle":
                    lifecycle = inner;
                    resource = mode == TerraformMode.Managed ? ReadLifecycle(resource, inner) : ReadDataLifecycle(resource, inner);
                    break;
                case "provisioner" or "connection":
                    CheckProvisioner(inner);
                    break;
                default:
                    _diagnostics.Add(TerraformDiagnostics.ReservedBlock(inner));
                    break;
            }
        }

        return resource;
    }

    private void CheckProvisioner(HclBlock block)
    {
        if (block.Type != "provisioner" || block.Labels[0] is not ("chef" or "habitat" or "puppet" or "salt-masterless"))
        {
            return;
        }

        _diagnostics.Add(TerraformDiagnostics.RemovedProvisioner(block));
    }

    private ResourceDeclaration ReadDataLifecycle(ResourceDeclaration resource, HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Lifecycle, _diagnostics);
        foreach (var attribute in content.Attributes)
        {
            _diagnostics.Add(TerraformDiagnostics.DataLifecycleArgument(attribute));
        }

        return resource with { Preconditions = ReadRules(content, "precondition"), Postconditions = ReadRules(content, "postcondition") };
    }

    private ResourceDeclaration ReadLifecycle(ResourceDeclaration resource, HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Lifecycle, _diagnostics);
        var ignore = content.Attribute("ignore_changes");
        var all = ignore is not null && StaticExpression.Keyword(ignore.Expression) == "all";
        return resource with
        {
            CreateBeforeDestroy = Flag(content, "create_before_destroy"),
            PreventDestroy = Flag(content, "prevent_destroy"),
            IgnoresAllChanges = all,
            IgnoreChanges = all ? [] : ReadTraversals(ignore, TerraformDiagnostics.InvalidIgnoreChanges),
            ReplaceTriggeredBy = content.Attribute("replace_triggered_by") is { } triggers ? ReadTriggers(triggers) : [],
            Preconditions = ReadRules(content, "precondition"),
            Postconditions = ReadRules(content, "postcondition"),
        };
    }

    // Kept as an expression: it must be constant, but whether it was written at all matters to an override.
    private HclExpression? Flag(HclBodyContent content, string name)
    {
        ConstantFlag(content, name, false);
        return content.Attribute(name)?.Expression;
    }

    private ImmutableArray<HclExpression> ReadTriggers(HclAttribute attribute)
    {
        if (StaticExpression.List(attribute.Expression) is { } items)
        {
            return items;
        }

        _diagnostics.Add(TerraformDiagnostics.StaticListExpected(attribute.Expression));
        return [];
    }

    /// <summary>The value of a <c>provider</c> argument: a name, or a name and an alias.</summary>
    private ProviderReference? ReadProviderReference(HclExpression expression)
    {
        if (StaticExpression.Traversal(expression) is not { } traversal)
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidProviderReference(expression));
            return null;
        }

        var place = new SourcePlace(traversal.Source, traversal.Span);
        switch (traversal.Steps)
        {
            case []:
                return new ProviderReference(traversal.Root, null, place);
            case [AttributeStep { Name: var alias }]:
                return new ProviderReference(traversal.Root, alias, place);
            case [AttributeStep { Name: var alias }, IndexStep]:
                return new ProviderReference(traversal.Root, alias, place);
            default:
                _diagnostics.Add(TerraformDiagnostics.InvalidProviderReference(expression));
                return null;
        }
    }

    private ModuleCallDeclaration? ReadCall(HclBlock block, bool isOverride)
    {
        var content = block.Body.GetPartialContent(isOverride ? TerraformSchemas.ModuleOverride : TerraformSchemas.Module, _diagnostics, out var arguments);
        if (!CheckName(block, 0, "module instance"))
        {
            return null;
        }

        var (count, forEach) = ReadRepetition(content);
        var source = content.Attribute("source");
        var text = ConstantText(source) ?? "";
        if (source is not null && text.Length > 0 && !text.StartsWith("./", StringComparison.Ordinal) && !text.StartsWith("../", StringComparison.Ordinal)
            && (text.StartsWith('.') || text.StartsWith('/')) && !IsOther(text))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidModuleSource(source, text));
        }

        foreach (var inner in content.Blocks)
        {
            _diagnostics.Add(TerraformDiagnostics.ReservedBlock(inner));
        }

        return new ModuleCallDeclaration(block.Labels[0], block)
        {
            Arguments = arguments,
            Source = text,
            SourcePlace = source is null ? new SourcePlace(block.Source, block.DefinitionSpan) : new SourcePlace(source.Source, source.Expression.Span),
            Version = ConstantText(content.Attribute("version")),
            Count = count,
            ForEach = forEach,
            DependsOn = ReadDependsOn(content),
            Providers = content.Attribute("providers") is { } providers ? ReadPassedProviders(providers) : null,
        };
    }

    // An absolute path is taken, though it can never lie in the tree.
    private static bool IsOther(string source) => source.StartsWith('/') || source is "." or "..";

    private List<(ProviderReference, ProviderReference)> ReadPassedProviders(HclAttribute attribute)
    {
        var passed = new List<(ProviderReference, ProviderReference)>();
        if (StaticExpression.Map(attribute.Expression) is not { } items)
        {
            _diagnostics.Add(TerraformDiagnostics.StaticMapExpected(attribute.Expression));
            return passed;
        }

        foreach (var item in items)
        {
            var key = item.Key is ObjectKeyExpression k ? k.Inner : item.Key;
            if (ReadProviderReference(key) is not { } inner || ReadProviderReference(item.Value) is not { } outer)
            {
                continue;
            }

            if (passed.Any(p => p.Item1.Text == inner.Text))
            {
                _diagnostics.Add(TerraformDiagnostics.DuplicateProviderAddress(item.Key, inner.Text));
                continue;
            }

            passed.Add((inner, outer));
        }

        return passed;
    }

    private void ReadProvider(HclBlock block)
    {
        if (ReadProviderBlock(block) is not { } provider)
        {
            return;
        }

        if (_module.Providers.TryGetValue(provider.Key, out var first))
        {
            _diagnostics.Add(TerraformDiagnostics.DuplicateProvider(provider, first));
        }
        else
        {
            _module.Providers.Add(provider.Key, provider);
        }
    }

    private ProviderDeclaration? ReadProviderBlock(HclBlock block)
    {
        var content = block.Body.GetPartialContent(TerraformSchemas.Provider, _diagnostics, out var arguments);
        if (!IsName(block.Labels[0]))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidName("provider local", block.Source, block.LabelSpans[0]));
            return null;
        }

        RefuseReserved(content);
        var alias = ConstantText(content.Attribute("alias"));
        if (alias is not null && !IsName(alias))
        {
            var attribute = content.Attribute("alias")!;
            _diagnostics.Add(TerraformDiagnostics.InvalidAlias(attribute));
        }

        return new ProviderDeclaration(block.Labels[0], alias, block) { Arguments = arguments, Version = content.Attribute("version") };
    }
}
