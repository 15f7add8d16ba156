using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Validation;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// A root module with every instance of every resource in it, as the first plan over an empty state would show it.
/// Immutable; <see cref="ResourceInstance.References"/> are found when asked for.
/// </summary>
public sealed class ExpandedRoot
{
    private Dictionary<string, ResourceInstance>? _byAddress;

    internal ExpandedRoot(string folder, string workspace)
    {
        Folder = folder;
        Workspace = workspace;
    }

    /// <summary>The folder of the root module within its tree.</summary>
    public string Folder { get; }

    public string Workspace { get; }

    /// <summary>By address, in the order of Terraform's plans.</summary>
    public IReadOnlyList<ResourceInstance> Instances { get; internal init; } = [];

    /// <summary>The root module's outputs, by name.</summary>
    public IReadOnlyList<OutputValue> Outputs { get; internal init; } = [];

    /// <summary>Every instance of a module, the root first.</summary>
    public IReadOnlyList<ModuleInstance> Modules { get; internal init; } = [];

    /// <summary>The provider configurations of all modules, defaults without a block included.</summary>
    public IReadOnlyList<ProviderConfiguration> Providers { get; internal init; } = [];

    public IReadOnlyList<CheckResult> Checks { get; internal init; } = [];

    /// <summary>Everything found wrong, in the order of files and places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; internal init; } = [];

    /// <summary>False where a module is missing, a file could not be read or a limit was hit: resources may be missing too.</summary>
    public bool IsComplete { get; internal init; } = true;

    /// <summary>The dependencies between blocks, by configuration address, as <c>terraform graph</c> draws them.</summary>
    public IReadOnlyList<ConfigurationEdge> Graph { get; internal init; } = [];

    /// <summary>The root module's variables, as declared.</summary>
    public IReadOnlyList<RootVariable> Variables => RootDeclarations.Variables(State);

    /// <summary>The texts that provider blocks have written out.</summary>
    public IReadOnlyList<ProviderLiteral> ProviderLiterals => RootDeclarations.ProviderLiterals(this, State);

    internal RootState? State { get; init; }

    /// <summary>Null where there is no such instance.</summary>
    public ResourceInstance? Find(string address)
    {
        _byAddress ??= Instances.ToDictionary(i => i.Address.Text, StringComparer.Ordinal);
        return _byAddress.GetValueOrDefault(address);
    }

    /// <summary>
    /// The value of an expression in the root module or, given its address, in another. Faults go to
    /// <paramref name="diagnostics"/>, and what they concern is then unknown.
    /// </summary>
    public HclValue Evaluate(HclExpression expression, DiagnosticBag diagnostics, string module = "")
    {
        if (State is null || FindModule(State.Root, module) is not { } scope)
        {
            return HclValue.Dynamic;
        }

        // As Terraform does: what is not declared is a fault even where the value would not be needed.
        ReferenceCheck.Run(scope.Node, expression, State.Schemas, diagnostics);
        return diagnostics.HasErrors ? HclValue.Dynamic : State.Evaluator.Evaluate(expression, scope.Scope, diagnostics);
    }

    internal static ModuleScope? FindModule(ModuleScope scope, string address) =>
        scope.Address.Text == address ? scope
        : scope.ChildCalls.SelectMany(static c => c.Instances)
            .Where(i => address.StartsWith(i.Module.Address.Text, StringComparison.Ordinal))
            .Select(i => FindModule(i.Module, address)).FirstOrDefault(static s => s is not null);
}
