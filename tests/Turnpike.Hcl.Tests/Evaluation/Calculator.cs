using System.Globalization;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Tests.Evaluation;

/// <summary>Evaluates expressions over a few unknown and marked variables and says what came of it in one line.</summary>
internal static class Calculator
{
    private static readonly HclScope s_scope = HclScope.Empty.With(
        ("text", Unknown(HclType.String, "text")),
        ("id", Unknown(HclType.String, "id", new UnknownRefinement { NotNull = true })),
        ("arn", Unknown(HclType.String, "arn", new UnknownRefinement { NotNull = true, Prefix = "arn:aws:" })),
        ("number", Unknown(HclType.Number, "number")),
        ("small", Unknown(HclType.Number, "small", new UnknownRefinement { NotNull = true, Minimum = (NumberValue)Value.Of(0L), Maximum = (NumberValue)Value.Of(5L) })),
        ("flag", Unknown(HclType.Boolean, "flag")),
        ("list", Unknown(HclType.List(HclType.String), "list", new UnknownRefinement { NotNull = true, MinimumLength = 1, MaximumLength = 3 })),
        ("object", Unknown(HclType.Object(("name", HclType.String), ("size", HclType.Number)), "object", new UnknownRefinement { NotNull = true })),
        ("maybe", Unknown(HclType.Object(("name", HclType.String)), "maybe")),
        ("open", Unknown(HclType.Dynamic, "open")),
        ("none", HclValue.DynamicNull),
        ("secret", HclValue.String("hush").WithMarks(OwnMarks.Sensitive)),
        ("token", HclValue.String("t").WithMarks(OwnMarks.Ephemeral)),
        ("one", HclValue.Number((NumberValue)Value.Of(1L))));

    public static HclValue Unknown(HclType type, string name, UnknownRefinement? refinement = null) =>
        HclUnknown.Create(type, new UnknownPath(name), UnknownOrigin.Reference, refinement);

    public static HclValue Evaluate(string expression, DiagnosticBag diagnostics, EvaluationLimits? limits = null, HclScope? scope = null)
    {
        var tree = HclParser.ParseExpression(SourceText.From("test.tf", expression), diagnostics);
        var context = new EvaluationContext { Functions = BuiltinFunctions.Table, Limits = limits ?? EvaluationLimits.Default };
        return new Evaluator(context).Evaluate(tree, scope ?? s_scope, diagnostics);
    }

    /// <summary>What the console prints, what is known of an unknown and from what it comes, or the first fault.</summary>
    public static string Answer(string expression, EvaluationLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        var value = Evaluate(expression, diagnostics, limits);
        return diagnostics.Count > 0 ? "error: " + diagnostics.First().Message : Describe(value);
    }

    private static string Describe(HclValue value)
    {
        if (value.Value is not UnknownValue unknown)
        {
            return ConsoleText.Of(value).ReplaceLineEndings(" ");
        }

        var text = new StringBuilder(TypeText.Constraint(value.Type));
        if (unknown.Refinement is { } known)
        {
            text.Append(known.NotNull ? " not null" : "");
            text.Append(known.Prefix is null ? "" : $" \"{known.Prefix}\"…");
            if (known.Minimum is not null || known.Maximum is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $" {known.Minimum?.Text}..{known.Maximum?.Text}");
            }

            if (known.MinimumLength > 0 || known.MaximumLength is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $" length {known.MinimumLength}..{known.MaximumLength}");
            }
        }

        text.Append(value.Value.IsSensitive ? " sensitive" : "");
        return text.Append(" from ").AppendJoin(", ", unknown.Sources.Select(source => source.Id)).ToString();
    }
}
