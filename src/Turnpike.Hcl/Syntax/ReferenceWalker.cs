namespace Turnpike.Hcl.Syntax;

/// <summary>Collects the traversals of an expression, leaving out the names bound inside it.</summary>
internal sealed class ReferenceWalker : ExpressionWalker
{
    private readonly List<Traversal> _found = [];

    public static IReadOnlyList<Traversal> Collect(HclExpression expression)
    {
        var walker = new ReferenceWalker();
        walker.Visit(expression);
        return walker._found;
    }

    protected override void Reference(Traversal traversal) => _found.Add(traversal);
}
