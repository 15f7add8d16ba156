using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Terraform.Validation;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Expands one root: loads what it calls, checks references, computes everything in the order of its dependencies.</summary>
internal sealed class RootExpander(ModuleLibrary library, TerraformOptions options)
{
    private readonly DiagnosticBag _loading = [];
    private readonly DiagnosticBag _evaluation = [];

    public ExpandedRoot Expand(string folder)
    {
        var manifest = ModuleManifest.Read(library.Files, folder, _loading);
        if (library.Find(folder) is not { } model)
        {
            _loading.Add(TerraformDiagnostics.NoConfiguration(folder));
            return new ExpandedRoot(folder, options.Workspace) { Diagnostics = [.. _loading], IsComplete = false };
        }

        var builder = new ModuleTreeBuilder(library, options, manifest, _loading);
        var tree = builder.Build(model);
        var state = new RootState(tree, library.Files, options, _evaluation);
        state.Given = VariableValues.Read(library.Files, folder, options, model, _loading);
        var nodes = Nodes(tree).ToList();
        var models = nodes.Where(static n => n.Model is not null).Select(static n => n.Model!).Distinct().ToList();
        foreach (var node in nodes.Where(static n => n.Model is not null).DistinctBy(static n => n.Model))
        {
            ReferenceCheck.Run(node, options.Schemas, _evaluation);
        }

        var graph = DependencyGraph.Build(nodes, _evaluation);
        new Warmup(state, graph).Run();
        var instances = Collect(state.Root);
        ConditionCheck.Run(state, instances);
        return new ExpandedRoot(folder, options.Workspace)
        {
            Instances = [.. instances.Select(Instance)],
            Outputs = Outputs(state),
            Modules = [.. Modules(state.Root)],
            Providers = [.. Scopes(state.Root).SelectMany(Providers)],
            Checks = state.Checks,
            Graph = graph.ResourceEdges,
            IsComplete = !builder.HasMissing && !state.IsCut && !models.Exists(static m => m.IsPartial),
            Diagnostics = Merge(models),
            State = state,
        };
    }

    private static IEnumerable<ModuleNode> Nodes(ModuleNode node) => node.Children.Values.SelectMany(Nodes).Prepend(node);

    private static IEnumerable<ModuleScope> Scopes(ModuleScope scope) =>
        scope.ChildCalls.SelectMany(static c => c.Instances).SelectMany(static i => Scopes(i.Module)).Prepend(scope);

    private static List<InstanceState> Collect(ModuleScope root)
    {
        var all = new List<InstanceState>();
        foreach (var scope in Scopes(root))
        {
            foreach (var group in scope.Resources)
            {
                all.AddRange(group.Instances);
            }
        }

        all.Sort(static (a, b) => InstanceOrder.Compare(a.Address, b.Address));
        return all;
    }

    private static ResourceInstance Instance(InstanceState state)
    {
        var group = state.Group;
        var declaration = group.Declaration;
        return new ResourceInstance(state)
        {
            Provider = group.Provider,
            ProviderConfiguration = group.Module.Provider(declaration.ProviderLocalName, declaration.Provider?.Alias).Text,
            HasSchema = group.Schema is not null,
            Declaration = group.Place,
            Calls = group.Module.Calls,
            Lifecycle = Lifecycle(group),
            IsEvaluated = state.IsEvaluated,
            IsDeferred = state.IsDeferred,
            Value = PlanForm.Of(state.Decoded?.Value.Value ?? Value.Null),
        };
    }

    private static ResourceLifecycle Lifecycle(ResourceGroup group)
    {
        var declaration = group.Declaration;
        var prevents = Flag(declaration.PreventDestroy);
        var creates = Flag(declaration.CreateBeforeDestroy);
        return !prevents && !creates && !declaration.IgnoresAllChanges && declaration.IgnoreChanges.Count == 0
            ? ResourceLifecycle.Default
            : new ResourceLifecycle(creates, prevents, declaration.IgnoresAllChanges ? ["all"] : [.. declaration.IgnoreChanges.Select(static t => t.ToString())]);

        bool Flag(Syntax.HclExpression? expression) => expression is not null
            && group.Module.Root.Evaluator.Evaluate(expression, Evaluation.HclScope.Empty, []) is { IsKnown: true, IsNull: false, Kind: HclTypeKind.Boolean } value && value.AsBoolean();
    }

    private List<OutputValue> Outputs(RootState state)
    {
        var outputs = new List<OutputValue>();
        foreach (var output in state.Root.Model.Outputs.Values.OrderBy(static o => o.Name, StringComparer.Ordinal))
        {
            var value = state.Root.Output(output);
            if (output.IsEphemeral)
            {
                _evaluation.Add(TerraformDiagnostics.EphemeralRootOutput(output));
            }

            if (!output.IsSensitive && HoldsSensitive(value))
            {
                _evaluation.Add(TerraformDiagnostics.SensitiveOutput(output));
            }

            outputs.Add(new OutputValue(output.Name, PlanForm.Of(value.Value), output.IsSensitive, new SourcePlace(output.Block.Source, output.Block.DefinitionSpan)));
        }

        return outputs;
    }

    private static bool HoldsSensitive(HclValue value) => value.Value.HoldsSensitive;

    private static IEnumerable<ModuleInstance> Modules(ModuleScope root)
    {
        foreach (var scope in Scopes(root))
        {
            yield return new ModuleInstance(
                scope.Address, scope.Model.Folder, scope.Node.Call?.Source ?? "", scope.Calls.Count == 0 ? null : scope.Calls[^1]);
            foreach (var call in scope.ChildCalls)
            {
                if (call.Node.Model is null)
                {
                    yield return new ModuleInstance(
                        scope.Address.Child(call.Declaration.Name), null, call.Declaration.Source,
                        new SourcePlace(call.Declaration.Block.Source, call.Declaration.Block.DefinitionSpan));
                }
            }
        }
    }

    private static IEnumerable<ProviderConfiguration> Providers(ModuleScope scope)
    {
        foreach (var declaration in scope.Model.Providers.Values)
        {
            var address = scope.Model.ProviderAddress(declaration.LocalName);
            var version = scope.Model.RequiredProviders.GetValueOrDefault(declaration.LocalName)?.Version;
            yield return new ProviderConfiguration(
                scope.Address, declaration.LocalName, declaration.Alias, address, version, PlanForm.Of(scope.Settings(declaration, address).Value.Value),
                new SourcePlace(declaration.Block.Source, declaration.Block.DefinitionSpan));
        }

        if (scope.Address.IsRoot)
        {
            foreach (var required in scope.Model.RequiredProviders.Values.Where(r => !scope.Model.Providers.ContainsKey(r.LocalName)))
            {
                yield return new ProviderConfiguration(scope.Address, required.LocalName, null, required.Source, required.Version, ObjectValue.Empty, null);
            }
        }
    }

    // The same fault in each instance of a block, or in each call of a module, is one.
    private List<Diagnostic> Merge(List<ModuleModel> models)
    {
        var seen = new HashSet<(string, SourceText?, TextSpan, string, string?)>();
        var all = new List<Diagnostic>();
        foreach (var diagnostic in models.SelectMany(static m => m.Diagnostics).Concat(_loading).Concat(_evaluation))
        {
            if (seen.Add((diagnostic.Code, diagnostic.Source, diagnostic.Span, diagnostic.Message, diagnostic.Help)))
            {
                all.Add(diagnostic);
            }
        }

        return [.. all.OrderBy(static d => d.Source?.Name ?? "", StringComparer.Ordinal).ThenBy(static d => d.Span.Start)];
    }
}

/// <summary>The order of a plan: modules by their path, data sources first, then type, name and key.</summary>
internal static class InstanceOrder
{
    public static int Compare(ResourceInstanceAddress a, ResourceInstanceAddress b)
    {
        var order = CompareModules(a.Module, b.Module);
        order = order != 0 ? order : Rank(a.Mode).CompareTo(Rank(b.Mode));
        order = order != 0 ? order : CodePointOrder.Compare(a.Type, b.Type);
        order = order != 0 ? order : CodePointOrder.Compare(a.Name, b.Name);
        return order != 0 ? order : CompareKeys(a.Key, b.Key);
    }

    private static int Rank(TerraformMode mode) => mode == TerraformMode.Managed ? 1 : 0;

    private static int CompareModules(ModuleInstanceAddress a, ModuleInstanceAddress b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        if (a.Depth != b.Depth)
        {
            return a.Depth.CompareTo(b.Depth);
        }

        var order = CompareModules(a.Parent!, b.Parent!);
        order = order != 0 ? order : CodePointOrder.Compare(a.Name, b.Name);
        return order != 0 ? order : CompareKeys(a.Key, b.Key);
    }

    private static int CompareKeys(Value? a, Value? b) => a is null ? b is null ? 0 : -1 : a.CompareTo(b);
}
