using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>Variables, outputs, checks and what changes the state.</summary>
internal sealed partial class ModuleReader
{
    private static readonly string[] s_reservedVariables = ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

    private VariableDeclaration? ReadVariable(HclBlock block, bool isOverride)
    {
        var name = block.Labels[0];
        var content = block.Body.GetContent(TerraformSchemas.Variable, _diagnostics);
        if (!CheckName(block, 0, "variable"))
        {
            return null;
        }

        if (s_reservedVariables.Contains(name))
        {
            _diagnostics.Add(TerraformDiagnostics.ReservedVariableName(name, block));
        }

        var type = TypeConstraint.Any;
        if (content.Attribute("type") is { } typeAttribute)
        {
            type = TypeConstraint.Parse(typeAttribute.Expression, _diagnostics);
        }

        ConstantText(content.Attribute("description"));
        var variable = new VariableDeclaration(name, block)
        {
            Type = type,
            HasType = content.Attribute("type") is not null,
            IsNullable = ConstantFlag(content, "nullable", true),
            IsSensitive = ConstantFlag(content, "sensitive", false),
            IsEphemeral = ConstantFlag(content, "ephemeral", false),
            Validations = ReadRules(content, "validation"),
            DefaultAttribute = content.Attribute("default"),
        };

        // An override may give the type that its default is meant for, or only one of the two.
        return isOverride ? variable : WithDefault(variable);
    }

    private VariableDeclaration WithDefault(VariableDeclaration variable)
    {
        if (variable.DefaultAttribute is not { } attribute)
        {
            return variable;
        }

        var value = Constant(attribute, HclType.Dynamic);
        if (!value.Exists)
        {
            return variable with { Default = HclValue.Unknown(variable.Type.Type) };
        }

        if (value.IsNull && !variable.IsNullable)
        {
            _diagnostics.Add(TerraformDiagnostics.NullDefault(attribute));
        }

        if (!variable.Type.TryApply(value, out var converted, out var fault))
        {
            _diagnostics.Add(TerraformDiagnostics.InvalidDefault(attribute, fault.ToString()));
            converted = HclValue.Unknown(variable.Type.Type);
        }

        return variable with { Default = converted };
    }

    private OutputDeclaration? ReadOutput(HclBlock block, bool isOverride)
    {
        var content = block.Body.GetContent(isOverride ? TerraformSchemas.OutputOverride : TerraformSchemas.Output, _diagnostics);
        if (!CheckName(block, 0, "output"))
        {
            return null;
        }

        ConstantText(content.Attribute("description"));
        foreach (var extra in content.Blocks.Where(b => b.Type == "postcondition"))
        {
            _diagnostics.Add(TerraformDiagnostics.PostconditionNotAllowed(extra));
        }

        return new OutputDeclaration(block.Labels[0], block)
        {
            Value = content.Attribute("value")?.Expression,
            IsSensitive = ConstantFlag(content, "sensitive", false),
            IsEphemeral = ConstantFlag(content, "ephemeral", false),
            DependsOn = ReadDependsOn(content),
            Preconditions = ReadRules(content, "precondition"),
        };
    }

    private CheckDeclaration? ReadCheck(HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Check, _diagnostics);
        if (!CheckName(block, 0, "check block"))
        {
            return null;
        }

        ResourceDeclaration? data = null;
        foreach (var inner in content.Blocks)
        {
            if (inner.Type == "data" && ReadResource(inner, isOverride: false) is { } declared)
            {
                if (data is not null)
                {
                    _diagnostics.Add(TerraformDiagnostics.MultipleCheckData(inner));
                    continue;
                }

                data = declared;
                _module.Resources.TryAdd(declared.Address, declared);
            }
        }

        var asserts = ReadRules(content, "assert");
        if (asserts.Count == 0 && !content.Blocks.Any(b => b.Type == "assert"))
        {
            _diagnostics.Add(TerraformDiagnostics.CheckWithoutAssert(block));
        }

        return new CheckDeclaration(block.Labels[0], block) { Asserts = asserts, Data = data };
    }

    private StateChangeDeclaration ReadImport(HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Import, _diagnostics);
        if (content.Attribute("id") is null && content.Attribute("identity") is null)
        {
            _diagnostics.Add(TerraformDiagnostics.ImportWithoutId(block));
        }

        return new StateChangeDeclaration(block, content);
    }

    private StateChangeDeclaration ReadRemoved(HclBlock block)
    {
        var content = block.Body.GetContent(TerraformSchemas.Removed, _diagnostics);
        if (content.Attribute("from") is { } from && StaticExpression.Traversal(from.Expression) is { } traversal)
        {
            if (traversal.Root == "data")
            {
                _diagnostics.Add(TerraformDiagnostics.RemovedData(from));
            }
            else if (traversal.Steps.Any(s => s is IndexStep))
            {
                _diagnostics.Add(TerraformDiagnostics.RemovedInstance(from));
            }
            else if (Declared(traversal) is { } still)
            {
                _diagnostics.Add(TerraformDiagnostics.RemovedStillThere(from, traversal.ToString(), still));
            }
        }

        foreach (var lifecycle in content.Blocks.Where(b => b.Type == "lifecycle"))
        {
            lifecycle.Body.GetContent(TerraformSchemas.RemovedLifecycle, _diagnostics);
        }

        return new StateChangeDeclaration(block, content);
    }

    // Only what stands before it in the files is seen here; the rest is caught when references are checked.
    private HclBlock? Declared(Traversal traversal) => traversal switch
    {
        { Root: "module", Steps: [AttributeStep { Name: var name }] } => _module.Calls.GetValueOrDefault(name)?.Block,
        { Steps: [AttributeStep { Name: var name }] } => _module.Resource(TerraformMode.Managed, traversal.Root, name)?.Block,
        _ => null,
    };
}
