using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>Reads the blocks of a module's files into declarations; override files are laid over the others.</summary>
internal sealed partial class ModuleReader
{
    private static readonly EvaluationContext s_constants = new() { Functions = FunctionTable.Empty };

    private readonly ModuleModel _module;
    private readonly DiagnosticBag _diagnostics;
    private SourcePlace? _requiredProviders;
    private SourcePlace? _backend;

    private ModuleReader(ModuleModel module)
    {
        _module = module;
        _diagnostics = module.Diagnostics;
    }

    public static ModuleModel Read(string folder, IEnumerable<HclFile> primary, IEnumerable<HclFile> overrides, DiagnosticBag parseDiagnostics)
    {
        var module = new ModuleModel(folder);
        module.Diagnostics.AddRange(parseDiagnostics);
        var reader = new ModuleReader(module);
        foreach (var file in primary)
        {
            module.Files.Add(file);
            reader.ReadFile(file);
        }

        foreach (var file in overrides)
        {
            module.Files.Add(file);
            reader.ReadOverride(file);
        }

        return module;
    }

    private void ReadFile(HclFile file)
    {
        foreach (var block in file.Body.GetContent(TerraformSchemas.File, _diagnostics).Blocks)
        {
            ReadBlock(block);
        }
    }

    private void ReadBlock(HclBlock block)
    {
        switch (block.Type)
        {
            case "terraform":
                ReadSettings(block);
                break;
            case "required_providers":
                _diagnostics.Add(TerraformDiagnostics.InvalidRequiredProvidersBlock(block));
                break;
            case "provider":
                ReadProvider(block);
                break;
            case "variable":
                Declare(ReadVariable(block, isOverride: false), _module.Variables, static v => v.Name, static v => v.Block, TerraformDiagnostics.DuplicateVariable);
                break;
            case "locals":
                ReadLocals(block);
                break;
            case "output":
                Declare(ReadOutput(block, isOverride: false), _module.Outputs, static o => o.Name, static o => o.Block, TerraformDiagnostics.DuplicateOutput);
                break;
            case "module":
                Declare(ReadCall(block, isOverride: false), _module.Calls, static c => c.Name, static c => c.Block, TerraformDiagnostics.DuplicateModuleCall);
                break;
            case "resource":
            case "data":
            case "ephemeral":
                ReadResourceBlock(block);
                break;
            case "check":
                Declare(ReadCheck(block), _module.Checks, static c => c.Name, static c => c.Block, TerraformDiagnostics.DuplicateCheck);
                break;
            case "moved":
                _module.Moves.Add(new StateChangeDeclaration(block, block.Body.GetContent(TerraformSchemas.Moved, _diagnostics)));
                break;
            case "import":
                _module.Imports.Add(ReadImport(block));
                break;
            case "removed":
                _module.Removals.Add(ReadRemoved(block));
                break;
        }
    }

    private void Declare<T>(T? item, Dictionary<string, T> all, Func<T, string> nameOf, Func<T, HclBlock> blockOf, Func<T, T, Diagnostic> duplicate)
        where T : class
    {
        if (item is null)
        {
            return;
        }

        if (all.TryGetValue(nameOf(item), out var first))
        {
            _diagnostics.Add(duplicate(item, first));
        }
        else
        {
            all.Add(nameOf(item), item);
        }
    }

    private void ReadLocals(HclBlock block)
    {
        foreach (var attribute in block.Body.GetAttributes(_diagnostics))
        {
            if (!IsName(attribute.Name))
            {
                _diagnostics.Add(TerraformDiagnostics.InvalidName("local value", attribute.Source, attribute.NameSpan));
            }
            else if (_module.Locals.TryGetValue(attribute.Name, out var first))
            {
                _diagnostics.Add(TerraformDiagnostics.DuplicateLocal(attribute, first.Attribute));
            }
            else
            {
                _module.Locals.Add(attribute.Name, new LocalDeclaration(attribute.Name, attribute));
            }
        }
    }

    private void ReadResourceBlock(HclBlock block)
    {
        if (ReadResource(block, isOverride: false) is not { } resource)
        {
            return;
        }

        if (_module.Resources.TryGetValue(resource.Address, out var first))
        {
            _diagnostics.Add(TerraformDiagnostics.DuplicateResource(resource, first));
        }
        else
        {
            _module.Resources.Add(resource.Address, resource);
        }
    }

    /// <summary>A name of a declaration: a letter or underscore, then letters, digits, underscores and dashes.</summary>
    internal static bool IsName(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!(char.IsLetter(c) || c == '_' || (i > 0 && (char.IsDigit(c) || c == '-' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || char.IsSurrogate(c)))))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private bool CheckName(HclBlock block, int label, string what)
    {
        if (IsName(block.Labels[label]))
        {
            return true;
        }

        _diagnostics.Add(TerraformDiagnostics.InvalidName(what, block.Source, block.LabelSpans[label]));
        return false;
    }

    /// <summary>A value that may not depend on anything; no value, with a diagnostic, where it does or does not fit the type.</summary>
    private HclValue Constant(HclAttribute attribute, HclType type)
    {
        var faults = new DiagnosticBag();
        var value = new Evaluator(s_constants).Evaluate(attribute.Expression, HclScope.Empty, faults);
        _diagnostics.AddRange(faults);
        if (faults.HasErrors)
        {
            return default;
        }

        if (!HclConversion.TryConvert(value, type, out var result, out var fault))
        {
            _diagnostics.Add(TerraformDiagnostics.UnsuitableValue(attribute, fault.ToString()));
            return default;
        }

        return result;
    }

    private bool ConstantFlag(HclBodyContent content, string name, bool fallback)
    {
        if (content.Attribute(name) is not { } attribute)
        {
            return fallback;
        }

        var value = Constant(attribute, HclType.Boolean);
        return value.Exists && !value.IsNull && value.IsKnown ? value.AsBoolean() : fallback;
    }

    private string? ConstantText(HclAttribute? attribute)
    {
        if (attribute is null)
        {
            return null;
        }

        var value = Constant(attribute, HclType.String);
        return value.Exists && !value.IsNull && value.IsKnown ? value.AsString() : null;
    }

    private List<CheckRule> ReadRules(HclBodyContent content, string type)
    {
        var rules = new List<CheckRule>();
        foreach (var block in content.Blocks)
        {
            if (block.Type == type)
            {
                var rule = block.Body.GetContent(TerraformSchemas.Rule, _diagnostics);
                if (rule.Attribute("condition") is { } condition && rule.Attribute("error_message") is { } message)
                {
                    rules.Add(new CheckRule(block, condition.Expression, message.Expression));
                }
            }
        }

        return rules;
    }

    private List<Traversal> ReadTraversals(HclAttribute? attribute, Func<HclExpression, Diagnostic> fault)
    {
        var traversals = new List<Traversal>();
        if (attribute is null)
        {
            return traversals;
        }

        if (StaticExpression.List(attribute.Expression) is not { } items)
        {
            _diagnostics.Add(TerraformDiagnostics.StaticListExpected(attribute.Expression));
            return traversals;
        }

        foreach (var item in items)
        {
            if (StaticExpression.Traversal(item) is { } traversal)
            {
                traversals.Add(traversal);
            }
            else
            {
                _diagnostics.Add(fault(item));
            }
        }

        return traversals;
    }

    private List<Traversal> ReadDependsOn(HclBodyContent content) => ReadTraversals(content.Attribute("depends_on"), TerraformDiagnostics.InvalidDependsOn);

    private (HclExpression? Count, HclExpression? ForEach) ReadRepetition(HclBodyContent content)
    {
        var count = content.Attribute("count");
        var forEach = content.Attribute("for_each");
        if (count is not null && forEach is not null)
        {
            _diagnostics.Add(TerraformDiagnostics.CountWithForEach(forEach));
        }

        return (count?.Expression, count is null ? forEach?.Expression : null);
    }

    private void RefuseReserved(HclBodyContent content)
    {
        foreach (var block in content.Blocks)
        {
            if (block.Type is "_" or "locals" or "count" or "for_each" || (block.Type is "lifecycle" or "provider"))
            {
                _diagnostics.Add(TerraformDiagnostics.ReservedBlock(block));
            }
        }
    }
}
