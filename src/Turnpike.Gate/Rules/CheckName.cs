using Turnpike.Rego.Syntax;

namespace Turnpike.Gate.Rules;

/// <summary>
/// The names under which a package reports: <c>deny</c>, <c>violation</c> and <c>warn</c>, alone or with a suffix of
/// letters and digits in parts (<c>deny_public_bucket</c>), as Conftest takes them.
/// </summary>
internal readonly record struct CheckName(string Text, bool IsWarning)
{
    private static readonly string[] s_words = ["deny", "violation", "warn"];

    /// <summary>The names by which an exception may give it: what follows the word and its underscore; without that, nothing or the word.</summary>
    public IReadOnlyList<string> ExceptionNames => Text.IndexOf('_', StringComparison.Ordinal) is >= 0 and var at ? [Text[(at + 1)..]] : ["", Text];

    public static CheckName? Parse(string name)
    {
        foreach (var word in s_words)
        {
            if (name.StartsWith(word, StringComparison.Ordinal) && IsSuffix(name.AsSpan(word.Length)))
            {
                return new CheckName(name, word == "warn");
            }
        }

        return null;
    }

    /// <summary>The checks that a module defines, each with the rule that does so first.</summary>
    public static IEnumerable<(CheckName Name, RegoRule Rule)> In(RegoModule module)
    {
        var seen = new HashSet<string>();
        foreach (var rule in module.Rules)
        {
            if (!rule.IsDefault && rule.Head.Kind != RuleKind.Function && Parse(rule.Head.Name.Name) is { } name && seen.Add(name.Text))
            {
                yield return (name, rule);
            }
        }
    }

    private static bool IsSuffix(ReadOnlySpan<char> suffix)
    {
        while (!suffix.IsEmpty)
        {
            var part = suffix[1..];
            var end = part.IndexOf('_') is >= 0 and var next ? next : part.Length;
            if (suffix[0] != '_' || end == 0 || !IsWord(part[..end]))
            {
                return false;
            }

            suffix = part[end..];
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
