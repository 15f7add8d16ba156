using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Computes expressions. A fault is a diagnostic, and what stands for the faulty part is an unknown of any type, so that
/// the rest is still computed and all faults are found. For one thread, as its context is.
/// </summary>
public sealed partial class Evaluator
{
    private readonly EvaluationBudget _budget;

    // What the innermost splat is at; only that splat's own item can occur in what it evaluates.
    private SplatItemExpression? _splatItem;
    private HclValue _splatValue;

    public Evaluator(EvaluationContext context)
    {
        Context = context;
        _budget = context.Budget;
    }

    public EvaluationContext Context { get; }

    public HclValue Evaluate(HclExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        if (expression is LiteralExpression literal)
        {
            return EvaluateLiteral(literal);
        }

        if (!_budget.TryEnter(expression, diagnostics))
        {
            return HclValue.Dynamic;
        }

        var result = EvaluateNode(expression, scope, diagnostics);
        _budget.Leave();
        return result;
    }

    private HclValue EvaluateNode(HclExpression expression, HclScope scope, DiagnosticBag diagnostics) => expression switch
    {
        TemplateExpression template => EvaluateTemplate(template, scope, diagnostics),
        ScopeTraversalExpression traversal => EvaluateReference(traversal.Traversal, scope, diagnostics),
        FunctionCallExpression call => EvaluateCall(call, scope, diagnostics),
        ObjectExpression o => EvaluateObject(o, scope, diagnostics),
        TupleExpression tuple => EvaluateTuple(tuple, scope, diagnostics),
        TemplateWrapExpression wrap => Evaluate(wrap.Inner, scope, diagnostics),
        ConditionalExpression conditional => EvaluateConditional(conditional, scope, diagnostics),
        BinaryExpression binary => EvaluateBinary(binary, scope, diagnostics),
        UnaryExpression unary => EvaluateUnary(unary, scope, diagnostics),
        ParenthesesExpression parentheses => Evaluate(parentheses.Inner, scope, diagnostics),
        RelativeTraversalExpression relative =>
            HclAccess.Traverse(Evaluate(relative.From, scope, diagnostics), relative.Steps.AsSpan(), relative.Source, diagnostics),
        IndexExpression index => EvaluateIndex(index, scope, diagnostics),
        SplatExpression splat => EvaluateSplat(splat, scope, diagnostics),
        SplatItemExpression item => ReferenceEquals(item, _splatItem) ? _splatValue : HclValue.Dynamic,
        ForExpression @for => EvaluateFor(@for, scope, diagnostics),
        TemplateJoinExpression join => EvaluateJoin(join, scope, diagnostics),
        ObjectKeyExpression key => EvaluateObjectKey(key, scope, diagnostics),
        JsonStringExpression text => EvaluateJsonString(text, scope, diagnostics),
        LiteralExpression literal => EvaluateLiteral(literal),
        _ => HclValue.Dynamic,
    };

    private static HclValue EvaluateLiteral(LiteralExpression literal) => literal.Value switch
    {
        NumberValue number => new HclValue(HclType.Number, HclNumber.OfLiteral(number)),
        StringValue text => new HclValue(HclType.String, text),
        BooleanValue boolean => new HclValue(HclType.Boolean, boolean),
        _ => HclValue.DynamicNull,
    };

    private static HclValue EvaluateReference(Traversal traversal, HclScope scope, DiagnosticBag diagnostics)
    {
        if (!scope.TryResolve(traversal, diagnostics, out var value, out var steps))
        {
            diagnostics.Add(EvaluationDiagnostics.UnknownVariable(
                traversal.Source, traversal.RootSpan, traversal.Root, NameSuggestion.Find(traversal.Root, scope.Names())));
            return HclValue.Dynamic;
        }

        return steps == traversal.Steps.Length
            ? value
            : HclAccess.Traverse(value, traversal.Steps.AsSpan()[steps..], traversal.Source, diagnostics);
    }

    private HclValue EvaluateIndex(IndexExpression index, HclScope scope, DiagnosticBag diagnostics)
    {
        var collection = Evaluate(index.Collection, scope, diagnostics);
        var key = Evaluate(index.Key, scope, diagnostics);
        var result = HclAccess.Index(collection, key, index.Source, index.BracketSpan, diagnostics);
        return result.Exists ? result : HclValue.Dynamic;
    }

    private HclValue EvaluateJsonString(JsonStringExpression text, HclScope scope, DiagnosticBag diagnostics)
    {
        diagnostics.AddRange(text.TemplateDiagnostics);
        return Evaluate(text.Template, scope, diagnostics);
    }

    private bool IsTooMany(long count, HclExpression expression, DiagnosticBag diagnostics)
    {
        if (count <= Context.Limits.Elements)
        {
            return false;
        }

        diagnostics.Add(EvaluationDiagnostics.TooLarge(expression.Source, expression.Span, "elements", Context.Limits.Elements));
        return true;
    }
}
