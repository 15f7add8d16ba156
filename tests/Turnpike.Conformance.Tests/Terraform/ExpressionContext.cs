using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>The names that <c>context.tf</c> declares, with what else a root module may refer to.</summary>
internal sealed class ExpressionContext
{
    private static readonly BodySchema s_file = new(
        [], [new BlockSchema("variable", "name"), new BlockSchema("locals"), new BlockSchema("output", "name"), new BlockSchema("terraform")]);

    private static readonly BodySchema s_variable = new(
        [new("type"), new("default"), new("sensitive"), new("ephemeral"), new("nullable"), new("description")], []);

    /// <summary>The absolute path of the folder, as <c>path.cwd</c> shows it.</summary>
    public const string WorkingFolder = "/home/user/work";

    private readonly Dictionary<string, HclValue> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HclValue> _locals = new(StringComparer.Ordinal);

    public ExpressionContext(string folder, FunctionTable functions)
    {
        var file = Path.Combine(folder, "fixtures", "context.tf");
        var diagnostics = new DiagnosticBag();
        var evaluator = new Evaluator(new EvaluationContext { Functions = functions });
        var content = HclParser.ParseFile(new SourceText("context.tf", File.ReadAllBytes(file)), diagnostics).Body.GetContent(s_file, diagnostics);
        foreach (var block in content.Blocks)
        {
            if (block.Type == "variable")
            {
                _variables.Add(block.Labels[0], ReadVariable(block.Body.GetContent(s_variable, diagnostics), evaluator, diagnostics));
            }
            else if (block.Type == "locals")
            {
                foreach (var local in block.Body.GetAttributes(diagnostics))
                {
                    _locals.Add(local.Name, evaluator.Evaluate(local.Expression, HclScope.Empty, diagnostics));
                }
            }
        }

        Assert.True(diagnostics.Count == 0, string.Join('\n', diagnostics));
        Scope = NewScope(static value => value);
        CheckScope = NewScope(static value => HclValue.Unknown(value.Type).WithMarks(value.Marks));
    }

    public HclScope Scope { get; }

    /// <summary>The same names, with variables that are not known.</summary>
    public HclScope CheckScope { get; }

    public bool HasVariable(string name) => _variables.ContainsKey(name);

    public bool HasLocal(string name) => _locals.ContainsKey(name);

    private HclScope NewScope(Func<HclValue, HclValue> variable) =>
        HclScope.Empty.With(
            ("var", HclValue.Object([.. _variables.Select(v => (v.Key, variable(v.Value)))])),
            ("local", HclValue.Object([.. _locals.Select(v => (v.Key, v.Value))])),
            ("path", HclValue.Object(("module", HclValue.String(".")), ("root", HclValue.String(".")), ("cwd", HclValue.String(WorkingFolder)))),
            ("terraform", HclValue.Object(("workspace", HclValue.String("default")), ("applying", HclValue.True.WithMarks(OwnMarks.Ephemeral)))));

    private static HclValue ReadVariable(HclBodyContent content, Evaluator evaluator, DiagnosticBag diagnostics)
    {
        var type = content.Attribute("type") is { } declared ? TypeConstraint.Parse(declared.Expression, diagnostics) : TypeConstraint.Any;
        var given = content.Attribute("default") is { } value
            ? evaluator.Evaluate(value.Expression, HclScope.Empty, diagnostics)
            : HclValue.DynamicNull;
        Assert.True(type.TryApply(given, out var result, out var fault), fault?.ToString());
        return result
            .WithMarks(IsSet(content, "sensitive") ? OwnMarks.Sensitive : OwnMarks.None)
            .WithMarks(IsSet(content, "ephemeral") ? OwnMarks.Ephemeral : OwnMarks.None);
    }

    private static bool IsSet(HclBodyContent content, string name) =>
        content.Attribute(name)?.Expression is LiteralExpression { Value: BooleanValue { Value: true } };
}
