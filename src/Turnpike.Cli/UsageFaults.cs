using System.CommandLine;
using System.CommandLine.Parsing;
using Turnpike.Text;

namespace Turnpike.Cli;

/// <summary>What is wrong with a command line, in our words.</summary>
internal static class UsageFaults
{
    public static IReadOnlyList<Diagnostic> Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var help = $"See `turnpike{PathOf(result.CommandResult)} --help`.";
        var faults = MistypedOptions(result).Select(word => MistypedOption(word, result, help)).ToList();
        faults.AddRange(result.UnmatchedTokens.Where(static t => !IsOption(t)).Take(1).Select(word => UnknownWord(word, result.CommandResult, help)));
        if (faults.Count == 0 && command.Subcommands.Count > 0 && result.Errors.Count > 0)
        {
            faults.Add(CliDiagnostics.Usage("no command was given: " + string.Join(", ", command.Subcommands.Select(static c => c.Name)), help));
        }
        else if (faults.Count == 0)
        {
            faults.AddRange(result.Errors.Select(error => CliDiagnostics.Usage(OneLine(error.Message), help)));
        }

        return faults;
    }

    // A command that takes any words takes a mistyped option for one of them, unless it stands behind "--".
    private static IEnumerable<string> MistypedOptions(ParseResult result)
    {
        var behind = result.Tokens.SkipWhile(static t => t.Type != TokenType.DoubleDash).Count(static t => t.Type == TokenType.Argument);
        var words = result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens).Select(static t => t.Value).ToList();
        return words.SkipLast(behind).Concat(result.UnmatchedTokens).Where(IsOption).Distinct();
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static Diagnostic MistypedOption(string word, ParseResult result, string help)
    {
        var name = word.Split('=')[0];
        if (name is "--partial" or "-p" or "--unknowns" or "-u" or "--disable-inlining" && result.CommandResult.Command.Name == "eval")
        {
            return CliDiagnostics.Usage($"{name}: partial evaluation is not offered", "Values not yet known are judged as such by `turnpike check`; the library evaluates over them.");
        }

        var known = OptionsOf(result.CommandResult).SelectMany(static o => o.Aliases.Append(o.Name)).Where(static n => n.StartsWith("--", StringComparison.Ordinal));
        return CliDiagnostics.Usage($"there is no option {name}", Spelling.Nearest(name, known) is { } near ? $"Did you mean {near}?" : help);
    }

    // The words that lead to a nested command: " rego eval".
    private static string PathOf(CommandResult result) =>
        result.Command is RootCommand || result.Parent is not CommandResult parent ? "" : $"{PathOf(parent)} {result.Command.Name}";

    private static Diagnostic UnknownWord(string word, CommandResult result, string help) => result.Command.Subcommands.Count > 0
        ? CliDiagnostics.Usage($"there is no command {word}", Spelling.Nearest(word, result.Command.Subcommands.Select(static c => c.Name)) is { } near ? $"Did you mean `turnpike{PathOf(result)} {near}`?" : help)
        : CliDiagnostics.Usage($"\"{word}\" is one word too many", help);

    private static IEnumerable<Option> OptionsOf(CommandResult command) =>
        command.Command.Options.Concat(command.Parent is CommandResult parent ? OptionsOf(parent).Where(static o => o.Recursive) : []);

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[])['\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.').Replace("of: '", "of '", StringComparison.Ordinal).Replace("' '", "', '", StringComparison.Ordinal);
}
