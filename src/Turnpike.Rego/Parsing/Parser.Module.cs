using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Parsing;

internal sealed partial class Parser
{
    private static readonly string[] s_declarations = ["package", "import", "default"];

    private readonly List<Import> _imports = [];
    private readonly List<RegoRule> _rules = [];
    private bool _importsV1;

    public RegoModule? ParseModule()
    {
        var package = ParsePackage();
        while (!At(TokenKind.EndOfText))
        {
            var (start, faults) = (_token.Start, _faults.Count);
            ParseDeclaration();
            _memo.Clear();
            if (_faults.Count > faults || _token.Start == start)
            {
                SkipToDeclaration(start);
            }
        }

        var isV1 = _options.Version == RegoVersion.V1 || _importsV1;
        if (isV1)
        {
            RequireV1();
        }

        if (package is null || _faults.Count > 0 || IsTooHigh(new TreeHeight(MaxHeight).FindTooDeep(_rules)))
        {
            return null;
        }

        return new RegoModule(_source, _options.Version, package, Immutable(_imports), Immutable(_rules), Immutable(_lexer.Comments)) { IsV1 = isV1 };
    }

    private void ParseDeclaration()
    {
        if (At(TokenKind.Package) && !IsKeywordAsName())
        {
            Report(SyntaxDiagnostics.SecondPackage(_source, _token.Span));
        }
        else if (At(TokenKind.Import) && !IsKeywordAsName())
        {
            if (ParseImport() is { } import)
            {
                _imports.Add(import);
            }
        }
        else
        {
            ParseRule();
        }
    }

    // A declaration starts at the first column, as every text in the wild has it; what is indented belongs to the
    // declaration that is broken.
    private void SkipToDeclaration(int start)
    {
        if (_token.Start == start && !At(TokenKind.EndOfText))
        {
            Next();
        }

        while (!At(TokenKind.EndOfText) && !IsDeclarationStart())
        {
            Next();
        }

        _nesting = 0;
    }

    private bool IsDeclarationStart() =>
        (At(TokenKind.Identifier) || _token.IsKeyword)
        && !At(TokenKind.Else)
        && IsAtColumnOne();

    private bool IsAtColumnOne() => _token.Start == 0 || _source.Utf8.Span[_token.Start - 1] == '\n';

    private PackageDeclaration? ParsePackage()
    {
        var start = _token.Start;
        if (!At(TokenKind.Package) || IsKeywordAsName())
        {
            var nearest = At(TokenKind.Identifier) ? Spelling.Nearest(TextOf(_token), ["package"]) : null;
            Report(SyntaxDiagnostics.PackageExpected(_source, _token.Span, SyntaxDiagnostics.DidYouMean(nearest)));
            if (nearest is not null)
            {
                SkipToDeclaration(start);
            }

            return null;
        }

        Next();
        var pathStart = _token.Start;
        if (ParsePath("a package name") is not { } path)
        {
            SkipToDeclaration(start);
            return null;
        }

        return new PackageDeclaration(SpanFrom(start), SpanFrom(pathStart), path);
    }

    /// <summary>A name followed by strings: <c>a.b["c d"]</c>.</summary>
    private ImmutableArray<string>? ParsePath(string expected)
    {
        if (_token.IsKeyword)
        {
            TakeKeywordAsName();
        }

        if (!At(TokenKind.Identifier))
        {
            Unexpected(expected);
            return null;
        }

        switch (ParseTerm())
        {
            case VarTerm name:
                return [name.Name];
            case RefTerm { Head: VarTerm name } path:
                return Strings(name, path.Path);
            case null:
                return null;
            case var other:
                Report(SyntaxDiagnostics.Unexpected(_source, other.Span, Describe(other), expected, null));
                return null;
        }
    }

    private ImmutableArray<string>? Strings(VarTerm head, ImmutableArray<Term> path)
    {
        var names = ImmutableArray.CreateBuilder<string>(path.Length + 1);
        names.Add(head.Name);
        foreach (var part in path)
        {
            if (part is not ScalarTerm { Value: StringValue name })
            {
                Report(SyntaxDiagnostics.Unexpected(_source, part.Span, Describe(part), "string", null));
                return null;
            }

            names.Add(name.Value);
        }

        return names.MoveToImmutable();
    }

    private Import? ParseImport()
    {
        var start = _token.Start;
        Next();

        // In the path of an import `in`, `if` and so on are names, also where they are keywords already.
        var pathStart = _token.Start;
        if (ParsePath("an import path") is not { } path)
        {
            return null;
        }

        var pathSpan = SpanFrom(pathStart);
        VarTerm? alias = null;
        if (Accept(TokenKind.As))
        {
            if (!At(TokenKind.Identifier))
            {
                Unexpected("a name");
                return null;
            }

            alias = new VarTerm(_token.Span, TextOf(_token));
            Next();
        }

        var import = new Import(SpanFrom(start), pathSpan, path, alias);
        return CheckImport(import) ? import : null;
    }

    private bool CheckImport(Import import)
    {
        switch (import.Path[0])
        {
            case "future":
                return ImportKeywords(import);
            case "rego":
                return ImportRegoV1(import);
            case "data" or "input":
                if (import.Alias is null && Keywords.IsKeyword(import.Name) && IsKeywordHere(import.Name))
                {
                    Report(SyntaxDiagnostics.ImportName(_source, import.PathSpan, import.Name));
                    return false;
                }

                return true;
            default:
                Report(SyntaxDiagnostics.ImportRoot(_source, import.PathSpan, import.Path[0]));
                return false;
        }
    }

    private bool IsKeywordHere(string name) => _options.Version == RegoVersion.V1 || Keywords.Parse(name) == FutureKeywords.None;

    private bool ImportKeywords(Import import)
    {
        var keywords = import.Path switch
        {
            [_, "keywords"] => FutureKeywords.All,
            [_, "keywords", var name] => Keywords.Parse(name),
            _ => FutureKeywords.None,
        };
        if (keywords == FutureKeywords.None)
        {
            var nearest = import.Path.Length == 3 ? Spelling.Nearest(import.Path[2], ["in", "every", "contains", "if"]) : null;
            Report(SyntaxDiagnostics.ImportDirective(_source, import.PathSpan, "`future.keywords` or one of its contains, every, if, in", nearest));
            return false;
        }

        return EnableKeywords(import, keywords);
    }

    private bool ImportRegoV1(Import import)
    {
        if (import.Path is not [_, "v1"])
        {
            Report(SyntaxDiagnostics.ImportDirective(_source, import.PathSpan, "`rego.v1`", null));
            return false;
        }

        _importsV1 = true;
        return EnableKeywords(import, FutureKeywords.All);
    }

    private bool EnableKeywords(Import import, FutureKeywords keywords)
    {
        if (import.Alias is not null)
        {
            Report(SyntaxDiagnostics.ImportDirectiveAlias(_source, import.Alias.Span, import.Path[0]));
            return false;
        }

        // The token in hand was read before the keywords were known.
        _lexer.Enabled |= keywords;
        if (At(TokenKind.Identifier))
        {
            _token = _token with { Kind = Keywords.Classify(_source.Slice(_token.Span), _lexer.Enabled) };
        }

        return true;
    }
}
