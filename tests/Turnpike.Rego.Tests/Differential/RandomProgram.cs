using System.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Differential;

/// <summary>
/// Writes small policies at random, of the forms that real ones have, over an input of a few keys. What they say makes no
/// sense; that they parse and are safe is by construction.
/// </summary>
internal sealed class RandomProgram(Random random)
{
    /// <summary>Values that programs compare with and completions are made of.</summary>
    public static readonly string[] Constants =
        ["null", "false", "true", "0", "1", "2", "\"\"", "\"x\"", "\"y\"", "[]", "[1, \"x\"]", "{}", "{\"k\": 1}", "[{\"k\": \"x\"}]", "{\"k\": [\"x\"]}"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _locals = [];
    private int _next;

    public string Write()
    {
        _text.Append("package p\n\n");
        var helpers = random.Next(4);
        for (var i = 0; i < helpers; i++)
        {
            Helper(i);
        }

        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var head = Pick("\"m\"", "\"n\"", "msg");
            _locals.Clear();
            _text.Append("deny contains ").Append(head).Append(" if {\n");
            Body(random.Next(1, 4), helpers, depth: 0);
            if (head == "msg")
            {
                _text.Append("\tmsg := ").Append(_locals.Count > 0 ? Pick([.. _locals]) : "\"l\"").Append('\n');
            }

            _text.Append("}\n\n");
        }

        return _text.ToString();
    }

    public static Value RandomInput(Random random)
    {
        var builder = new ObjectBuilder();
        foreach (var key in new[] { "a", "b", "c" })
        {
            if (random.Next(8) > 0)
            {
                builder.Set(key, RandomValue(random, 2));
            }
        }

        return builder.ToValue();
    }

    private static Value RandomValue(Random random, int depth) => random.Next(depth > 0 ? 12 : 8) switch
    {
        0 => Value.Null,
        1 => Value.False,
        2 => Value.True,
        3 => Value.Of(random.Next(3)),
        4 => Value.Of(random.Next(3)),
        5 => Value.Of(""),
        6 => Value.Of("x"),
        7 => Value.Of("y"),
        8 or 9 => Value.Array([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomValue(random, depth - 1))]),
        _ => Value.Object([.. new[] { "k", "l" }.Take(random.Next(3)).Select(k => (k, RandomValue(random, depth - 1)))]),
    };

    private void Helper(int i)
    {
        _locals.Clear();
        switch (random.Next(6))
        {
            case 0:
                _text.Append($"h{i} := ").Append(Pick("1", "\"x\"", "true", "false")).Append(" if {\n");
                Body(random.Next(1, 3), i, 0);
                _text.Append("}\n\n");
                break;
            case 1:
                _text.Append($"default h{i} := false\n\nh{i} if {{\n");
                Body(random.Next(1, 3), i, 0);
                _text.Append("}\n\n");
                break;
            case 2:
                _text.Append($"h{i} := \"x\" if {{\n");
                Body(1, i, 0);
                _text.Append("} else := ").Append(Pick("1", "\"y\"", "false")).Append(" if {\n");
                _locals.Clear();
                Body(1, i, 0);
                _text.Append("} else := 2\n\n");
                break;
            case 3:
                var local = Fresh();
                _text.Append($"h{i} contains {local} if {{\n\tsome {local} in {Source()}\n");
                _locals.Add(local);
                Body(random.Next(2), i, 0);
                _text.Append("}\n\n");
                break;
            case 4:
                var (key, value) = (Fresh(), Fresh());
                _text.Append($"h{i}[{key}] := {value} if {{\n\tsome {key}, {value} in {Source()}\n");
                _locals.AddRange([key, value]);
                Body(random.Next(2), i, 0);
                _text.Append("}\n\n");
                break;
            default:
                _text.Append($"h{i} := {{\"k\": {Operand()}}}\n\n");
                break;
        }
    }

    private void Body(int statements, int helpers, int depth)
    {
        for (var i = 0; i < statements; i++)
        {
            _text.Append('\t');
            Statement(helpers, depth);
            _text.Append('\n');
        }

        if (statements == 0)
        {
            _text.Append("\ttrue\n");
        }
    }

    private void Statement(int helpers, int depth)
    {
        switch (random.Next(depth > 1 ? 7 : 13))
        {
            case 0:
                _text.Append(Operand(helpers)).Append(Pick(" == ", " != ", " < ", " >= ")).Append(Operand(helpers));
                break;
            case 1:
                _text.Append(Operand(helpers)).Append(" == ").Append(Pick(Constants));
                break;
            case 2:
                _text.Append(Operand(helpers));
                break;
            case 3:
                _text.Append("not ").Append(Operand(helpers)).Append(random.Next(2) == 0 ? "" : " == " + Pick(Constants));
                break;
            case 4:
                _text.Append(Operand(helpers)).Append(" in ").Append(random.Next(2) == 0 ? "{\"x\", 1, null}" : Source(helpers));
                break;
            case 5:
                var assigned = Fresh();
                _text.Append(assigned).Append(" := ").Append(Operand(helpers));
                _locals.Add(assigned);
                break;
            case 6:
                _text.Append(Pick("is_string", "is_number", "is_null", "is_array", "is_object")).Append('(').Append(Operand(helpers)).Append(')');
                break;
            case 7:
                var value = Fresh();
                _text.Append("some ").Append(value).Append(" in ").Append(Source(helpers));
                _locals.Add(value);
                break;
            case 8:
                var (k, v) = (Fresh(), Fresh());
                _text.Append($"some {k}, {v} in ").Append(Source(helpers));
                _locals.AddRange([k, v]);
                break;
            case 9:
                Nested($"every {Fresh()} in {Source(helpers)} {{ ", " }", helpers, depth);
                break;
            case 10:
                Comprehension("count(", Pick(") > 0", ") == 0", ") == 1", ") >= 2"), helpers, depth);
                break;
            case 11:
                Comprehension(Operand(helpers) + " in ", "", helpers, depth);
                break;
            default:
                var set = Fresh();
                Comprehension(set + " := ", "", helpers, depth);
                _locals.Add(set);
                break;
        }
    }

    // every x in S { x ... }
    private void Nested(string open, string close, int helpers, int depth)
    {
        _text.Append(open);
        var known = _locals.Count;
        _locals.Add("v" + (_next - 1));
        Statement(helpers, depth + 2);
        _text.Append(close);
        _locals.RemoveRange(known, _locals.Count - known);
    }

    private void Comprehension(string before, string after, int helpers, int depth)
    {
        var known = _locals.Count;
        var member = Fresh();
        _text.Append(before).Append('{').Append(member).Append(" | some ").Append(member).Append(" in ").Append(Source(helpers));
        _locals.Add(member);
        if (random.Next(3) > 0)
        {
            _text.Append("; ");
            Statement(helpers, depth + 2);
        }

        _text.Append('}').Append(after);
        _locals.RemoveRange(known, _locals.Count - known);
    }

    private string Operand(int helpers = 0) => random.Next(10) switch
    {
        < 4 => Path(),
        4 or 5 when _locals.Count > 0 => Pick([.. _locals]),
        6 when helpers > 0 => "h" + random.Next(helpers),
        7 when _locals.Count > 0 => Pick([.. _locals]) + ".k",
        8 => $"[{Path()}, 1]",
        _ => Pick(Constants),
    };

    private string Source(int helpers = 0) => random.Next(8) switch
    {
        < 3 => Path(),
        3 when _locals.Count > 0 => Pick([.. _locals]),
        4 when helpers > 0 => "h" + random.Next(helpers),
        5 => $"[{Path()}, {Path()}]",
        6 => $"{{{Path()}, \"x\"}}",
        _ => Pick("[1, \"x\", null]", "{\"k\": 1, \"l\": \"x\"}", "{\"x\", 1}"),
    };

    private string Path() => "input." + Pick("a", "b", "c") + Pick("", "", "", ".k", "[0]", ".k.l");

    private string Fresh() => "v" + _next++;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
