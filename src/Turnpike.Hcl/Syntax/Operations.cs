using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <param name="name">With its namespaces, as in <c>provider::aws::arn_parse</c>.</param>
/// <param name="expandsLast">The last argument is written <c>list...</c> and stands for as many arguments as it has elements.</param>
public sealed class FunctionCallExpression(
    SourceText source, TextSpan span, string name, TextSpan nameSpan, ImmutableArray<HclExpression> arguments, bool expandsLast, TextSpan openSpan, TextSpan closeSpan)
    : HclExpression(source, span)
{
    public string Name { get; } = name;

    public TextSpan NameSpan { get; } = nameSpan;

    public ImmutableArray<HclExpression> Arguments { get; } = arguments;

    public bool ExpandsLast { get; } = expandsLast;

    public TextSpan OpenSpan { get; } = openSpan;

    public TextSpan CloseSpan { get; } = closeSpan;
}

/// <summary><c>condition ? whenTrue : whenFalse</c>, or an if directive of a template.</summary>
public sealed class ConditionalExpression(
    SourceText source, TextSpan span, HclExpression condition, HclExpression whenTrue, HclExpression whenFalse)
    : HclExpression(source, span)
{
    public HclExpression Condition { get; } = condition;

    public HclExpression WhenTrue { get; } = whenTrue;

    public HclExpression WhenFalse { get; } = whenFalse;
}

public enum UnaryOperator
{
    Negate,
    Not,
}

public sealed class UnaryExpression(SourceText source, TextSpan span, UnaryOperator operation, TextSpan operatorSpan, HclExpression operand)
    : HclExpression(source, span)
{
    public UnaryOperator Operator { get; } = operation;

    public TextSpan OperatorSpan { get; } = operatorSpan;

    public HclExpression Operand { get; } = operand;
}

public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

public sealed class BinaryExpression(
    SourceText source, TextSpan span, BinaryOperator operation, TextSpan operatorSpan, HclExpression left, HclExpression right)
    : HclExpression(source, span)
{
    public BinaryOperator Operator { get; } = operation;

    public TextSpan OperatorSpan { get; } = operatorSpan;

    public HclExpression Left { get; } = left;

    public HclExpression Right { get; } = right;
}
