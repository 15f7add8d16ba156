using Turnpike.Rego;
using Turnpike.Rego.Evaluation;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Matches patterns as Gatekeeper does, in RE2's syntax: by the engine's own <c>regex.match</c>.</summary>
internal sealed class GoPattern
{
    private readonly PreparedQuery _match;
    private readonly PreparedQuery _isValid;

    public GoPattern()
    {
        var program = RegoCompiler.Compile([], RegoCompilerOptions.Default, [])!;
        _match = program.Prepare("regex.match(input.pattern, input.text)", [])!;
        _isValid = program.Prepare("regex.is_valid(input.pattern)", [])!;
    }

    /// <summary>Whether the pattern is found anywhere in the text; false for what is no pattern.</summary>
    public bool Matches(string pattern, string text) => Ask(_match, pattern, text);

    public bool IsValid(string pattern) => Ask(_isValid, pattern, "");

    private static bool Ask(PreparedQuery query, string pattern, string text)
    {
        var request = new EvaluationRequest { Input = Value.Object(("pattern", Value.Of(pattern)), ("text", Value.Of(text))) };
        return query.Evaluate(request).Solutions is [{ Expressions: [BooleanValue { Value: true }] }];
    }
}
