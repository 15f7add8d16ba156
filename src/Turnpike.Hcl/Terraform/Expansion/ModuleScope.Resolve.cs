using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// What references stand for. Only what a reference asks for is computed: of a resource the instance, of a module the
/// output. What is not declared has been reported when the module's references were checked; here it is unknown.
/// </summary>
internal sealed partial class ModuleScope
{
    private bool Resolve(Traversal traversal, DiagnosticBag diagnostics, out HclValue value, out int steps)
    {
        var name = (traversal.Steps is [AttributeStep first, ..] ? first : null)?.Name;
        steps = 1;
        switch (traversal.Root)
        {
            case "var" when name is not null:
                value = Model.Variables.TryGetValue(name, out var variable) ? Variable(variable) : Missing(traversal, out steps);
                return true;
            case "local" when name is not null:
                value = Model.Locals.TryGetValue(name, out var local) ? Local(local) : Missing(traversal, out steps);
                return true;
            case "path" when name is not null:
                value = PathValue(name);
                return true;
            case "terraform" or "tofu" when name is not null:
                value = name == "workspace" ? Root.Workspace : Missing(traversal, out steps);
                return true;
            case "module" when name is not null:
                value = Model.Calls.TryGetValue(name, out var call) ? ModuleValue(Call(call), traversal, out steps) : Missing(traversal, out steps);
                return true;
            case "count" or "each" or "self":
                // Set where they may be used; elsewhere they are a fault that has been reported.
                value = Missing(traversal, out steps);
                return true;
            default:
                return ResolveResource(traversal, out value, out steps);
        }
    }

    private bool ResolveResource(Traversal traversal, out HclValue value, out int steps)
    {
        if (ResourceReferenceText.Read(traversal) is not { } reference || Model.Resource(reference.Mode, reference.Type, reference.Name) is not { } declaration)
        {
            value = Missing(traversal, out steps);
            return true;
        }

        value = Resource(declaration).ValueAt(traversal.Steps, reference.Steps, out steps);
        return true;
    }

    // All steps are answered, so that no second fault follows from the first.
    private static HclValue Missing(Traversal traversal, out int steps)
    {
        steps = traversal.Steps.Length;
        return HclValue.Dynamic;
    }

    private HclValue PathValue(string name) => name switch
    {
        "module" => HclValue.String(TreePath.Relative(Root.RootFolder, Model.Folder)),
        "root" => HclValue.String("."),
        "cwd" => new HclValue(HclType.String, new UnknownValue("path.cwd", UnknownOrigin.Reference, new UnknownRefinement { NotNull = true, Type = ValueKind.String })),
        _ => HclValue.Dynamic,
    };

    private static HclValue ModuleValue(CallGroup call, Traversal traversal, out int steps)
    {
        var at = 1;
        if (call.Node.Model is null)
        {
            // module.name, an instance of it and an output.
            steps = Math.Min(traversal.Steps.Length, 2);
            var text = "module." + call.Declaration.Name + string.Concat(traversal.Steps.Skip(1).Take(1).OfType<AttributeStep>().Select(static s => "/" + s.Name));
            return RootState.UnknownOf(HclType.Dynamic, call.Owner.AddressOf(text), UnknownOrigin.MissingModule);
        }

        if (call.Repetition.Kind != RepetitionKind.Single)
        {
            if (!call.Repetition.IsKnown)
            {
                steps = traversal.Steps.Length;
                return call.UnknownValue(HclType.Dynamic);
            }

            if (traversal.Steps.Length < 2 || traversal.Steps[1] is not IndexStep index)
            {
                steps = 1;
                return call.WholeValue();
            }

            if (call.Find(index.Key) is not { } instance)
            {
                steps = 1;
                return call.WholeValue();
            }

            at = 2;
            return OutputAt(call, instance, traversal, at, out steps);
        }

        if (call.Instances.Count == 0)
        {
            steps = traversal.Steps.Length;
            return HclValue.Dynamic;
        }

        return OutputAt(call, call.Instances[0], traversal, at, out steps);
    }

    private static HclValue OutputAt(CallGroup call, CallInstance instance, Traversal traversal, int at, out int steps)
    {
        if (traversal.Steps.Length > at && traversal.Steps[at] is AttributeStep { Name: var output })
        {
            steps = at + 1;
            return call.Node.Model!.Outputs.TryGetValue(output, out var declared) ? instance.Module.Output(declared) : Missing(traversal, out steps);
        }

        steps = at;
        return instance.WholeValue();
    }

    /// <summary>The address of something of this module: <c>module.a.aws_x.y</c>.</summary>
    public string AddressOf(string local) => Address.IsRoot ? local : Address.Text + "." + local;
}

/// <summary>A reference to a resource by its parts.</summary>
/// <param name="Steps">How many steps name the resource.</param>
internal readonly record struct ResourceReferenceText(TerraformMode Mode, string Type, string Name, int Steps)
{
    /// <summary>Null where the traversal does not name a resource.</summary>
    public static ResourceReferenceText? Read(Traversal traversal)
    {
        var steps = traversal.Steps;
        return traversal.Root switch
        {
            "data" or "ephemeral" or "resource" => steps is [AttributeStep type, AttributeStep name, ..]
                ? new(traversal.Root switch { "data" => TerraformMode.Data, "ephemeral" => TerraformMode.Ephemeral, _ => TerraformMode.Managed }, type.Name, name.Name, 2)
                : null,
            _ => steps is [AttributeStep only, ..] ? new(TerraformMode.Managed, traversal.Root, only.Name, 1) : null,
        };
    }
}
