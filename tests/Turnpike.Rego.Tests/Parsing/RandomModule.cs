using System.Text;

namespace Turnpike.Rego.Tests.Parsing;

/// <summary>Writes sound version 1 modules at random, with odd white space and comments wherever they may stand.</summary>
internal sealed class RandomModule(Random random)
{
    private static readonly string[] s_scalars = ["1", "-2.50", "\"a b\"", "`r\\`", "true", "null", "1e3", "\"\\u00e9\"", "$\"t {x} \\{\"", "$`{f(y)}`"];
    private static readonly string[] s_names = ["x", "y", "input", "data.a", "xs", "contains", "_"];
    private static readonly string[] s_infix = ["+", "-", "*", "/", "%", "&", "|", "==", "!=", "<", "<=", ">", ">=", "in"];

    private readonly StringBuilder _text = new();

    public string Write()
    {
        _text.Clear().Append(Pick(["", "# top\n\n", "# METADATA\n# title: t\n"])).Append("package a.b # p\n");
        _text.Append(Pick(["", "import data.z\nimport input.a as b\n", "\n# imports\nimport rego.v1\n\nimport data.q\n"]));
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            WriteRule();
        }

        return _text.ToString();
    }

    private void WriteRule()
    {
        _text.Append(Pick(["", "\n", "\n\n\n", "# note\n", "\n# METADATA\n# description: d\n"]));
        switch (random.Next(6))
        {
            case 0:
                _text.Append("default d := 1");
                break;
            case 1:
                _text.Append("v := ");
                WriteTerm(3);
                break;
            case 2:
                _text.Append("s.t contains ");
                WriteTerm(1);
                _text.Append(" if ");
                WriteBraces(2);
                break;
            case 3:
                _text.Append("f(x, [y, _]) := ");
                WriteTerm(1);
                _text.Append(" if ");
                WriteBraces(2);
                _text.Append(Pick([" ", "\n", "\n\n", " # c\n"])).Append("else := 2 if ");
                WriteBraces(1);
                break;
            case 4:
                _text.Append("m[x].k if ");
                WriteStatement(2);
                break;
            default:
                _text.Append("p if ");
                WriteBraces(3);
                break;
        }

        _text.Append(Pick(["\n", "\n", " # end\n"]));
    }

    private void WriteBraces(int depth)
    {
        _text.Append('{').Append(Pick([" ", "\n", " # open\n"]));
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            WriteStatement(depth);
            _text.Append(i == 1 ? Pick([" ", "\n", " # last\n\n# very last\n"]) : Pick(["; ", "\n", "\n\n", " # c\n", "\n# own\n"]));
        }

        _text.Append('}');
    }

    private void WriteStatement(int depth)
    {
        switch (random.Next(8))
        {
            case 0:
                _text.Append("some k, v in ");
                WriteTerm(depth - 1);
                break;
            case 1:
                _text.Append("some x, y");
                break;
            case 2:
                _text.Append("every a in xs ");
                WriteBraces(depth - 1);
                break;
            case 3:
                _text.Append("x ").Append(Pick([":=", "="])).Append(' ');
                WriteTerm(depth);
                break;
            case 4:
                _text.Append("not y with input.a as ");
                WriteTerm(depth - 1);
                _text.Append(Pick([" ", "\n", " # w\n"])).Append("with data.b as 1");
                break;
            default:
                WriteTerm(depth);
                break;
        }
    }

    private void WriteTerm(int depth)
    {
        if (depth <= 0)
        {
            _text.Append(Pick(random.Next(2) == 0 ? s_scalars : s_names));
            return;
        }

        switch (random.Next(9))
        {
            case 0:
                WriteList("[", "]", depth);
                break;
            case 1:
                WriteList("{", "}", depth);
                break;
            case 2:
                WriteObject(depth);
                break;
            case 3:
                _text.Append(Pick(["[x |", "{x |", "{x: y |"])).Append(Pick([" ", "\n"]));
                var close = _text.ToString().LastIndexOf('[') > _text.ToString().LastIndexOf('{') ? "]" : "}";
                WriteStatement(depth - 1);
                _text.Append(Pick([" ", "\n"])).Append(close);
                break;
            case 4:
                _text.Append(Pick(["f", "io.g", "contains"]));
                WriteList("(", ")", depth);
                break;
            case 5:
                _text.Append(Pick(["x", "data"])).Append(Pick([".a", "[\"b c\"]", ".if", "[\"d\"]"])).Append('[');
                WriteTerm(depth - 1);
                _text.Append(']');
                break;
            case 6:
                _text.Append('(');
                WriteTerm(depth - 1);
                _text.Append(')');
                break;
            default:
                WriteTerm(depth - 1);
                _text.Append(' ').Append(Pick(s_infix)).Append(Pick([" ", " ", "\n\t", " # i\n"]));
                WriteTerm(depth - 1);
                break;
        }
    }

    private void WriteList(string open, string close, int depth)
    {
        _text.Append(open);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            WriteTerm(depth - 1);
            _text.Append(i == 1 ? Pick(["", ",", "\n", " # l\n"]) : Pick([", ", ",", ",\n", ", # c\n\n# d\n"]));
        }

        _text.Append(close);
    }

    private void WriteObject(int depth)
    {
        _text.Append('{').Append(Pick(["", "\n", " # o\n"]));
        for (var i = random.Next(0, 3); i > 0; i--)
        {
            WriteTerm(0);
            _text.Append(": ");
            WriteTerm(depth - 1);
            _text.Append(i == 1 ? "" : Pick([", ", ",\n", ", # c\n"]));
        }

        _text.Append('}');
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
