namespace Turnpike.Hcl.Syntax;

/// <summary>Goes through an expression in the order of its text and knows which names a <c>for</c> binds where it is.</summary>
internal abstract class ExpressionWalker
{
    private readonly List<string> _bound = [];

    public virtual void Visit(HclExpression? expression)
    {
        switch (expression)
        {
            case ScopeTraversalExpression scope:
                if (!IsBound(scope.Traversal.Root))
                {
                    Reference(scope.Traversal);
                }

                break;
            case RelativeTraversalExpression relative:
                Visit(relative.From);
                break;
            case IndexExpression index:
                Visit(index.Collection);
                Visit(index.Key);
                break;
            case SplatExpression splat:
                Visit(splat.From);
                Visit(splat.Each);
                break;
            case TemplateExpression template:
                VisitAll(template.Parts.AsSpan());
                break;
            case TemplateWrapExpression wrap:
                Visit(wrap.Inner);
                break;
            case TemplateJoinExpression join:
                Visit(join.Tuple);
                break;
            case JsonStringExpression text:
                Visit(text.Template);
                break;
            case ParenthesesExpression parentheses:
                Visit(parentheses.Inner);
                break;
            case FunctionCallExpression call:
                VisitAll(call.Arguments.AsSpan());
                break;
            case ConditionalExpression conditional:
                Visit(conditional.Condition);
                Visit(conditional.WhenTrue);
                Visit(conditional.WhenFalse);
                break;
            case UnaryExpression unary:
                Visit(unary.Operand);
                break;
            case BinaryExpression binary:
                VisitChain(binary);
                break;
            case TupleExpression tuple:
                VisitAll(tuple.Elements.AsSpan());
                break;
            case ObjectExpression map:
                foreach (var item in map.Items)
                {
                    Visit(item.Key);
                    Visit(item.Value);
                }

                break;
            case ObjectKeyExpression { LiteralName: null } key:
                Visit(key.Inner);
                break;
            case ForExpression @for:
                VisitFor(@for);
                break;
        }
    }

    /// <summary>A reference to something outside the expression.</summary>
    protected abstract void Reference(Traversal traversal);

    protected bool IsBound(string name) => _bound.Contains(name);

    private void VisitAll(ReadOnlySpan<HclExpression> expressions)
    {
        foreach (var expression in expressions)
        {
            Visit(expression);
        }
    }

    // A chain of operators is deep on the left only; it is walked without recursion.
    private void VisitChain(BinaryExpression chain)
    {
        var rights = new Stack<HclExpression>();
        HclExpression left = chain;
        while (left is BinaryExpression binary)
        {
            rights.Push(binary.Right);
            left = binary.Left;
        }

        Visit(left);
        while (rights.TryPop(out var right))
        {
            Visit(right);
        }
    }

    private void VisitFor(ForExpression @for)
    {
        Visit(@for.Collection);
        var depth = _bound.Count;
        _bound.Add(@for.ValueName);
        if (@for.KeyName is not null)
        {
            _bound.Add(@for.KeyName);
        }

        Visit(@for.KeyResult);
        Visit(@for.Result);
        Visit(@for.Condition);
        _bound.RemoveRange(depth, _bound.Count - depth);
    }
}
