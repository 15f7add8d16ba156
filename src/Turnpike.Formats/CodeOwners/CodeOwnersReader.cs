using System.Text;
using System.Text.RegularExpressions;
using Turnpike.Text;

namespace Turnpike.Formats.CodeOwners;

/// <summary>Reads a file of owners line by line. What a line says wrongly is a warning, as the forge has it; the rest counts.</summary>
internal sealed partial class CodeOwnersReader(SourceText source, CodeOwnersSyntax syntax, DiagnosticBag diagnostics)
{
    private const int MaxRules = 20_000;

    private readonly List<CodeOwnersRule> _rules = [];
    private readonly Dictionary<string, (string Name, IReadOnlyList<string> Owners)> _sections = new(StringComparer.OrdinalIgnoreCase);
    private string _section = "";
    private IReadOnlyList<string> _defaults = [];

    public CodeOwnersFile Read()
    {
        for (var line = 1; line <= source.LineCount; line++)
        {
            if (_rules.Count == MaxRules)
            {
                diagnostics.Add(CodeOwnersDiagnostics.TooManyRules(source, MaxRules));
                break;
            }

            ReadLine(source.GetLine(line), line);
        }

        return new CodeOwnersFile(syntax, _rules);
    }

    private void ReadLine(string text, int line)
    {
        var words = Words(text);
        if (words.Count == 0)
        {
            return;
        }

        if (syntax == CodeOwnersSyntax.GitLab && Section().Match(text.TrimStart()) is { Success: true } section)
        {
            BeginSection(section.Groups["name"].Value.Trim(), Owners(Words(section.Groups["owners"].Value), line));
            return;
        }

        var pattern = words[0];
        var isExclusion = syntax == CodeOwnersSyntax.GitLab && pattern.StartsWith('!');
        if (syntax == CodeOwnersSyntax.GitHub && (pattern.StartsWith('!') || pattern.Contains('[', StringComparison.Ordinal)))
        {
            diagnostics.Add(CodeOwnersDiagnostics.UnsupportedPattern(source, SpanOf(line), pattern));
            return;
        }

        var owners = Owners(words[1..], line);
        _rules.Add(new CodeOwnersRule(isExclusion ? pattern[1..] : pattern, isExclusion ? [] : owners.Count > 0 ? owners : _defaults, _section, isExclusion, line));
    }

    // A section that is begun again goes on, whatever the case of its name.
    private void BeginSection(string name, List<string> owners)
    {
        if (!_sections.TryGetValue(name, out var known))
        {
            _sections[name] = known = (name, owners);
        }

        _section = known.Name;
        _defaults = owners.Count > 0 ? owners : known.Owners;
    }

    private List<string> Owners(IReadOnlyList<string> words, int line)
    {
        var owners = new List<string>();
        foreach (var word in words)
        {
            if (Owner().IsMatch(word))
            {
                owners.Add(word);
            }
            else
            {
                diagnostics.Add(CodeOwnersDiagnostics.NotAnOwner(source, SpanOf(line), word));
            }
        }

        return owners;
    }

    // Parted by white space that no backslash stands before; a # that begins a word begins a comment.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || line[i] is ' ' or '\t' || (line[i] == '#' && word.Length == 0))
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }

                if (i < line.Length && line[i] == '#')
                {
                    break;
                }
            }
            else if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is ' ' or '#')
            {
                word.Append(line[++i]);
            }
            else
            {
                word.Append(line[i]);
            }
        }

        return words;
    }

    private TextSpan SpanOf(int line) => new(source.LineStart(line), Encoding.UTF8.GetByteCount(source.GetLine(line)));

    // ^[Name][2] @owner: optional, two approvals, owners of what names none.
    [GeneratedRegex(@"^\^?\[(?<name>[^\]]+)\](?:\[\d+\])?(?<owners>(?:\s.*)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Section();

    [GeneratedRegex(@"^(?:@{1,2}[\w./-]+|[^@\s]+@[^@\s]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Owner();
}
