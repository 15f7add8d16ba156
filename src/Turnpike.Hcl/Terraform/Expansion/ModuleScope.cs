using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>One instance of a module: its values, each computed when first asked for.</summary>
internal sealed partial class ModuleScope
{
    private readonly Dictionary<string, HclValue> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HclValue> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HclValue> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceGroup> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallGroup> _calls = new(StringComparer.Ordinal);

    public ModuleScope(RootState root, ModuleNode node, ModuleScope? parent, CallGroup? group, CallInstance? instance)
    {
        Root = root;
        Node = node;
        Parent = parent;
        Group = group;
        Instance = instance;
        Address = parent is null ? ModuleInstanceAddress.Root : parent.Address.Child(node.Call!.Name, instance!.Key);
        Calls = parent is null ? [] : [.. parent.Calls, new SourcePlace(node.Call!.Block.Source, node.Call.Block.DefinitionSpan)];
        Scope = new HclScope(null, null, Resolve);
    }

    public RootState Root { get; }

    public ModuleNode Node { get; }

    public ModuleModel Model => Node.Model!;

    public ModuleScope? Parent { get; }

    /// <summary>The call that makes this instance; null for the root.</summary>
    public CallGroup? Group { get; }

    public CallInstance? Instance { get; }

    public ModuleInstanceAddress Address { get; }

    /// <summary>The module blocks from the root to here.</summary>
    public IReadOnlyList<SourcePlace> Calls { get; }

    /// <summary>The names that this module's expressions may use.</summary>
    public HclScope Scope { get; }

    public IEnumerable<ResourceGroup> Resources => Model.Resources.Values.Select(Resource);

    public IEnumerable<CallGroup> ChildCalls => Model.Calls.Values.Select(Call);

    public ResourceGroup Resource(ResourceDeclaration declaration)
    {
        if (!_resources.TryGetValue(declaration.Address, out var group))
        {
            _resources[declaration.Address] = group = new ResourceGroup(this, declaration);
        }

        return group;
    }

    public CallGroup Call(ModuleCallDeclaration call)
    {
        if (!_calls.TryGetValue(call.Name, out var group))
        {
            _calls[call.Name] = group = new CallGroup(this, call);
        }

        return group;
    }

    public HclValue Local(LocalDeclaration local)
    {
        if (_locals.TryGetValue(local.Name, out var value))
        {
            // A circle, which is reported as such, has no value yet.
            return value.Exists ? value : HclValue.Dynamic;
        }

        _locals[local.Name] = default;
        return _locals[local.Name] = Root.Evaluator.Evaluate(local.Attribute.Expression, Scope, Root.Diagnostics);
    }

    public HclValue Output(OutputDeclaration output)
    {
        if (_outputs.TryGetValue(output.Name, out var value))
        {
            return value.Exists ? value : HclValue.Dynamic;
        }

        _outputs[output.Name] = default;
        value = output.Value is null ? HclValue.Dynamic : Root.Evaluator.Evaluate(output.Value, Scope, Root.Diagnostics);
        if (value.Exists && value.Value.HoldsEphemeral && !output.IsEphemeral)
        {
            Root.Diagnostics.Add(TerraformDiagnostics.EphemeralOutput(output));
        }

        if (output.IsSensitive)
        {
            value = value.WithMarks(OwnMarks.Sensitive);
        }

        return _outputs[output.Name] = output.IsEphemeral ? value.WithMarks(OwnMarks.Ephemeral) : value;
    }

    public HclValue Variable(VariableDeclaration variable)
    {
        if (_variables.TryGetValue(variable.Name, out var value))
        {
            return value.Exists ? value : HclValue.Dynamic;
        }

        _variables[variable.Name] = default;
        value = Parent is null ? Root.Given.ValueOf(variable, Root) : Passed(variable);
        if (variable.IsSensitive)
        {
            value = value.WithMarks(OwnMarks.Sensitive);
        }

        return _variables[variable.Name] = variable.IsEphemeral ? value.WithMarks(OwnMarks.Ephemeral) : value;
    }

    /// <summary>The argument of the call that sets a variable, or null.</summary>
    public HclAttribute? Argument(string variable) => Group?.Arguments.GetValueOrDefault(variable);

    private HclValue Passed(VariableDeclaration variable)
    {
        if (Argument(variable.Name) is not { } argument)
        {
            return variable.Default.Exists ? variable.Default : HclValue.Unknown(variable.Type.Type);
        }

        var given = Root.Evaluator.Evaluate(argument.Expression, Instance!.Scope, Root.Diagnostics);
        if (given.Exists && given.Value.HoldsEphemeral && !variable.IsEphemeral)
        {
            Root.Diagnostics.Add(TerraformDiagnostics.EphemeralInput(variable, argument));
        }

        return Accept(variable, given, new SourcePlace(argument.Source, argument.Expression.Span));
    }

    /// <summary>A given value as the variable takes it: null as its default, converted to its type.</summary>
    public HclValue Accept(VariableDeclaration variable, HclValue given, SourcePlace place)
    {
        if (given.IsNull && !variable.IsNullable)
        {
            if (variable.Default.Exists)
            {
                return variable.Default;
            }

            Root.Diagnostics.Add(TerraformDiagnostics.NullVariable(place, variable));
            return HclValue.Unknown(variable.Type.Type);
        }

        if (variable.Type.TryApply(given, out var value, out var fault))
        {
            return value;
        }

        Root.Diagnostics.Add(TerraformDiagnostics.InvalidVariableValue(place, variable, fault.ToString()));
        return HclValue.Unknown(variable.Type.Type);
    }
}
