using System.Collections.Immutable;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// Reads an expression by its form, without evaluating it: what <c>depends_on</c>, <c>providers</c>, <c>type</c> and
/// the like need. Each method gives null where the expression has another form; JSON strings are parsed as native syntax.
/// </summary>
public static class StaticExpression
{
    /// <summary>A single bare name, such as <c>string</c> or <c>all</c>.</summary>
    public static string? Keyword(HclExpression expression) =>
        Traversal(expression) is { Steps: [] } traversal ? traversal.Root : null;

    /// <summary>An absolute traversal, such as <c>aws_vpc.main</c>.</summary>
    public static Traversal? Traversal(HclExpression expression) => expression switch
    {
        ScopeTraversalExpression scope => scope.Traversal,
        _ => null,
    };

    /// <summary>The elements of a list that is written out.</summary>
    public static ImmutableArray<HclExpression>? List(HclExpression expression) => expression switch
    {
        TupleExpression tuple => tuple.Elements,
        _ => null,
    };

    /// <summary>The items of an object that is written out.</summary>
    public static ImmutableArray<ObjectItem>? Map(HclExpression expression) => expression switch
    {
        ObjectExpression map => map.Items,
        _ => null,
    };

    /// <summary>A function call that is written out, such as <c>list(string)</c>.</summary>
    public static FunctionCallExpression? Call(HclExpression expression) => expression switch
    {
        FunctionCallExpression call => call,
        _ => null,
    };
}
