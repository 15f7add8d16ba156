using System.Collections.Immutable;
using Turnpike.Hcl.Parsing.Json;
using Turnpike.Values;

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

    /// <summary>An absolute traversal, such as <c>aws_vpc.main</c>. The words true, false and null are names here.</summary>
    public static Traversal? Traversal(HclExpression expression) => expression switch
    {
        ScopeTraversalExpression scope => scope.Traversal,
        LiteralExpression { Value: BooleanValue or NullValue } literal => Word(literal),
        JsonStringExpression text => JsonTemplate.Traversal(text),
        _ => null,
    };

    /// <summary>The elements of a list that is written out.</summary>
    public static ImmutableArray<HclExpression>? List(HclExpression expression) =>
        expression is TupleExpression tuple ? tuple.Elements : null;

    /// <summary>The items of an object that is written out.</summary>
    public static ImmutableArray<ObjectItem>? Map(HclExpression expression) =>
        expression is ObjectExpression map ? map.Items : null;

    /// <summary>A function call that is written out, such as <c>list(string)</c>.</summary>
    public static FunctionCallExpression? Call(HclExpression expression) => expression switch
    {
        FunctionCallExpression call => call,
        JsonStringExpression text => JsonTemplate.Expression(text) as FunctionCallExpression,
        _ => null,
    };

    /// <summary>The plain text of a string that is written out without sequences.</summary>
    public static string? Text(HclExpression expression) => expression switch
    {
        TemplateExpression template => template.LiteralText,
        JsonStringExpression text => text.Text,
        _ => null,
    };

    private static Traversal Word(LiteralExpression literal) =>
        new(literal.Source, literal.Span, literal.Source.GetString(literal.Span), literal.Span, []);
}
