using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Something declared in a module at its place in the tree of calls.</summary>
/// <param name="Declaration">A variable, local, output, module call, resource or provider.</param>
internal sealed record GraphItem(ModuleNode Node, object Declaration, string Address, SourcePlace Place)
{
    public int Index { get; init; }

    public List<int> Needs { get; } = [];
}

/// <summary>What needs what, by block: for the order of evaluation, circles, and the picture of a graph.</summary>
internal sealed class DependencyGraph
{
    private readonly List<GraphItem> _items = [];
    private readonly Dictionary<(ModuleNode, string), int> _byName = [];
    private List<ConfigurationEdge>? _edges;

    /// <summary>What is needed comes before what needs it; in a circle in any order.</summary>
    public IReadOnlyList<GraphItem> Order { get; private set; } = [];

    public IReadOnlyList<ConfigurationEdge> ResourceEdges => _edges ??= ResourceGraph.Edges(_items);

    public static DependencyGraph Build(IReadOnlyList<ModuleNode> nodes, DiagnosticBag diagnostics)
    {
        var graph = new DependencyGraph();
        foreach (var node in nodes)
        {
            graph.AddItems(node);
        }

        foreach (var item in graph._items)
        {
            graph.AddNeeds(item);
        }

        var components = StrongComponents.Of(graph._items);
        graph.Order = [.. components.SelectMany(static c => c).Select(i => graph._items[i])];
        foreach (var circle in components)
        {
            if (circle.Count > 1)
            {
                var members = circle.Select(i => graph._items[i]).ToList();
                diagnostics.Add(TerraformDiagnostics.Cycle(members.Select(Name), members.MinBy(static m => (m.Place.Source.Name, m.Place.Span.Start))!.Place));
            }
        }

        return graph;
    }

    // Terraform says "(expand)" of what it repeats for each module instance.
    private static string Name(GraphItem item) => item.Declaration is ResourceDeclaration ? item.Address : item.Address + " (expand)";

    private void AddItems(ModuleNode node)
    {
        if (node.Parent is not null)
        {
            Add(node.Parent, "module." + node.Call!.Name, node.Call, new SourcePlace(node.Call.Block.Source, node.Call.Block.DefinitionSpan));
        }

        if (node.Model is not { } model)
        {
            return;
        }

        foreach (var variable in model.Variables.Values)
        {
            Add(node, "var." + variable.Name, variable, new SourcePlace(variable.Block.Source, variable.Block.DefinitionSpan));
        }

        foreach (var local in model.Locals.Values)
        {
            Add(node, "local." + local.Name, local, new SourcePlace(local.Attribute.Source, local.Attribute.NameSpan));
        }

        foreach (var resource in model.Resources.Values)
        {
            Add(node, resource.Address, resource, new SourcePlace(resource.Block.Source, resource.Block.DefinitionSpan));
        }

        foreach (var output in model.Outputs.Values)
        {
            Add(node, "output." + output.Name, output, new SourcePlace(output.Block.Source, output.Block.DefinitionSpan));
        }

        foreach (var provider in model.Providers.Values)
        {
            Add(node, "provider." + provider.Key, provider, new SourcePlace(provider.Block.Source, provider.Block.DefinitionSpan));
        }
    }

    private void Add(ModuleNode node, string name, object declaration, SourcePlace place)
    {
        if (_byName.TryAdd((node, name), _items.Count))
        {
            _items.Add(new GraphItem(node, declaration, node.AddressOf(name), place) { Index = _items.Count });
        }
    }

    private void AddNeeds(GraphItem item)
    {
        // What is in a module waits for its instances.
        if (item.Node.Parent is { } parent)
        {
            Need(item, parent, "module." + item.Node.Call!.Name);
        }

        switch (item.Declaration)
        {
            case VariableDeclaration variable:
                AddArgument(item, variable);
                break;
            case LocalDeclaration local:
                NeedAll(item, item.Node, item.Node.Model!.Dependencies(local));
                break;
            case OutputDeclaration output:
                NeedAll(item, item.Node, item.Node.Model!.Dependencies(output));
                break;
            case ModuleCallDeclaration call:
                NeedAll(item, item.Node, item.Node.Model!.Dependencies(call));
                break;
            case ResourceDeclaration resource:
                NeedAll(item, item.Node, item.Node.Model!.Dependencies(resource));
                Need(item, item.Node, "provider." + (resource.Provider?.Text ?? resource.ProviderLocalName));
                break;
            case ProviderDeclaration provider:
                NeedAll(item, item.Node, item.Node.Model!.Dependencies(provider));
                break;
        }
    }

    private void AddArgument(GraphItem item, VariableDeclaration variable)
    {
        if (item.Node.Parent is { } parent && parent.Model!.Arguments(item.Node.Call!).GetValueOrDefault(variable.Name) is { } argument)
        {
            NeedAll(item, parent, parent.Model.References(argument.Expression));
        }
    }

    private void NeedAll(GraphItem item, ModuleNode node, IReadOnlyList<Traversal> references)
    {
        foreach (var reference in references)
        {
            Need(item, node, reference);
        }
    }

    private void Need(GraphItem item, ModuleNode node, Traversal reference)
    {
        var name = (reference.Steps is [AttributeStep step, ..] ? step : null)?.Name;
        switch (reference.Root)
        {
            case "var" or "local" when name is not null:
                Need(item, node, reference.Root + "." + name);
                break;
            case "module" when name is not null:
                NeedModule(item, node, reference, name);
                break;
            case "each" or "count" or "self" or "path" or "terraform" or "var" or "local" or "module":
                break;
            default:
                if (ResourceReferenceText.Read(reference) is { } resource)
                {
                    Need(item, node, Addresses.ResourceInstanceAddress.Prefix(resource.Mode) + resource.Type + "." + resource.Name);
                }

                break;
        }
    }

    private void NeedModule(GraphItem item, ModuleNode node, Traversal reference, string name)
    {
        Need(item, node, "module." + name);
        if (!node.Children.TryGetValue(name, out var child) || child.Model is null)
        {
            return;
        }

        var at = reference.Steps.Length > 1 && reference.Steps[1] is IndexStep ? 2 : 1;
        if (reference.Steps.Length > at && reference.Steps[at] is AttributeStep { Name: var output })
        {
            Need(item, child, "output." + output);
            return;
        }

        foreach (var each in child.Model.Outputs.Keys)
        {
            Need(item, child, "output." + each);
        }
    }

    private void Need(GraphItem item, ModuleNode node, string name)
    {
        // A reference to itself is a fault of its own, not a circle.
        if (_byName.TryGetValue((node, name), out var needed) && needed != item.Index)
        {
            item.Needs.Add(needed);
        }
    }
}
