using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Evaluation;

/// <summary>Compiles and evaluates policies that stand in tests. <c>unknown("x")</c> makes an unknown of that id.</summary>
internal static class Policy
{
    public static readonly BuiltinRegistry Builtins = BuiltinRegistry.Default.With(
        Unknown("unknown", static _ => null),
        Unknown("unknown.text", static a => new UnknownRefinement { Type = ValueKind.String, NotNull = true, Prefix = a.Length > 0 ? a : null }),
        Unknown("unknown.some", static _ => new UnknownRefinement { NotNull = true }),
        Unknown("unknown.number", static _ => new UnknownRefinement { Type = ValueKind.Number, Minimum = Value.Of(1), Maximum = Value.Of(9) }),
        new Builtin("unknown.of", [RegoType.String, RegoType.ArrayOf(RegoType.Any)], RegoType.Any, static (_, a) =>
            new UnknownValue(Text(a[0]), UnknownOrigin.Reference, new UnknownRefinement { Alternatives = ((ArrayValue)a[1]).Items.ToArray() })));

    public static RegoProgram? TryCompile(DiagnosticBag diagnostics, params string[] modules)
    {
        var parsed = modules.Select((text, i) => RegoParser.ParseModule(SourceText.From($"m{i}.rego", text), RegoParserOptions.Default, diagnostics)).ToArray();
        return diagnostics.HasErrors ? null : RegoCompiler.Compile(parsed!, new RegoCompilerOptions { Builtins = Builtins }, diagnostics);
    }

    public static RegoProgram Compile(params string[] modules)
    {
        var diagnostics = new DiagnosticBag();
        var program = TryCompile(diagnostics, modules);
        Assert.True(program is not null, string.Join('\n', diagnostics));
        return program;
    }

    public static RegoAnswer Evaluate(RegoProgram program, string query, EvaluationRequest? request = null)
    {
        var diagnostics = new DiagnosticBag();
        var prepared = program.Prepare(query, diagnostics);
        Assert.True(prepared is not null, string.Join('\n', diagnostics));
        return prepared.Evaluate(request ?? new EvaluationRequest());
    }

    /// <summary>
    /// The value of <c>data.p.p</c>, as it stands in a policy: <c>?id</c> is an unknown, <c>~x</c> a possible member,
    /// <c>*x</c> any number of them; a leading <c>~</c> or <c>*</c> marks the solution itself, and <c>-</c> is undefined.
    /// </summary>
    public static string Answer(string body, string? input = null)
    {
        var answer = Evaluate(Compile("package p\n" + body), "x = data.p.p", new EvaluationRequest { Input = input is null ? null : Term(input) });
        if (answer.Error is not null)
        {
            return answer.Error.Code;
        }

        return answer.Solutions.Count == 0 ? "-" : string.Join(" ", answer.Solutions.Select(s => Mark(s.Certainty) + Show(s.Bindings["x"])));
    }

    /// <summary>A value written as a term without variables.</summary>
    public static Value Term(string text) =>
        Evaluate(Compile("package t"), "x = " + text).Solutions[0].Bindings["x"];

    public static string Show(Value value) => value switch
    {
        UnknownValue unknown => "?" + Name(unknown),
        PossibleValue possible => Mark(possible.IsMany ? Certainty.Many : Certainty.Possible) + Show(possible.Member),
        ArrayValue array => $"[{string.Join(", ", array.Items.ToArray().Select(Show))}]",
        SetValue { Count: 0 } => "set()",
        SetValue set => $"{{{string.Join(", ", set.Items.ToArray().Select(Show))}}}",
        ObjectValue obj => $"{{{string.Join(", ", Enumerable.Range(0, obj.Count).Select(i => $"{Show(obj.Keys[i])}: {Show(obj.Values[i])}"))}}}",
        _ => JsonText.Revealed(value),
    };

    private static string Mark(Certainty certainty) => certainty switch
    {
        Certainty.Definite => "",
        Certainty.Possible => "~",
        _ => "*",
    };

    // What an unknown was computed from is of interest, not the number it was given.
    private static string Name(UnknownValue unknown) =>
        unknown.IsDerived ? $"({string.Join(",", unknown.Sources.Select(s => s.Id))})" : unknown.Id;

    private static Builtin Unknown(string name, Func<string, UnknownRefinement?> refinement) => new(name, [RegoType.String], RegoType.Any, (_, a) =>
        new UnknownValue(Text(a[0]), UnknownOrigin.Reference, refinement(Text(a[0]))));

    private static string Text(Value value) => ((StringValue)value).Value;
}
