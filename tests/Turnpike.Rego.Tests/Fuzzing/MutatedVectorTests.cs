using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Tests.Formatting;
using Turnpike.Rego.Tests.Parsing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Fuzzing;

/// <summary>
/// The modules of the conformance cases with tokens swapped, doubled, dropped or taken from other modules. What still
/// parses keeps its tree when formatted; what still compiles ends with an answer or an error of the engine's own.
/// </summary>
public sealed class MutatedVectorTests
{
    private const int Mutants = 4000;

    private static readonly EvaluationLimits s_limits = new() { Steps = 200_000, Time = TimeSpan.FromSeconds(5), Memory = 200_000_000, Depth = 200, Output = 10_000 };

    [Fact]
    public void Formatting_keeps_the_tree_and_evaluation_throws_nothing()
    {
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("TURNPIKE_SEED"), out var seed) ? seed : 991);
        var texts = VectorModules.All().Where(static m => m.Module.Length < 4000).Select(static m => m.Module).Distinct().ToArray();
        var (parsed, evaluated) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var text = Mutate(random, texts[random.Next(texts.Length)], texts[random.Next(texts.Length)]);
            var diagnostics = new DiagnosticBag();
            if (RegoParser.ParseModule(SourceText.From("mutant.rego", text), RegoParserOptions.Default, diagnostics) is not { } module)
            {
                continue;
            }

            parsed++;

            // A comment inside an expression moves, which is tested elsewhere.
            var fault = module.Comments.Any() ? null : RoundTrip.Fault(module, RegoParserOptions.Default);
            Assert.True(fault is null, $"{text}\n--\n{fault}");
            if (RegoCompiler.Compile([module], RegoCompilerOptions.Default, diagnostics)?.Prepare("data", diagnostics) is { } query)
            {
                evaluated++;
                Evaluate(query, text);
            }
        }

        Assert.True(parsed > Mutants / 5 && evaluated > Mutants / 20, $"{parsed} parsed, {evaluated} evaluated");
    }

    private static void Evaluate(PreparedQuery query, string text)
    {
        var request = new EvaluationRequest
        {
            Input = Value.Object(("a", Value.Of(1)), ("x", Value.Array(Value.Of("s"), Value.Null)), ("u", new UnknownValue("u", UnknownOrigin.Reference))),
            Limits = s_limits,
        };
        var fault = Record.Exception(() => query.Evaluate(request));
        Assert.True(fault is null, $"{text}\n--\n{fault}");
    }

    private static string Mutate(Random random, string text, string other)
    {
        var (tokens, others) = (Tokens(text), Tokens(other));
        for (var i = random.Next(1, 4); i > 0 && tokens.Count > 6; i--)
        {
            // The package clause stays.
            var (at, from) = (random.Next(3, tokens.Count), random.Next(3, tokens.Count));
            switch (random.Next(5))
            {
                case 0:
                    (tokens[at], tokens[from]) = (tokens[from], tokens[at]);
                    break;
                case 1:
                    tokens.RemoveAt(at);
                    break;
                case 2:
                    tokens.Insert(at, tokens[from]);
                    break;
                default:
                    tokens[at] = others[random.Next(others.Count)];
                    break;
            }
        }

        return string.Concat(tokens);
    }

    // White space counts as tokens, words and texts are whole.
    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (char.IsLetterOrDigit(text[at]) || text[at] == '_')
            {
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }
            }
            else if (text[at] is '"' or '`')
            {
                while (end < text.Length && text[end] != text[at])
                {
                    end += text[end] == '\\' && text[at] == '"' && end + 1 < text.Length ? 2 : 1;
                }

                end = Math.Min(end + 1, text.Length);
            }

            tokens.Add(text[at..end]);
            at = end;
        }

        return tokens;
    }
}
