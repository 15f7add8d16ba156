using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Patterns;

/// <summary><c>regex.*</c> with RE2's syntax and meaning, in linear time.</summary>
internal static class Regexes
{
    private static readonly RegoType[] s_two = [RegoType.String, RegoType.String];
    private static readonly RegoType[] s_three = [RegoType.String, RegoType.String, RegoType.String];
    private static readonly RegoType s_texts = RegoType.ArrayOf(RegoType.String);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("regex.match", s_two, RegoType.Boolean, Match),
        new("re_match", s_two, RegoType.Boolean, Match),
        new("regex.is_valid", [RegoType.Any], RegoType.Boolean, static (c, a) => Value.Of(a[0] is StringValue text && TryCompile(c, text.Value, out _) is not null)) { IsTotal = true },
        new("regex.find_n", [RegoType.String, RegoType.String, RegoType.Number], s_texts, FindSome),
        new("regex.find_all_string_submatch_n", [RegoType.String, RegoType.String, RegoType.Number], RegoType.ArrayOf(s_texts), FindGroups),
        new("regex.split", s_two, s_texts, Split),
        new("regex.replace", s_three, RegoType.String, Replace),
        new("regex.template_match", [RegoType.String, RegoType.String, RegoType.String, RegoType.String], RegoType.Boolean, TemplateMatch),
        new("regex.globs_match", s_two, RegoType.Boolean, GlobIntersection.Match),
    ];

    /// <summary>The compiled pattern, from the cache where it is known; null after failing.</summary>
    public static Pattern? Compile(BuiltinContext context, string text)
    {
        var pattern = TryCompile(context, text, out var error);
        if (pattern is null)
        {
            context.Fail(error);
        }

        return pattern;
    }

    private static Pattern? TryCompile(BuiltinContext context, string text, out string error)
    {
        error = "";
        try
        {
            return context.Patterns.Get(text, Pattern.Regex);
        }
        catch (PatternException e)
        {
            error = e.Message;
            return null;
        }
    }

    private static Value? Match(BuiltinContext context, ReadOnlySpan<Value> arguments) =>
        Compile(context, arguments.Text(0)) is { } pattern ? Value.Of(pattern.IsMatch(arguments.Text(1), context)) : null;

    private static Value? FindSome(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!Operands.TryGetInteger(context, 3, arguments[2], out var count) || Compile(context, arguments.Text(0)) is not { } pattern)
        {
            return null;
        }

        var text = (StringValue)arguments[1];
        var found = new List<Value>();
        foreach (var match in pattern.Matches(text.Value, context, withGroups: false))
        {
            if (found.Count == count)
            {
                break;
            }

            found.Add(Part(text, match[0], match[1]));
        }

        return ArrayValue.Create([.. found]);
    }

    private static Value? FindGroups(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!Operands.TryGetInteger(context, 3, arguments[2], out var count) || Compile(context, arguments.Text(0)) is not { } pattern)
        {
            return null;
        }

        var text = (StringValue)arguments[1];
        var found = new List<Value>(1);
        foreach (var match in pattern.Matches(text.Value, context, withGroups: true))
        {
            if (found.Count == count)
            {
                break;
            }

            found.Add(Groups(text, match));
        }

        return ArrayValue.Create([.. found]);
    }

    private static ArrayValue Groups(StringValue text, int[] match)
    {
        var groups = new Value[match.Length / 2];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = match[2 * i] < 0 ? StringValue.Empty : Part(text, match[2 * i], match[(2 * i) + 1]);
        }

        return ArrayValue.Create(groups);
    }

    // The whole text and the empty one need no copy.
    private static StringValue Part(StringValue text, int start, int end) =>
        start == end ? StringValue.Empty
        : end - start == text.Value.Length && !text.IsSensitive ? text
        : Value.Of(text.Value[start..end]);

    private static Value? Split(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var text = arguments.Text(1);
        if (Compile(context, arguments.Text(0)) is not { } pattern)
        {
            return null;
        }

        if (text.Length == 0 && arguments.Text(0).Length > 0)
        {
            return Value.Array(Value.Of(""));
        }

        var parts = new List<Value>();
        var (start, end) = (0, 0);
        foreach (var match in pattern.Matches(text, context, withGroups: false))
        {
            end = match[0];
            if (match[1] != 0)
            {
                parts.Add(Value.Of(text[start..end]));
            }

            start = match[1];
        }

        if (end != text.Length)
        {
            parts.Add(Value.Of(text[start..]));
        }

        return ArrayValue.Create([.. parts]);
    }

    private static Value? Replace(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, template) = (arguments.Text(0), arguments.Text(2));
        if (Compile(context, arguments.Text(1)) is not { } pattern)
        {
            return null;
        }

        if (!pattern.IsMatch(text, context))
        {
            return arguments[0];
        }

        var matcher = pattern.Rent(withGroups: true);
        var result = new StringBuilder(text.Length);
        var lastEnd = 0;
        for (var at = 0; at <= text.Length && matcher.Find(text, at, context) is { } match;)
        {
            result.Append(text, lastEnd, match[0] - lastEnd);
            if (match[1] > lastEnd || match[0] == 0)
            {
                PatternTemplate.Expand(result, template, pattern, text, match);
            }

            if (result.Length > BuiltinContext.MaxLength)
            {
                return Texts.TooLong(context, result.Length);
            }

            lastEnd = match[1];
            at = Math.Max(Pattern.After(text, at), match[1]);
        }

        pattern.Return(matcher, withGroups: true);
        return Value.Of(result.Append(text, lastEnd, text.Length - lastEnd).ToString());
    }

    private static Value? TemplateMatch(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (open, close) = (arguments.Text(2), arguments.Text(3));
        if (Utf8.Of(open).Length != 1 || Utf8.Of(close).Length != 1)
        {
            var (which, length) = Utf8.Of(open).Length != 1 ? ("start", Utf8.Of(open).Length) : ("end", Utf8.Of(close).Length);
            return context.Fail($"{which} delimiter has to be exactly one character long but is {length} long");
        }

        if (RegexOfTemplate(arguments.Text(0), open[0], close[0]) is not { } regex)
        {
            return context.Fail($"unbalanced braces in {GoQuote.Of(arguments.Text(0))}");
        }

        return Compile(context, regex) is { } pattern ? Value.Of(pattern.IsMatch(arguments.Text(1), context)) : null;
    }

    private static string? RegexOfTemplate(string template, char open, char close)
    {
        var regex = new StringBuilder("^");
        var (level, start) = (0, 0);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == open && ++level == 1)
            {
                regex.Append(QuoteMeta(template[start..i]));
                start = i + 1;
            }
            else if (template[i] == close && template[i] != open && --level == 0)
            {
                regex.Append('(').Append(template, start, i - start).Append(')');
                start = i + 1;
            }
            else if (level < 0)
            {
                return null;
            }
        }

        return level != 0 ? null : regex.Append(QuoteMeta(template[start..])).Append('$').ToString();
    }

    private static string QuoteMeta(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            quoted.Append(@"\.+*?()|[]{}^$".Contains(unit, StringComparison.Ordinal) ? "\\" : "").Append(unit);
        }

        return quoted.ToString();
    }
}
