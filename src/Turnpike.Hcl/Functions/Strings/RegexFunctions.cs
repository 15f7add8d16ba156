using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Text.Patterns;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Functions of RE2's regular expressions, in linear time.</summary>
internal static class RegexFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList
        {
            { "regex", new HclFunction([Str("pattern"), Str("string")], MatchType, Match) },
            { "regexall", new HclFunction([Str("pattern"), Str("string")], static c => MatchType(c) is { Fault: null } match ? HclType.List(match.Value) : MatchType(c), MatchAll) { IsNeverNull = true } },
        };
        all.AddNeverNull("replace", [Str("str"), Str("substr"), Str("replace")], HclType.String, Replace);
        return all;
    }

    // Without groups a match is a string, with named ones an object, else a tuple.
    private static OrFault<HclType> MatchType(FunctionCall call)
    {
        if (!call[0].IsKnown)
        {
            return HclType.Dynamic;
        }

        if (!TryCompile(call, call.Text(0), out var pattern, out var fault))
        {
            return FunctionFault.At(0, "the pattern is no regular expression: " + fault);
        }

        if (pattern.GroupCount == 1)
        {
            return HclType.String;
        }

        var names = Enumerable.Range(1, pattern.GroupCount - 1).Select(pattern.GroupName).ToArray();
        if (Array.TrueForAll(names, static n => n is null))
        {
            return HclType.Tuple([.. names.Select(static _ => HclType.String)]);
        }

        return Array.Exists(names, static n => n is null)
            ? FunctionFault.At(0, "a pattern must not have both groups with names and groups without; write (?:…) for a group that is not wanted")
            : HclType.Object([.. names.Distinct().Select(static n => (n!, HclType.String))]);
    }

    private static OrFault<HclValue> Match(FunctionCall call, HclType type)
    {
        if (type.Kind == HclTypeKind.Dynamic || !TryCompile(call, call.Text(0), out var pattern, out _))
        {
            return HclValue.Dynamic;
        }

        var text = call.Text(1);
        foreach (var match in pattern.Matches(text, Steps(call), withGroups: true))
        {
            return Result(type, pattern, text, match);
        }

        return new FunctionFault("the pattern matches no part of the string; regexall gives an empty list then");
    }

    private static OrFault<HclValue> MatchAll(FunctionCall call, HclType type)
    {
        if (type is not { Kind: HclTypeKind.List, Element: { } element } || !TryCompile(call, call.Text(0), out var pattern, out _))
        {
            return HclValue.Dynamic;
        }

        var text = call.Text(1);
        return HclValue.List(element, [.. pattern.Matches(text, Steps(call), withGroups: true).Select(match => Result(element, pattern, text, match).Value)]);
    }

    private static HclValue Result(HclType type, Pattern pattern, string text, int[] match)
    {
        switch (type)
        {
            case TupleType tuple:
                var items = new HclValue[tuple.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Group(text, match, i + 1);
                }

                return HclValue.Tuple(items);
            case ObjectType:
                // Of groups with one name the last counts.
                var builder = new HclObjectBuilder();
                for (var i = 1; i < pattern.GroupCount; i++)
                {
                    builder.Set(pattern.GroupName(i)!, Group(text, match, i));
                }

                return builder.ToValue();
            default:
                return Group(text, match, 0);
        }
    }

    private static HclValue Group(string text, int[] match, int group) =>
        match[2 * group] < 0 ? HclValue.Null(HclType.String) : HclValue.String(text[match[2 * group]..match[(2 * group) + 1]]);

    private static OrFault<HclValue> Replace(FunctionCall call, HclType type)
    {
        var (text, wanted, replacement) = (call.Text(0), call.Text(1), call.Text(2));
        if (wanted is not ['/', .., '/'])
        {
            return HclValue.String(wanted.Length == 0 ? Intersperse(text, replacement) : text.Replace(wanted, replacement, StringComparison.Ordinal));
        }

        return TryCompile(call, wanted[1..^1], out var pattern, out var fault)
            ? ReplaceMatches(call, pattern, text, replacement)
            : new FunctionFault("what stands between slashes is no regular expression: " + fault);
    }

    // The empty text stands before and after every character.
    private static string Intersperse(string text, string replacement)
    {
        var result = new StringBuilder(replacement);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString()).Append(replacement);
        }

        return result.ToString();
    }

    private static OrFault<HclValue> ReplaceMatches(FunctionCall call, Pattern pattern, string text, string template)
    {
        var result = new StringBuilder(text.Length);
        var end = 0;
        foreach (var match in pattern.Matches(text, Steps(call), withGroups: true))
        {
            result.Append(text, end, match[0] - end);
            PatternTemplate.Expand(result, template, pattern, text, match);
            end = match[1];
            if (result.Length > call.Context.Limits.TextLength)
            {
                return new FunctionFault("the text after replacing is too long");
            }
        }

        return HclValue.String(result.Append(text, end, text.Length - end).ToString());
    }

    private static bool TryCompile(FunctionCall call, string text, out Pattern pattern, out string fault)
    {
        try
        {
            fault = "";
            pattern = call.Context.Patterns.Get(text, Pattern.Regex);
            return true;
        }
        catch (PatternException e)
        {
            fault = e.Message.Replace("error parsing regexp: ", "", StringComparison.Ordinal);
            pattern = null!;
            return false;
        }
    }

    private static EvaluationBudget Steps(FunctionCall call) => call.Context.Budget;
}
