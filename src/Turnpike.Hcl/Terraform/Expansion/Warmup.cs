namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// Computes everything once, what is needed before what needs it, so that no chain of references becomes a chain of calls.
/// </summary>
internal sealed class Warmup(RootState state, DependencyGraph graph)
{
    private readonly Dictionary<Loading.ModuleNode, List<ModuleScope>> _scopes = [];

    public void Run()
    {
        foreach (var item in graph.Order)
        {
            foreach (var scope in ScopesOf(item.Node))
            {
                Compute(scope, item);
            }
        }
    }

    // The instances of a module exist by now: its call comes before all that is in it.
    private List<ModuleScope> ScopesOf(Loading.ModuleNode node)
    {
        if (node.Parent is null)
        {
            return [state.Root];
        }

        if (node.Model is null)
        {
            return [];
        }

        if (!_scopes.TryGetValue(node, out var scopes))
        {
            _scopes[node] = scopes = [.. ScopesOf(node.Parent).SelectMany(s => s.Call(node.Call!).Instances).Select(static i => i.Module)];
        }

        return scopes;
    }

    private static void Compute(ModuleScope scope, GraphItem item)
    {
        switch (item.Declaration)
        {
            case Configuration.LocalDeclaration local:
                scope.Local(local);
                break;
            case Configuration.VariableDeclaration variable:
                scope.Variable(variable);
                break;
            case Configuration.OutputDeclaration output:
                scope.Output(output);
                break;
            case Configuration.ModuleCallDeclaration call:
                _ = scope.Call(call).Instances;
                break;
            case Configuration.ResourceDeclaration resource:
                foreach (var instance in scope.Resource(resource).Instances)
                {
                    _ = instance.Decoded;
                }

                break;
        }
    }
}
