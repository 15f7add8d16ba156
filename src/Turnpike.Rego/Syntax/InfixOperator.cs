namespace Turnpike.Rego.Syntax;

/// <summary>In the order of the builtins' precedence, weakest first. <c>in</c> is a <see cref="MembershipTerm"/>; <c>=</c> and <c>:=</c> are statements.</summary>
public enum InfixOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Or,
    And,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

public static class InfixOperators
{
    private static readonly string[] s_symbols = ["==", "!=", "<", "<=", ">", ">=", "|", "&", "+", "-", "*", "/", "%"];
    private static readonly string[] s_builtins =
        ["equal", "neq", "lt", "lte", "gt", "gte", "or", "and", "plus", "minus", "mul", "div", "rem"];

    public static string Symbol(this InfixOperator infix) => s_symbols[(int)infix];

    /// <summary>The builtin function that the operator stands for.</summary>
    public static string BuiltinName(this InfixOperator infix) => s_builtins[(int)infix];

    /// <summary>2 for comparisons up to 6 for multiplication; <c>in</c> would be 1. All associate to the left.</summary>
    public static int Precedence(this InfixOperator infix) => infix switch
    {
        <= InfixOperator.GreaterOrEqual => 2,
        InfixOperator.Or => 3,
        InfixOperator.And => 4,
        InfixOperator.Add or InfixOperator.Subtract => 5,
        _ => 6,
    };
}
