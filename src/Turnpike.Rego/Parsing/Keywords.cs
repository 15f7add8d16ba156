namespace Turnpike.Rego.Parsing;

/// <summary>The keywords that version 0 does not know until they are imported.</summary>
[Flags]
internal enum FutureKeywords : byte
{
    None = 0,
    In = 1,
    Every = 2,
    Contains = 4,
    If = 8,
    All = In | Every | Contains | If,
}

internal static class Keywords
{
    private static readonly HashSet<string> s_all =
    [
        "package", "import", "as", "default", "else", "not", "some", "with", "null", "true", "false", "in", "every", "contains", "if",
    ];

    /// <summary>A keyword of version 1, whatever is imported.</summary>
    public static bool IsKeyword(string name) => s_all.Contains(name);

    public static TokenKind Classify(ReadOnlySpan<byte> name, FutureKeywords enabled)
    {
        var kind = Classify(name);
        return kind < TokenKind.In || (enabled & Flag(kind)) != 0 ? kind : TokenKind.Identifier;
    }

    /// <summary>Of <c>in</c>, <c>every</c>, <c>contains</c> and <c>if</c>; none for any other name. <c>every</c> brings <c>in</c>.</summary>
    public static FutureKeywords Parse(string name) => name switch
    {
        "in" => FutureKeywords.In,
        "every" => FutureKeywords.Every | FutureKeywords.In,
        "contains" => FutureKeywords.Contains,
        "if" => FutureKeywords.If,
        _ => FutureKeywords.None,
    };

    private static FutureKeywords Flag(TokenKind kind) => kind switch
    {
        TokenKind.In => FutureKeywords.In,
        TokenKind.Every => FutureKeywords.Every,
        TokenKind.Contains => FutureKeywords.Contains,
        _ => FutureKeywords.If,
    };

    private static TokenKind Classify(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("as"u8) => TokenKind.As,
        2 when name.SequenceEqual("in"u8) => TokenKind.In,
        2 when name.SequenceEqual("if"u8) => TokenKind.If,
        3 when name.SequenceEqual("not"u8) => TokenKind.Not,
        4 when name.SequenceEqual("some"u8) => TokenKind.Some,
        4 when name.SequenceEqual("with"u8) => TokenKind.With,
        4 when name.SequenceEqual("else"u8) => TokenKind.Else,
        4 when name.SequenceEqual("true"u8) => TokenKind.True,
        4 when name.SequenceEqual("null"u8) => TokenKind.Null,
        5 when name.SequenceEqual("false"u8) => TokenKind.False,
        5 when name.SequenceEqual("every"u8) => TokenKind.Every,
        6 when name.SequenceEqual("import"u8) => TokenKind.Import,
        7 when name.SequenceEqual("package"u8) => TokenKind.Package,
        7 when name.SequenceEqual("default"u8) => TokenKind.Default,
        8 when name.SequenceEqual("contains"u8) => TokenKind.Contains,
        _ => TokenKind.Identifier,
    };
}
