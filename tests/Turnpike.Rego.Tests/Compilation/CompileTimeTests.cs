using System.Diagnostics;
using Turnpike.Rego.Tests.Evaluation;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Compilation;

/// <summary>
/// No construct takes time that doubles with each more of it: every shape is compiled, planned and asked at a size at which
/// that would never end. Whether it is accepted does not matter here.
/// </summary>
public sealed class CompileTimeTests
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Shapes() => [.. s_shapes.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Time_does_not_explode(string shape)
    {
        var text = "package p\n\n" + s_shapes[shape]() + "\n";
        var clock = Stopwatch.StartNew();
        var diagnostics = new DiagnosticBag();

        Policy.TryCompile(diagnostics, text)?.Prepare("data.p", diagnostics)?.Evaluate(new()
        {
            Limits = new() { Steps = 2_000_000, Time = s_enough },
        });

        Assert.True(clock.Elapsed < s_enough, $"{clock.Elapsed.TotalSeconds:0.0} s, {text.Length} characters, {string.Join("; ", diagnostics.Take(3).Select(d => d.Message))}");
    }

    private static readonly Dictionary<string, Func<string>> s_shapes = new()
    {
        ["array comprehensions in heads"] = static () => "p := " + Nest(60, i => $"[x{i} | x{i} := ", "1", "]"),
        ["set comprehensions"] = static () => "p := " + Nest(60, i => $"{{x{i} | x{i} := ", "1", "}"),
        ["object comprehensions"] = static () => "p := " + Nest(60, i => $"{{\"k\": x{i} | x{i} := ", "1", "}"),
        ["comprehensions as values and in bodies"] = static () => "p := " + Nest(40, i => $"[[x{i} | some x{i} in [1]] | ", "true", "]"),
        ["comprehensions that use all outer variables"] = static () =>
            "p := " + Nest(60, i => $"[x{i} | some x{i} in [{string.Join(", ", Enumerable.Range(0, i).Select(n => $"x{n}").DefaultIfEmpty("1"))}]; ", "true", "]"),
        ["every in every"] = static () => "p if {\n" + Nest(60, i => $"every x{i} in [1] {{ ", "true", " }") + "\n}",
        ["negated comprehensions"] = static () => "p if not " + Nest(60, _ => "count([1 | not ", "false", "]) == 7"),
        ["nested arrays"] = static () => "p := " + Nest(200, _ => "[", "input.x[_]", "]"),
        ["nested objects"] = static () => "p := " + Nest(200, _ => "{\"a\": ", "input.x[_]", "}"),
        ["nested sets"] = static () => "p := " + Nest(200, _ => "{", "input.x[_]", "}"),
        ["parentheses"] = static () => "p := " + Nest(200, _ => "(1 + ", "1", ")"),
        ["calls in calls"] = static () => "p := " + Nest(200, _ => "abs(", "1", ")"),
        ["calls with two arguments each"] = static () => "p := " + Pairs(10),
        ["functions that call the one before twice"] = static () => "f0(x) := x\n" + Lines(40, i => $"f{i + 1}(x) := f{i}(x) + f{i}(x)") + "p := f24(1)",
        ["rules that name the one before twice"] = static () => "r0 := 1\n" + Lines(300, i => $"r{i + 1} := [r{i}, r{i}][0]"),
        ["a chain of rules"] = static () => "r0 := 1\n" + Lines(2000, i => $"r{i + 1} := r{i} + 1"),
        ["references as keys"] = static () => "p := " + Nest(150, _ => "input.a[", "input.b", "]"),
        ["references that iterate as keys"] = static () => "p if {\n" + Nest(100, _ => "input.a[_][", "input.b", "]") + "\n}",
        ["a reference with many free keys"] = static () => "p if input" + string.Concat(Enumerable.Repeat("[_]", 300)),
        ["else"] = static () => "p := 0 if input.x\n" + Lines(500, i => $"else := {i} if input.x == {i}"),
        ["definitions"] = static () => Lines(2000, i => $"p contains {i} if input.x == {i}"),
        ["definitions of a function"] = static () => Lines(2000, i => $"f({i}) := {i}") + "p := f(7)",
        ["modifiers"] = static () => "q := input.x\np if q == 1" + string.Concat(Enumerable.Range(0, 300).Select(i => $" with input.x{i} as {i}")),
        ["modifiers of nested calls"] = static () => "r0 := input.x\n" + Lines(60, i => $"r{i + 1} := y if y := r{i} with input.x as input.x"),
        ["products of iterations"] = static () => "p if {\n" + Lines(40, i => $"\tsome x{i} in [1]") + "\tfalse\n}",
        ["statements in reverse order"] = static () => "p if {\n" + Lines(800, i => $"\tx{800 - i} == x{799 - i} + 1") + "\tx0 := 1\n}",
        ["unifications in reverse order"] = static () => "p if {\n" + Lines(400, i => $"\t[x{400 - i}, y{400 - i}] = [y{399 - i}, x{399 - i}]") + "\tx0 = 1\n\ty0 = 2\n}",
        ["unified variables"] = static () => "p if {\n" + Lines(500, i => $"\tx{i} = x{i + 1}") + "\tx500 = 1\n}",
        ["patterns of patterns"] = static () => "p if {\n" + Nest(150, _ => "[", "x", ", _]") + " = input\n}",
        ["interpolation in interpolation"] = static () => "p := " + Nest(30, _ => "$\"a {", "1", "} b\""),
        ["interpolations side by side"] = static () => "p := $\"" + string.Concat(Enumerable.Repeat("{input.x} ", 2000)) + "\"",
        ["a long sum"] = static () => "p := 1" + string.Concat(Enumerable.Repeat(" + 1", 900)),
        ["a long union"] = static () => "p := {1}" + string.Concat(Enumerable.Range(0, 900).Select(i => $" | {{{i}}}")),
        ["a long set"] = static () => "p := {" + string.Join(", ", Enumerable.Range(0, 50_000)) + "}",
        ["an object of objects"] = static () => "p := {" + string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"\"k{i}\": {{\"a\": [{i}, {{\"b\": input.x}}]}}")) + "}",
        ["types that double"] = static () => "p if {\n\tx0 := [input.a, 1]\n" + Lines(40, i => $"\tx{i + 1} := [x{i}, x{i}]") + "}",
        ["types of many alternatives"] = static () => Lines(300, i => $"q[{i}] := {{\"k{i}\": [{i}, \"{i}\"]}}") + "p if { some i; some j; q[i] == q[j]; q[i].k1 }",
        ["partial objects"] = static () => Lines(1000, i => $"q.a{i % 30}.b{i % 70}[x] := {i} if x := {i}") + "p := q",
        ["imports"] = static () => Lines(1000, i => $"import data.m{i} as n{i}") + "p := n7",
        ["recursion through many"] = static () => Lines(500, i => $"r{i} if r{(i + 1) % 500}"),
        ["recursion through all"] = static () => Lines(40, i => $"r{i} if {{ {string.Join("; ", Enumerable.Range(0, 40).Select(n => $"r{n}"))} }}"),
        ["annotations"] = static () => Lines(300, i => $"# METADATA\n# title: t{i}\np{i} := rego.metadata.chain()"),
    };

    private static string Nest(int depth, Func<int, string> open, string middle, string close) =>
        string.Concat(Enumerable.Range(0, depth).Select(open)) + middle + string.Concat(Enumerable.Repeat(close, depth));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static string Pairs(int depth) => depth == 0 ? "1" : $"bits.or({Pairs(depth - 1)}, {Pairs(depth - 1)})";
}
