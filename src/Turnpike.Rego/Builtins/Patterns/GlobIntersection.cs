using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Patterns;

/// <summary>
/// <c>regex.globs_match</c>: whether some text fits both of two simple patterns, made of characters, <c>.</c> and
/// <c>[a-z]</c>, each perhaps with <c>*</c> or <c>+</c>.
/// </summary>
internal static class GlobIntersection
{
    public static Value? Match(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        try
        {
            return Value.Of(Intersects(context, Parse(arguments.Text(0)), Parse(arguments.Text(1))));
        }
        catch (PatternException e)
        {
            return context.Fail(e.Message);
        }
    }

    private static List<(RuneSet Set, bool IsOptional, bool Repeats)> Parse(string text)
    {
        var parts = new List<(RuneSet, bool, bool)>();
        var classes = new RegexClassParser(text, fold: false);
        for (var at = 0; at < text.Length;)
        {
            RuneSet set;
            switch (text[at])
            {
                case '*' or '+':
                    throw new PatternException($"the quantifier {text[at]} has nothing before it");
                case '[':
                    set = classes.Parse(ref at);
                    break;
                case '.':
                    at++;
                    set = RuneSet.Any;
                    break;
                case '\\':
                    at++;
                    set = RuneSet.Of(RegexClassParser.ReadRune(text, ref at));
                    break;
                default:
                    set = RuneSet.Of(RegexClassParser.ReadRune(text, ref at));
                    break;
            }

            var quantifier = at < text.Length && text[at] is '*' or '+' ? text[at++] : '\0';
            parts.Add((set, quantifier == '*', quantifier != '\0'));
        }

        return parts;
    }

    private static bool Intersects(BuiltinContext context, List<(RuneSet Set, bool IsOptional, bool Repeats)> left, List<(RuneSet Set, bool IsOptional, bool Repeats)> right)
    {
        var seen = new HashSet<(int, int)>();
        var waiting = new Stack<(int Left, int Right)>();
        waiting.Push((0, 0));
        while (waiting.TryPop(out var at))
        {
            context.Step();
            if (!seen.Add(at))
            {
                continue;
            }

            if (at.Left == left.Count && at.Right == right.Count)
            {
                return true;
            }

            if (at.Left < left.Count && left[at.Left].IsOptional)
            {
                waiting.Push((at.Left + 1, at.Right));
            }

            if (at.Right < right.Count && right[at.Right].IsOptional)
            {
                waiting.Push((at.Left, at.Right + 1));
            }

            if (at.Left < left.Count && at.Right < right.Count && left[at.Left].Set.Overlaps(right[at.Right].Set))
            {
                waiting.Push((at.Left + 1, at.Right + 1));
                if (left[at.Left].Repeats)
                {
                    waiting.Push((at.Left, at.Right + 1));
                }

                if (right[at.Right].Repeats)
                {
                    waiting.Push((at.Left + 1, at.Right));
                }
            }
        }

        return false;
    }
}
