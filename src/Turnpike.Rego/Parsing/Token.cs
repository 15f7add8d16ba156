using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

internal enum TokenKind : byte
{
    EndOfText,

    /// <summary>Already reported.</summary>
    Illegal,
    Identifier,
    Number,
    String,
    RawString,

    /// <summary>The opening quote of a template; its parts are scanned on demand.</summary>
    Template,
    RawTemplate,

    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    Comma,
    Colon,
    Semicolon,
    Dot,
    Assign,
    Unify,

    // In the order of InfixOperator.
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

    // Keywords from here on.
    Package,
    Import,
    As,
    Default,
    Else,
    Not,
    Some,
    With,
    Null,
    True,
    False,

    // Keywords of version 1; in version 0 names, until imported.
    In,
    Every,
    Contains,
    If,
}

/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Just past it.</param>
/// <param name="SpaceBefore">White space or a comment lies between it and the token before.</param>
/// <param name="NewlineBefore">A line break lies between it and the token before.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, bool SpaceBefore, bool NewlineBefore)
{
    public TextSpan Span => TextSpan.FromBounds(Start, End);

    public bool IsKeyword => Kind >= TokenKind.Package;
}
