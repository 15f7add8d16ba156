using Turnpike.Rego;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests;

/// <summary>Runs one case. A failure says in one line what was wanted and what came.</summary>
internal static class RegoCaseRunner
{
    private static readonly EvaluationLimits s_limits = new() { Time = TimeSpan.FromSeconds(20) };

    private static readonly RegoCompilerOptions s_options = new() { Builtins = SuiteBuiltins.Registry };

    /// <summary>Null where the case passes.</summary>
    public static string? Run(RegoCase item)
    {
        try
        {
            return Evaluate(item);
        }
#pragma warning disable CA1031 // One case that throws must not keep the others from running.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"threw {error.GetType().Name}: {FirstLine(error.Message)} {FirstFrame(error)}";
        }
    }

    private static string? Evaluate(RegoCase item)
    {
        var diagnostics = new DiagnosticBag();
        List<RegoModule> modules = [];
        foreach (var (index, text) in item.Modules.Index())
        {
            if (RegoParser.ParseModule(SourceText.From($"test-{index}.rego", text), RegoParserOptions.Default, diagnostics) is { } module)
            {
                modules.Add(module);
            }
        }

        var program = diagnostics.HasErrors ? null : RegoCompiler.Compile(modules, s_options, diagnostics);
        var query = program?.Prepare(item.Query, diagnostics);
        if (query is null)
        {
            return CompareErrors(item, [.. diagnostics.Where(d => d.IsError).Select(d => (RegoErrorCodes.Of(d.Code) ?? d.Code, d.ToString()))]);
        }

        if (!TryReadInput(item, out var input))
        {
            return "the input term could not be read";
        }

        var answer = query.Evaluate(new EvaluationRequest
        {
            Input = input,
            Data = item.Data,
            Limits = s_limits,
            StrictBuiltinErrors = item.StrictError,
        });
        return answer.Error is { } error
            ? CompareErrors(item, [(error.Code, OpaText(error))])
            : CompareSolutions(item, answer);
    }

    // The form in which OPA writes an error: file, line, code, message.
    private static string OpaText(RegoError error) =>
        $"{error.Source?.Name}:{error.Source?.PositionAt(error.Span.Start).Line}: {error.Code}: {error.Message}";

    private static bool TryReadInput(RegoCase item, out Value? input)
    {
        input = item.Input;
        if (item.InputTerm is null)
        {
            return true;
        }

        var body = RegoParser.ParseQuery(SourceText.From("input", item.InputTerm), RegoParserOptions.Default, []);
        input = body is { Statements: [{ Expr: TermExpr expr }] } ? TermValue.Of(expr.Term) : null;
        return input is not null;
    }

    private static string? CompareErrors(RegoCase item, IReadOnlyList<(string Code, string Message)> errors)
    {
        var got = string.Join("; ", errors.Select(e => $"{e.Code}: {FirstLine(e.Message)}"));
        if (item.WantResult is not null)
        {
            return $"wanted a result, got {got}";
        }

        var matches = errors.Any(e =>
            (item.WantErrorCode is null || e.Code == item.WantErrorCode)
            && (item.WantError is null || e.Message.Contains(item.WantError, StringComparison.Ordinal)));
        return matches ? null : $"wanted {item.WantErrorCode}: {item.WantError}, got {got}";
    }

    private static string? CompareSolutions(RegoCase item, RegoAnswer answer)
    {
        var got = Value.Set([.. answer.Solutions.Select(solution => ToJson(solution, item.SortBindings))]);
        if (item.WantResult is null)
        {
            return $"wanted {item.WantErrorCode}: {item.WantError}, got {Shorten(got)}";
        }

        var want = Value.Set([.. item.WantResult.Items.ToArray().Select(value => item.SortBindings ? Sorted(value) : value)]);
        return want.Equals(got) ? null : $"wanted {Shorten(want)}, got {Shorten(got)}";
    }

    private static ObjectValue ToJson(RegoSolution solution, bool sort)
    {
        var builder = new ObjectBuilder();
        foreach (var (name, value) in solution.Bindings)
        {
            builder.Set(name, ToJson(value));
        }

        var bindings = builder.ToValue();
        return sort ? Sorted(bindings) : bindings;
    }

    // As the suite compares: sets are sorted arrays, keys are strings.
    private static Value ToJson(Value value)
    {
        switch (value)
        {
            case ArrayValue array:
                return Value.Array([.. array.Items.ToArray().Select(ToJson)]);
            case SetValue set:
                return Value.Array([.. set.Items.ToArray().Order().Select(ToJson)]);
            case ObjectValue members:
                var builder = new ObjectBuilder(members.Count);
                for (var i = 0; i < members.Count; i++)
                {
                    builder.Set(members.Keys[i] is StringValue key ? key : Value.Of(JsonText.Revealed(ToJson(members.Keys[i]))), ToJson(members.Values[i]));
                }

                return builder.ToValue();
            default:
                return value;
        }
    }

    private static ObjectValue Sorted(Value bindings)
    {
        var builder = new ObjectBuilder();
        var members = (ObjectValue)bindings;
        for (var i = 0; i < members.Count; i++)
        {
            builder.Set(members.Keys[i], members.Values[i] is ArrayValue array ? Value.Array([.. array.Items.ToArray().Order()]) : members.Values[i]);
        }

        return builder.ToValue();
    }

    private static string Shorten(Value value)
    {
        var text = JsonText.Revealed(value);
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string FirstFrame(Exception error) =>
        error.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("Turnpike", StringComparison.Ordinal)) ?? "";
}
