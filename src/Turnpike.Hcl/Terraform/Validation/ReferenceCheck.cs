using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Validation;

/// <summary>
/// Checks what a module's expressions refer to, without evaluating them: everything referred to is declared and has what is
/// asked of it. Done once a module, however often it is called.
/// </summary>
internal sealed class ReferenceCheck
{
    private readonly ModuleNode _node;
    private readonly ModuleModel _module;
    private readonly ProviderSchemas _schemas;
    private readonly DiagnosticBag _diagnostics;

    private ReferenceCheck(ModuleNode node, ProviderSchemas schemas, DiagnosticBag diagnostics)
    {
        _node = node;
        _module = node.Model!;
        _schemas = schemas;
        _diagnostics = diagnostics;
    }

    /// <summary>What an expression may use beside what the module declares.</summary>
    [Flags]
    private enum Allowed
    {
        None = 0,
        Count = 1,
        Each = 2,
        Self = 4,
    }

    public static void Run(ModuleNode node, ProviderSchemas schemas, DiagnosticBag diagnostics) =>
        new ReferenceCheck(node, schemas, diagnostics).Run();

    /// <summary>Checks an expression that somebody asks about, as if it stood in the module.</summary>
    public static void Run(ModuleNode node, HclExpression expression, ProviderSchemas schemas, DiagnosticBag diagnostics) =>
        new ReferenceCheck(node, schemas, diagnostics).Check(expression, Allowed.None);

    private void Run()
    {
        foreach (var variable in _module.Variables.Values)
        {
            Check(variable);
        }

        foreach (var local in _module.Locals.Values)
        {
            Check(local.Attribute.Expression, Allowed.None);
        }

        foreach (var output in _module.Outputs.Values)
        {
            Check(output.Value, Allowed.None);
            Check(output.DependsOn);
            Check(output.Preconditions, Allowed.None);
        }

        foreach (var provider in _module.Providers.Values)
        {
            Check(provider.Arguments, Allowed.None, null);
        }

        foreach (var resource in _module.Resources.Values)
        {
            Check(resource);
        }

        foreach (var check in _module.Checks.Values)
        {
            Check(check.Asserts, Allowed.None);
        }

        foreach (var call in _module.Calls.Values)
        {
            Check(call);
        }
    }

    private void Check(VariableDeclaration variable)
    {
        foreach (var rule in variable.Validations)
        {
            Check(rule.Condition, Allowed.None);
            Check(rule.Message, Allowed.None);
            if (!rule.Condition.References().Any(r => r.Root == "var" && r.Steps is [AttributeStep { Name: var name }, ..] && name == variable.Name))
            {
                _diagnostics.Add(TerraformDiagnostics.ValidationWithoutVariable(variable, rule));
            }
        }
    }

    private void Check(ResourceDeclaration resource)
    {
        var allowed = (resource.Count is null ? Allowed.None : Allowed.Count) | (resource.ForEach is null ? Allowed.None : Allowed.Each);
        Check(resource.Count, Allowed.None);
        Check(resource.ForEach, Allowed.None);
        Check(resource.Arguments, allowed, resource);
        Check(resource.DependsOn);
        Check(resource.Preconditions, allowed);
        Check(resource.Postconditions, allowed | Allowed.Self);
        foreach (var block in resource.Provisioners)
        {
            Check(block.Body, allowed | Allowed.Self, null);
        }

        CheckType(resource);
        if (resource.Provider is { Alias: not null } provider && !_module.Providers.ContainsKey(provider.Text)
            && !_module.RequiredProviders.Values.Any(r => r.Aliases.Any(a => a.Text == provider.Text)))
        {
            _diagnostics.Add(TerraformDiagnostics.ProviderNotPresent(provider, _node.AddressOf(resource.Address)));
        }
    }

    private void CheckType(ResourceDeclaration resource)
    {
        var address = _module.ProviderAddress(resource.ProviderLocalName);
        if (_schemas.Find(address) is { } provider && Schema(provider, resource.Mode, resource.Type) is null)
        {
            _diagnostics.Add(TerraformDiagnostics.UnknownResourceType(resource, Short(address)));
        }
    }

    // As messages name a provider: without the registry that most come from.
    private static string Short(string address) => address.Replace("registry.terraform.io/", "", StringComparison.Ordinal);

    private static SchemaBlock? Schema(ProviderSchema provider, TerraformMode mode, string type) => mode switch
    {
        TerraformMode.Data => provider.Data(type),
        TerraformMode.Ephemeral => provider.Ephemeral(type),
        _ => provider.Resource(type),
    };

    private void Check(ModuleCallDeclaration call)
    {
        var allowed = (call.Count is null ? Allowed.None : Allowed.Count) | (call.ForEach is null ? Allowed.None : Allowed.Each);
        Check(call.Count, Allowed.None);
        Check(call.ForEach, Allowed.None);
        Check(call.DependsOn);
        foreach (var argument in _module.Arguments(call).Values)
        {
            Check(argument.Expression, allowed);
        }

        if (_node.Children.GetValueOrDefault(call.Name)?.Model is not { } child)
        {
            return;
        }

        var faults = new DiagnosticBag();
        call.Arguments.GetContent(child.CallSchema, faults);
        _diagnostics.AddRange(child.IsPartial ? [] : faults);
        CheckProviders(call, child);
    }

    private void CheckProviders(ModuleCallDeclaration call, ModuleModel child)
    {
        var passed = call.Providers ?? [];
        foreach (var required in child.RequiredProviders.Values)
        {
            foreach (var alias in required.Aliases)
            {
                if (alias.Alias is not null && !passed.Any(p => p.Inner.Text == alias.Text))
                {
                    _diagnostics.Add(TerraformDiagnostics.MissingProviderConfiguration(call, Short(required.Source), alias.Text));
                }
            }
        }

        foreach (var (inner, _) in passed)
        {
            var isDeclared = inner.Alias is null
                ? child.RequiredProviders.ContainsKey(inner.LocalName) || child.Providers.ContainsKey(inner.LocalName)
                : child.Providers.ContainsKey(inner.Text) || child.RequiredProviders.Values.Any(r => r.Aliases.Any(a => a.Text == inner.Text));
            if (!isDeclared)
            {
                _diagnostics.Add(TerraformDiagnostics.UndefinedPassedProvider(inner, "module." + call.Name, Short(child.ProviderAddress(inner.LocalName))));
            }
        }
    }

    private void Check(IReadOnlyList<CheckRule> rules, Allowed allowed)
    {
        foreach (var rule in rules)
        {
            Check(rule.Condition, allowed);
            Check(rule.Message, allowed);
        }
    }

    private void Check(IReadOnlyList<Traversal> references)
    {
        foreach (var reference in references)
        {
            Check(reference, Allowed.None, isWhole: true);
        }
    }

    private void Check(IHclBody body, Allowed allowed, ResourceDeclaration? within) => BodyExpressions.Visit(body, [], (expression, iterators) =>
    {
        foreach (var reference in _module.References(expression))
        {
            if (iterators.Contains(reference.Root))
            {
                continue;
            }

            Check(reference, allowed);
            if (within is not null && ResourceReferenceText.Read(reference) is { } name
                && name.Mode == within.Mode && name.Type == within.Type && name.Name == within.Name)
            {
                _diagnostics.Add(TerraformDiagnostics.SelfReference(reference, within.Address));
            }
        }
    });

    private void Check(HclExpression? expression, Allowed allowed)
    {
        if (expression is null)
        {
            return;
        }

        foreach (var reference in _module.References(expression))
        {
            Check(reference, allowed);
        }
    }

    private void Check(Traversal reference, Allowed allowed, bool isWhole = false)
    {
        var name = (reference.Steps is [AttributeStep first, ..] ? first : null)?.Name;
        switch (reference.Root)
        {
            case "var" or "local" or "module" or "path" or "terraform" or "count" or "each" when name is null:
                _diagnostics.Add(TerraformDiagnostics.InvalidReference(
                    reference, $"{reference.Root} is no value by itself. Name one of its attributes."));
                break;
            case "var":
                Declared(_module.Variables.Keys, name!, s => TerraformDiagnostics.UndeclaredVariable(reference, name!, s));
                break;
            case "local":
                Declared(_module.Locals.Keys, name!, s => TerraformDiagnostics.UndeclaredLocal(reference, name!, s));
                break;
            case "module":
                CheckModule(reference, name!);
                break;
            case "path":
                OneOf(reference, name!, "cwd", "module", "root");
                break;
            case "terraform" or "tofu":
                OneOf(reference, name!, "workspace", "applying");
                break;
            case "each" when (allowed & Allowed.Each) == 0:
                _diagnostics.Add(TerraformDiagnostics.EachWithoutForEach(reference));
                break;
            case "each":
                OneOf(reference, name!, "key", "value");
                break;
            case "count" when (allowed & Allowed.Count) == 0:
                _diagnostics.Add(TerraformDiagnostics.CountWithoutCount(reference));
                break;
            case "count":
                OneOf(reference, name!, "index");
                break;
            case "self":
                if ((allowed & Allowed.Self) == 0)
                {
                    _diagnostics.Add(TerraformDiagnostics.SelfOutOfPlace(reference));
                }

                break;
            default:
                CheckResource(reference, isWhole);
                break;
        }
    }

    private void OneOf(Traversal reference, string name, params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(name))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidObjectAttribute(reference, reference.Root, name));
        }
    }

    private void Declared(IReadOnlyCollection<string> names, string name, Func<string?, Diagnostic> fault)
    {
        if (!_module.IsPartial && !names.Contains(name))
        {
            _diagnostics.Add(fault(NameSuggestion.Find(name, names)));
        }
    }

    private void CheckModule(Traversal reference, string name)
    {
        Declared(_module.Calls.Keys, name, s => TerraformDiagnostics.UndeclaredModule(reference, name, s));
        if (_node.Children.GetValueOrDefault(name)?.Model is not { IsPartial: false } child)
        {
            return;
        }

        var at = reference.Steps.Length > 1 && reference.Steps[1] is IndexStep ? 2 : 1;
        if (reference.Steps.Length > at && reference.Steps[at] is AttributeStep { Name: var output } step && !child.Outputs.ContainsKey(output)
            && (at == 2 || (_module.Calls[name].Count ?? _module.Calls[name].ForEach) is null))
        {
            _diagnostics.Add(TerraformDiagnostics.NoSuchOutput(reference, step, output));
        }
    }

    private void CheckResource(Traversal reference, bool isWhole)
    {
        if (ResourceReferenceText.Read(reference) is not { } resource)
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidReference(reference, reference.Root is "data" or "ephemeral" or "resource"
                ? $"Write {reference.Root}, the type and the name."
                : "This would be a resource, and its name is missing: write the type and the name. Text goes in quotes."));
            return;
        }

        if (_module.Resource(resource.Mode, resource.Type, resource.Name) is not { } declaration)
        {
            if (!_module.IsPartial)
            {
                _diagnostics.Add(TerraformDiagnostics.UndeclaredResource(reference, new ResourceName(
                    resource.Mode switch { TerraformMode.Data => "data", TerraformMode.Ephemeral => "ephemeral", _ => "managed" }, resource.Type, resource.Name, resource.Steps), Other(resource)));
            }

            return;
        }

        if (!isWhole)
        {
            CheckAccess(reference, resource.Steps, declaration);
        }
    }

    private string? Other(ResourceReferenceText resource)
    {
        var mode = resource.Mode == TerraformMode.Data ? TerraformMode.Managed : TerraformMode.Data;
        return _module.Resource(mode, resource.Type, resource.Name)?.Address;
    }

    private void CheckAccess(Traversal reference, int at, ResourceDeclaration declaration)
    {
        var steps = reference.Steps;
        var isRepeated = (declaration.Count ?? declaration.ForEach) is not null;
        if (steps.Length > at && steps[at] is IndexStep index)
        {
            if (!isRepeated)
            {
                _diagnostics.Add(TerraformDiagnostics.UnexpectedInstanceKey(reference, index, declaration.Address));
                return;
            }

            at++;
        }
        else if (isRepeated)
        {
            if (steps.Length > at && declaration.Count is not null)
            {
                _diagnostics.Add(TerraformDiagnostics.MissingInstanceKey(reference, declaration.Address, true));
            }
            else if (steps.Length > at && Has(declaration, ((AttributeStep)steps[at]).Name))
            {
                // A key written as an attribute, aws_x.y.key, is an instance; one that is an attribute is a mistake.
                _diagnostics.Add(TerraformDiagnostics.MissingInstanceKey(reference, declaration.Address, false));
            }

            return;
        }

        if (steps.Length > at && steps[at] is AttributeStep { Name: var name } step && SchemaOf(declaration) is { } schema
            && !schema.ByName.ContainsKey(name) && !schema.BlocksByName.ContainsKey(name))
        {
            _diagnostics.Add(TerraformDiagnostics.NoSuchAttribute(reference, step, name, NameSuggestion.Find(name, [.. schema.ByName.Keys, .. schema.BlocksByName.Keys])));
        }
    }

    private bool Has(ResourceDeclaration declaration, string name) =>
        SchemaOf(declaration) is { } schema && (schema.ByName.ContainsKey(name) || schema.BlocksByName.ContainsKey(name));

    private SchemaBlock? SchemaOf(ResourceDeclaration declaration) =>
        _schemas.Find(_module.ProviderAddress(declaration.ProviderLocalName)) is { } provider ? Schema(provider, declaration.Mode, declaration.Type) : null;
}
