using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Searching, cutting and joining strings.</summary>
internal static class Texts
{
    private static readonly StringValue[] s_ascii = [.. Enumerable.Range(0, 0x80).Select(static code => Value.Of(((char)code).ToString()))];
    private static readonly RegoType[] s_one = [RegoType.String];
    private static readonly RegoType[] s_two = [RegoType.String, RegoType.String];
    private static readonly RegoType[] s_three = [RegoType.String, RegoType.String, RegoType.String];
    private static readonly RegoType s_strings = RegoType.AnyOf(RegoType.SetOf(RegoType.String), RegoType.ArrayOf(RegoType.String));
    private static readonly RegoType s_oneOrMore = RegoType.AnyOf(RegoType.String, RegoType.SetOf(RegoType.String), RegoType.ArrayOf(RegoType.String));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("concat", [RegoType.String, s_strings], RegoType.String, Concat),
        new("contains", s_two, RegoType.Boolean, static (_, a) => Value.Of(a.Text(0).Contains(a.Text(1), StringComparison.Ordinal))),
        new("startswith", s_two, RegoType.Boolean, static (_, a) => Value.Of(a.Text(0).StartsWith(a.Text(1), StringComparison.Ordinal))),
        new("endswith", s_two, RegoType.Boolean, static (_, a) => Value.Of(a.Text(0).EndsWith(a.Text(1), StringComparison.Ordinal))),
        new("indexof", s_two, RegoType.Number, IndexOf),
        new("indexof_n", s_two, RegoType.ArrayOf(RegoType.Number), IndexesOf),
        new("substring", [RegoType.String, RegoType.Number, RegoType.Number], RegoType.String, Substring),
        new("split", s_two, RegoType.ArrayOf(RegoType.String), Split),
        new("replace", s_three, RegoType.String, Replace),
        new("strings.replace_n", [RegoType.ObjectOf(RegoType.String, RegoType.String), RegoType.String], RegoType.String, ReplaceMany),
        new("lower", s_one, RegoType.String, static (_, a) => Value.Of(Lower(a.Text(0)))),
        new("upper", s_one, RegoType.String, static (_, a) => Value.Of(Upper(a.Text(0)))),
        new("strings.reverse", s_one, RegoType.String, static (c, a) => Value.Of(Reverse(c, a.Text(0)))),
        new("strings.count", s_two, RegoType.Number, Count),
        new("strings.any_prefix_match", [s_oneOrMore, s_oneOrMore], RegoType.Boolean, static (c, a) => AnyMatch(c, a, static (text, part) => text.StartsWith(part, StringComparison.Ordinal))),
        new("strings.any_suffix_match", [s_oneOrMore, s_oneOrMore], RegoType.Boolean, static (c, a) => AnyMatch(c, a, static (text, part) => text.EndsWith(part, StringComparison.Ordinal))),
        new("trim", s_two, RegoType.String, static (_, a) => Value.Of(Trimming.Both(a.Text(0), a.Text(1)))),
        new("trim_left", s_two, RegoType.String, static (_, a) => Value.Of(Trimming.Left(a.Text(0), a.Text(1)))),
        new("trim_right", s_two, RegoType.String, static (_, a) => Value.Of(Trimming.Right(a.Text(0), a.Text(1)))),
        new("trim_prefix", s_two, RegoType.String, static (_, a) => Value.Of(Trimming.Prefix(a.Text(0), a.Text(1)))),
        new("trim_suffix", s_two, RegoType.String, static (_, a) => Value.Of(Trimming.Suffix(a.Text(0), a.Text(1)))),
        new("trim_space", s_one, RegoType.String, static (_, a) => Value.Of(a.Text(0).Trim())),
    ];

    private static Value? Concat(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Operands.Strings(context, 2, arguments[1]) is not { } parts)
        {
            return null;
        }

        var length = parts.Sum(static part => (long)part.Length) + ((long)arguments.Text(0).Length * parts.Length);
        return length > BuiltinContext.MaxLength ? TooLong(context, length) : Value.Of(string.Join(arguments.Text(0), parts));
    }

    private static Value? IndexOf(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, part) = (arguments.Text(0), arguments.Text(1));
        if (part.Length == 0)
        {
            return context.Fail("empty search character");
        }

        var at = text.IndexOf(part, StringComparison.Ordinal);
        return Value.Of(at <= 0 ? at : CodePoints.Count(text[..at]));
    }

    private static Value? IndexesOf(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, part) = (arguments.Text(0), arguments.Text(1));
        if (part.Length == 0)
        {
            return context.Fail("empty search character");
        }

        var places = new List<Value>();
        var (codePoints, counted) = (0, 0);

        // Overlapping places count: the search goes on one code point further.
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            context.Step();
            codePoints += CodePoints.Count(text[counted..at]);
            counted = at;
            places.Add(Value.Of(codePoints));
        }

        return ArrayValue.Create([.. places]);
    }

    private static Value? Substring(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var text = arguments.Text(0);
        if (!Operands.TryGetLong(context, 2, arguments[1], out var offset) || !Operands.TryGetLong(context, 3, arguments[2], out var length))
        {
            return null;
        }

        if (offset < 0)
        {
            return context.Fail("negative offset");
        }

        var start = CodePoints.OffsetOf(text, offset);
        var rest = text[start..];
        return Value.Of(length < 0 ? rest : rest[..CodePoints.OffsetOf(rest, length)]);
    }

    private static Value? Split(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, delimiter) = (arguments.Text(0), arguments.Text(1));
        return delimiter.Length == 0 ? SplitEach(context, text) : SplitAt(context, text, delimiter);
    }

    private static ArrayValue SplitEach(BuiltinContext context, string text)
    {
        var values = new Value[CodePoints.Count(text)];
        for (int i = 0, at = 0; i < values.Length; i++)
        {
            context.Step();
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            values[i] = text[at] < s_ascii.Length ? s_ascii[text[at]] : Value.Of(text.Substring(at, length));
            at += length;
        }

        return ArrayValue.Create(values);
    }

    private static ArrayValue SplitAt(BuiltinContext context, string text, string delimiter)
    {
        var parts = new Value[text.AsSpan().Count(delimiter) + 1];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            context.Step();
            var end = i == parts.Length - 1 ? text.Length : text.IndexOf(delimiter, start, StringComparison.Ordinal);
            parts[i] = start == end ? StringValue.Empty : Value.Of(text[start..end]);
            start = end + delimiter.Length;
        }

        return ArrayValue.Create(parts);
    }

    private static Value? Replace(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, old, with) = (arguments.Text(0), arguments.Text(1), arguments.Text(2));
        var length = text.Length + ((old.Length == 0 ? text.Length + 1L : text.Length / old.Length) * with.Length);
        if (length > BuiltinContext.MaxLength)
        {
            return TooLong(context, length);
        }

        return Value.Of(old.Length == 0
            ? with + string.Concat(CodePoints.Split(text, context).Select(part => part + with))
            : text.Replace(old, with, StringComparison.Ordinal));
    }

    private static Value? ReplaceMany(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var patterns = (ObjectValue)arguments[0];
        var replacements = new (string Old, string New)[patterns.Count];
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns.Keys[i] is not StringValue old)
            {
                return context.Fail(BuiltinError.Type, "operand 1 non-string key found in pattern object");
            }

            if (patterns.Values[i] is not StringValue with)
            {
                return context.Fail(BuiltinError.Type, "operand 1 non-string value found in pattern object");
            }

            replacements[i] = (old.Value, with.Value);
        }

        return Replacements.Apply(context, arguments.Text(1), replacements) is { } result ? Value.Of(result) : TooLong(context, BuiltinContext.MaxLength);
    }

    private static Value? Count(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (text, part) = (arguments.Text(0), arguments.Text(1));
        return Value.Of(part.Length == 0 ? CodePoints.Count(text) + 1 : text.AsSpan().Count(part));
    }

    private static Value? AnyMatch(BuiltinContext context, ReadOnlySpan<Value> arguments, Func<string, string, bool> matches)
    {
        if (StringsOf(context, 1, arguments[0]) is not { } texts || StringsOf(context, 2, arguments[1]) is not { } parts)
        {
            return null;
        }

        foreach (var text in texts)
        {
            foreach (var part in parts)
            {
                context.Step();
                if (matches(text, part))
                {
                    return Value.True;
                }
            }
        }

        return Value.False;
    }

    private static string[]? StringsOf(BuiltinContext context, int operand, Value value) =>
        value is StringValue text ? [text.Value] : Operands.Strings(context, operand, value);

    // Two letters that .NET's invariant mapping leaves alone and Unicode's simple mapping does not.
    private static string Lower(string text) => text.Replace('\u0130', 'i').ToLowerInvariant();

    private static string Upper(string text) => text.Replace('\u0131', 'I').ToUpperInvariant();

    private static string Reverse(BuiltinContext context, string text)
    {
        var parts = CodePoints.Split(text, context);
        Array.Reverse(parts);
        return string.Concat(parts);
    }

    internal static Value? TooLong(BuiltinContext context, long length) =>
        context.Fail($"the result would have {length} characters, more than {BuiltinContext.MaxLength}");
}

/// <summary>Several replacements in one pass from left to right; of those that fit at one place the first given wins.</summary>
internal static class Replacements
{
    /// <summary>The new text, or null if it gets too long.</summary>
    public static string? Apply(BuiltinContext context, string text, ReadOnlySpan<(string Old, string New)> replacements)
    {
        var result = new StringBuilder(text.Length);
        var afterEmpty = false;
        for (var at = 0; at <= text.Length && result.Length <= BuiltinContext.MaxLength;)
        {
            context.Step(replacements.Length);
            var found = Find(text, at, replacements, afterEmpty);
            if (found >= 0)
            {
                result.Append(replacements[found].New);
                afterEmpty = replacements[found].Old.Length == 0;
                at += replacements[found].Old.Length;
                continue;
            }

            afterEmpty = false;
            if (at < text.Length)
            {
                result.Append(text[at]);
            }

            at++;
        }

        return result.Length > BuiltinContext.MaxLength ? null : result.ToString();
    }

    private static int Find(string text, int at, ReadOnlySpan<(string Old, string New)> replacements, bool afterEmpty)
    {
        for (var i = 0; i < replacements.Length; i++)
        {
            var old = replacements[i].Old;
            if (!(afterEmpty && old.Length == 0) && text.AsSpan(at).StartsWith(old, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
