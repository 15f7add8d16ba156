namespace Turnpike.Hcl.Parsing;

internal enum TokenKind : byte
{
    EndOfFile,
    Newline,
    Identifier,
    Number,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    OpenQuote,
    CloseQuote,
    OpenHeredoc,
    CloseHeredoc,

    /// <summary>A run of text in quotes, escapes and all.</summary>
    QuotedText,

    /// <summary>A run of text in a heredoc or a bare template, at most up to the end of its line.</summary>
    BareText,

    /// <summary><c>${</c> or <c>${~</c>.</summary>
    Interpolation,

    /// <summary><c>%{</c> or <c>%{~</c>.</summary>
    Directive,

    /// <summary><c>}</c> or <c>~}</c> where it ends an interpolation or a directive.</summary>
    SequenceEnd,

    /// <summary>A line break in a quoted string that goes on after it.</summary>
    QuotedNewline,

    /// <summary>Nothing, where a string that was never closed is taken to end; stands for its closing quote.</summary>
    StringCut,

    Star,
    Slash,
    Plus,
    Minus,
    Percent,
    Assign,
    EqualTo,
    NotEqualTo,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Not,
    Dot,
    Comma,
    Ellipsis,
    FatArrow,
    Question,
    Colon,
    DoubleColon,
    Invalid,
}
