using Turnpike.Text;

namespace Turnpike.Formats.CodeOwners;

/// <summary>
/// The rules of a CODEOWNERS file. Of the rules that match a path the last one counts; with GitLab, the last one of each
/// section.
/// </summary>
public sealed class CodeOwnersFile
{
    private readonly IReadOnlyList<(CodeOwnersRule Rule, OwnerPattern Pattern)> _rules;

    internal CodeOwnersFile(CodeOwnersSyntax syntax, IReadOnlyList<CodeOwnersRule> rules)
    {
        Syntax = syntax;
        Rules = rules;
        _rules = [.. rules.Select(r => (r, new OwnerPattern(r.Pattern, syntax)))];
    }

    public CodeOwnersSyntax Syntax { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<CodeOwnersRule> Rules { get; }

    /// <summary>Where a repository may keep it, the first that is there counts.</summary>
    public static IReadOnlyList<string> Paths(CodeOwnersSyntax syntax) =>
        syntax == CodeOwnersSyntax.GitHub ? [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] : ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    /// <summary>Of rules that were read before.</summary>
    public static CodeOwnersFile Of(CodeOwnersSyntax syntax, IEnumerable<CodeOwnersRule> rules) => new(syntax, [.. rules.Where(static r => r.Pattern.Length > 0)]);

    public static CodeOwnersFile Read(SourceText source, CodeOwnersSyntax syntax, DiagnosticBag diagnostics) =>
        new CodeOwnersReader(source, syntax, diagnostics).Read();

    /// <summary>Who owns a file. Empty where no rule matches; an answer without owners where a rule says that nobody does.</summary>
    /// <param name="path">From the repository's root, with forward slashes.</param>
    public IReadOnlyList<OwnedBy> OwnersOf(string path)
    {
        var bySection = new Dictionary<string, OwnedBy>(StringComparer.OrdinalIgnoreCase);
        var excluded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (rule, pattern) in _rules)
        {
            if (excluded.Contains(rule.Section) || !pattern.Matches(path))
            {
                continue;
            }

            bySection[rule.Section] = new OwnedBy(rule.Owners, rule.Section, rule.Line);
            if (rule.IsExclusion)
            {
                excluded.Add(rule.Section);
            }
        }

        return [.. bySection.Values.OrderBy(static o => o.Line)];
    }
}
