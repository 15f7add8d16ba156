using System.Text;
using System.Text.RegularExpressions;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>
/// A literal of an expression is replaced by an unknown of its type: what then is still known must be what the literal
/// gives, and what is said of an unknown result must be true of it.
/// </summary>
public sealed class MaskingTests
{
    private const string Mask = "masked";

    // A set that holds an unknown is gone through as if that came last, and matchkeys finds nothing where it cannot tell:
    // so does Terraform, and its plans are what must be met.
    private static readonly Regex s_terraformsOwn = new(@"matchkeys|toset\(\[.*\]\)|set(union|product|intersection|subtract)", RegexOptions.CultureInvariant);

    [Fact]
    public void What_stays_known_when_a_literal_is_masked_does_not_depend_on_it()
    {
        var file = Turnpike.Tests.Vectors.Path("terraform/expressions.jsonl");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var context = new ExpressionContext(folder, BuiltinFunctions.Table);
        var failures = ExpressionCase.Load(file)
            .Where(static item => item.Errors.Count == 0 && !item.IsConsole && !item.IsUnknown && !item.IsNondeterministic)
            .Where(static item => !s_terraformsOwn.IsMatch(item.Expression))
            .AsParallel().AsOrdered()
            .SelectMany(item => Check(item.Expression, context, folder))
            .ToList();
        Assert.True(failures.Count == 0, $"{failures.Count}\n{string.Join('\n', failures)}");
    }

    private static IEnumerable<string> Check(string text, ExpressionContext context, string folder)
    {
        var diagnostics = new DiagnosticBag();
        var source = SourceText.From("main.tf", text);
        var expression = HclParser.ParseExpression(source, diagnostics);
        if (diagnostics.Count > 0)
        {
            yield break;
        }

        var known = Evaluate(expression, context, folder, default, diagnostics);
        foreach (var literal in LiteralSpans.Of(expression))
        {
            var bytes = source.Utf8.ToArray();
            var masked = Encoding.UTF8.GetString(bytes[..literal.Span.Start]) + $" {Mask} " + Encoding.UTF8.GetString(bytes[literal.Span.End..]);
            var faults = new DiagnosticBag();
            var tree = HclParser.ParseExpression(SourceText.From("main.tf", masked), faults);
            if (faults.Count > 0)
            {
                continue;
            }

            foreach (var unknown in LiteralSpans.Unknowns(literal.Value))
            {
                var result = Evaluate(tree, context, folder, unknown, faults);
                var difference = faults.Count > 0 ? faults.First() + " " + faults.First().Help : Coverage.Difference(result, known);
                if (difference is not null)
                {
                    yield return $"{masked} with {unknown.Type} {unknown.Value}: {difference}";
                    break;
                }
            }
        }
    }

    private static HclValue Evaluate(HclExpression expression, ExpressionContext context, string folder, HclValue masked, DiagnosticBag diagnostics)
    {
        var evaluator = new Evaluator(new EvaluationContext
        {
            Functions = BuiltinFunctions.Table,
            Files = new ExpressionTree(folder, []),
            HomeFolder = "/home/user",
            AbsoluteFolder = ExpressionContext.WorkingFolder,
        });
        return evaluator.Evaluate(expression, masked.Exists ? context.Scope.With((Mask, masked)) : context.Scope, diagnostics);
    }
}

/// <summary>The literals of an expression that may be written as a name instead.</summary>
internal static class LiteralSpans
{
    public static IEnumerable<(TextSpan Span, HclValue Value)> Of(HclExpression expression) => expression switch
    {
        LiteralExpression { Value: NumberValue number } => [(expression.Span, HclValue.Number(HclNumber.OfLiteral(number)))],
        LiteralExpression { Value: BooleanValue boolean } => [(expression.Span, HclValue.Boolean(boolean.Value))],
        TemplateExpression { LiteralText: { } text } => IsQuoted(expression) ? [(expression.Span, HclValue.String(text))] : [],
        TemplateExpression template => template.Parts.Where(static part => part is not LiteralExpression).SelectMany(Of),
        TemplateWrapExpression wrap => Of(wrap.Inner),
        TemplateJoinExpression join => Of(join.Tuple),
        ParenthesesExpression parentheses => Of(parentheses.Inner),
        RelativeTraversalExpression relative => Of(relative.From),
        IndexExpression index => Of(index.Collection).Concat(Of(index.Key)),
        SplatExpression splat => Of(splat.From),
        FunctionCallExpression call => call.Arguments.SelectMany(Of),
        ConditionalExpression conditional => Of(conditional.Condition).Concat(Of(conditional.WhenTrue)).Concat(Of(conditional.WhenFalse)),
        UnaryExpression unary => Of(unary.Operand),
        BinaryExpression binary => Of(binary.Left).Concat(Of(binary.Right)),
        TupleExpression tuple => tuple.Elements.SelectMany(Of),
        ObjectExpression o => o.Items.SelectMany(item => Of(item.Value)),
        ForExpression @for => Of(@for.Collection).Concat(Of(@for.Result)).Concat(@for.KeyResult is null ? [] : Of(@for.KeyResult)).Concat(@for.Condition is null ? [] : Of(@for.Condition)),
        _ => [],
    };

    // Text inside a directive has no quotes, so no name can stand for it.
    private static bool IsQuoted(HclExpression expression) => expression.Source.Utf8.Span[expression.Span.Start] == (byte)'"';

    /// <summary>Unknowns of which more and more is known that is true of the value.</summary>
    public static IEnumerable<HclValue> Unknowns(HclValue value)
    {
        var path = new UnknownPath("masked");
        yield return HclUnknown.Create(value.Type, path, UnknownOrigin.Reference);
        yield return HclUnknown.Create(value.Type, path, UnknownOrigin.Reference, HclUnknown.NotNull);
        if (value.Value is StringValue { Value.Length: > 1 } text && char.IsAscii(text.Value[0]) && char.IsAscii(text.Value[1]))
        {
            yield return HclUnknown.Create(value.Type, path, UnknownOrigin.Reference, new UnknownRefinement { NotNull = true, Prefix = text.Value[..1] });
        }

        if (value.Value is NumberValue number && number.TryGetInt64(out var integer))
        {
            yield return HclUnknown.Create(value.Type, path, UnknownOrigin.Reference, new UnknownRefinement
            {
                NotNull = true,
                Minimum = Value.Of(integer - 1),
                Maximum = Value.Of(integer + 1),
            });
        }
    }
}

/// <summary>Whether a value that is partly unknown may turn out to be another.</summary>
internal static class Coverage
{
    /// <summary>Null if it may, else what is different.</summary>
    public static string? Difference(HclValue partial, HclValue full)
    {
        if (partial.Value is UnknownValue unknown)
        {
            return unknown.Refinement is { } known && !Includes(known, full) ? $"{full} is excluded by {known}"
                : partial.Type.HoldsDynamic || full.Type.HoldsDynamic || partial.Type.Equals(full.Type) ? null
                : $"type {TypeText.Constraint(partial.Type)} instead of {TypeText.Constraint(full.Type)}";
        }

        if (partial.IsNull || full.IsNull)
        {
            return partial.IsNull && full.IsNull ? null : $"{partial} instead of {full}";
        }

        if (partial.Kind != full.Kind)
        {
            return $"{partial} instead of {full}";
        }

        return partial.Value switch
        {
            SetValue when !partial.IsWhollyKnown => LengthBounds.Of(partial) is var (least, most) && (full.Count < least || full.Count > most) ? "length" : null,
            ArrayValue or SetValue or ObjectValue => DifferenceOfParts(partial, full),
            _ => HclEquality.AreSame(partial.Unmark(), full.Unmark()) ? null : $"{partial} instead of {full}",
        };
    }

    private static string? DifferenceOfParts(HclValue partial, HclValue full)
    {
        if (partial.Count != full.Count)
        {
            return $"{partial.Count} parts instead of {full.Count}";
        }

        for (var i = 0; i < partial.Count; i++)
        {
            if (partial.Value is ObjectValue && partial.KeyAt(i) != full.KeyAt(i))
            {
                return $"key {partial.KeyAt(i)} instead of {full.KeyAt(i)}";
            }

            if (Difference(partial.ElementAt(i), full.ElementAt(i)) is { } difference)
            {
                return $"[{i}] {difference}";
            }
        }

        return null;
    }

    private static bool Includes(UnknownRefinement known, HclValue value) =>
        value.IsNull ? !known.NotNull : value.Value switch
        {
            StringValue text => known.Prefix is null || text.Value.StartsWith(known.Prefix, StringComparison.Ordinal),
            NumberValue number => (known.Minimum is null || HclNumber.Compare(known.Minimum, number) <= 0)
                && (known.Maximum is null || HclNumber.Compare(number, known.Maximum) <= 0),
            _ => value.Count >= known.MinimumLength && !(value.Count > known.MaximumLength),
        };
}
