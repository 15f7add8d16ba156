using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// The values given for a root's variables. A later source wins: environment, terraform.tfvars, terraform.tfvars.json,
/// *.auto.tfvars and *.auto.tfvars.json by name, then --var and --var-file as given.
/// </summary>
internal sealed class VariableValues
{
    private static readonly EvaluationContext s_constants = new() { Functions = FunctionTable.Empty };

    private readonly Dictionary<string, Given> _given = new(StringComparer.Ordinal);

    public static VariableValues None { get; } = new();

    /// <param name="Text">As typed; null where the value comes from a file.</param>
    private readonly record struct Given(string? Text, HclAttribute? Attribute, bool IsArgument);

    public static VariableValues Read(IFileTree files, string root, TerraformOptions options, ModuleModel module, DiagnosticBag diagnostics)
    {
        var values = new VariableValues();
        foreach (var (name, text) in options.EnvironmentVariables)
        {
            values._given[name] = new Given(text, null, false);
        }

        foreach (var name in FileNames(files.List(root) ?? []))
        {
            var path = TreePath.Join(root, name);
            if (files.Read(path) is not { } content)
            {
                continue;
            }

            if (content.Refusal is not null)
            {
                diagnostics.Add(TerraformDiagnostics.RefusedFile(files.NameOf(path), content.Refusal));
                continue;
            }

            values.AddFile(new SourceText(files.NameOf(path), content.Bytes), module, diagnostics);
        }

        foreach (var argument in options.Arguments)
        {
            switch (argument)
            {
                case VariableText text when !module.Variables.ContainsKey(text.Name) && !module.IsPartial:
                    diagnostics.Add(TerraformDiagnostics.UndeclaredVariableArgument(text.Name));
                    break;
                case VariableText text:
                    values._given[text.Name] = new Given(text.Text, null, true);
                    break;
                case VariableFile file:
                    values.AddFile(file.Source, module, diagnostics);
                    break;
            }
        }

        return values;
    }

    private static IEnumerable<string> FileNames(IReadOnlyList<FileTreeEntry> entries)
    {
        var names = entries.Where(static e => !e.IsFolder).Select(static e => e.Name).ToList();
        foreach (var fix in (string[])["terraform.tfvars", "terraform.tfvars.json"])
        {
            if (names.Contains(fix))
            {
                yield return fix;
            }
        }

        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (name.EndsWith(".auto.tfvars", StringComparison.Ordinal) || name.EndsWith(".auto.tfvars.json", StringComparison.Ordinal))
            {
                yield return name;
            }
        }
    }

    private void AddFile(SourceText source, ModuleModel module, DiagnosticBag diagnostics)
    {
        var file = source.Name.EndsWith(".json", StringComparison.Ordinal) ? HclParser.ParseJsonFile(source, diagnostics) : HclParser.ParseFile(source, diagnostics);
        foreach (var attribute in file.Body.GetAttributes(diagnostics))
        {
            if (!module.Variables.ContainsKey(attribute.Name) && !module.IsPartial)
            {
                diagnostics.Add(TerraformDiagnostics.UndeclaredVariableInFile(attribute));
            }

            _given[attribute.Name] = new Given(null, attribute, false);
        }
    }

    /// <summary>The value that a variable of the root has; unknown where it needs one and none was given.</summary>
    public HclValue ValueOf(VariableDeclaration variable, RootState root)
    {
        var place = new SourcePlace(variable.Block.Source, variable.Block.DefinitionSpan);
        if (!_given.TryGetValue(variable.Name, out var given))
        {
            if (variable.Default.Exists)
            {
                return variable.Default;
            }

            root.Diagnostics.Add(TerraformDiagnostics.NoValueForVariable(variable));
            return RootState.UnknownOf(variable.Type.Type, "var." + variable.Name, UnknownOrigin.Reference);
        }

        if (given.Attribute is { } attribute)
        {
            place = new SourcePlace(attribute.Source, attribute.Expression.Span);
            return root.Root.Accept(variable, new Evaluator(s_constants).Evaluate(attribute.Expression, HclScope.Empty, root.Diagnostics), place);
        }

        var value = variable.IsStructured ? Parse(variable.Name, given.Text!, root.Diagnostics) : HclValue.String(given.Text!);
        return root.Root.Accept(variable, value, place);
    }

    private static HclValue Parse(string name, string text, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From($"<value for var.{name}>", text), faults);
        var value = faults.HasErrors ? HclValue.Dynamic : new Evaluator(s_constants).Evaluate(expression, HclScope.Empty, faults);
        if (faults.HasErrors)
        {
            diagnostics.Add(TerraformDiagnostics.VariableTextFault(name, faults.First(static f => f.IsError) is var f ? $"{f.Message}. {f.Help}" : ""));
        }

        return value;
    }
}
