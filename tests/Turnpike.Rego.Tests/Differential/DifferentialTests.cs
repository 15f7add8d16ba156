using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Tests.Plain;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Tests.Differential;

/// <summary>The compiled engine against the plain one, on programs and inputs written at random from fixed seeds.</summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private static readonly Value[] s_completions = [.. RandomProgram.Constants.Select(Read)];

    [Fact]
    public void Ground_inputs_give_what_the_plain_evaluator_gives()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var (text, input, module) = Case(seed);
            var expected = Plain(module, input);
            var (members, error) = Compiled(module, input);
            if (expected is null)
            {
                Assert.True(error is not null, $"seed {seed}: the plain evaluator ends in a conflict\n{text}\n{input}");
                continue;
            }

            Assert.True(error is null, $"seed {seed}: {error}\n{text}\n{input}");
            Assert.All(members, m => Assert.Equal(Certainty.Definite, m.Certainty));
            Assert.True(expected.Equals(Value.Set([.. members.Select(m => m.Member)])), $"seed {seed}: expected {expected}, got {string.Join(", ", members.Select(m => m.Member))}\n{text}\n{input}");
        }
    }

    [Fact]
    public void An_answer_over_unknowns_is_the_answer_of_every_completion()
    {
        var (decidable, decided) = (0, 0);
        var wrong = new List<string>();
        for (var seed = 0; seed < 3000; seed++)
        {
            var (text, input, module) = Case(seed);
            var random = new Random(seed);
            var paths = Masking.Paths(input).ToList();
            if (paths.Count == 0)
            {
                continue;
            }

            var masked = new List<ValuePath> { paths[random.Next(paths.Count)] };
            if (seed % 4 == 0 && paths.Where(p => !p.StartsWith(masked[0]) && !masked[0].StartsWith(p)).ToList() is { Count: > 0 } others)
            {
                masked.Add(others[random.Next(others.Count)]);
            }

            var open = masked.Aggregate(input, (v, p) => Masking.Replace(v, p, new UnknownValue(p.ToString(), UnknownOrigin.Reference)));
            var answers = Completions(input, masked).Select(c => Plain(module, c)).OfType<SetValue>().ToList();
            var (members, error) = Compiled(module, open);
            if (error is not null || answers.Count == 0)
            {
                if (error is not null && answers.Count > 0)
                {
                    wrong.Add($"seed {seed}: {error}, though some completions evaluate\n{text}\n{open}");
                }

                continue;
            }

            var verdict = members.Any(m => m.Certainty == Certainty.Definite) ? "fail" : members.Count == 0 ? "pass" : "unknown";
            var (all, none) = (answers.TrueForAll(a => a.Count > 0), answers.TrueForAll(a => a.Count == 0));
            if ((verdict == "fail" && !all) || (verdict == "pass" && !none))
            {
                wrong.Add($"seed {seed}: {verdict}, and yet a completion differs\n{text}\n{open}");
            }

            foreach (var member in members.Where(m => m.Certainty == Certainty.Definite && m.Member.IsGround))
            {
                if (!answers.TrueForAll(a => a.Contains(member.Member)))
                {
                    wrong.Add($"seed {seed}: {member.Member} is definite, and yet some completion lacks it\n{text}\n{open}");
                }
            }

            decidable += all || none ? 1 : 0;
            decided += (all || none) && verdict != "unknown" ? 1 : 0;
        }

        output.WriteLine($"decided {decided} of {decidable} decidable ({100.0 * decided / decidable:0.0} %)");
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join("\n\n", wrong.Take(5))}");
        Assert.True(decided >= 0.90 * decidable, $"precision fell: decided {decided} of {decidable}");
    }

    private static IEnumerable<Value> Completions(Value input, List<ValuePath> masked, int at = 0) => at == masked.Count
        ? [input]
        : s_completions.SelectMany(c => Completions(Masking.Replace(input, masked[at], c), masked, at + 1));

    private static (string Text, Value Input, RegoModule Module) Case(int seed)
    {
        var random = new Random(seed);
        var text = new RandomProgram(random).Write();
        var diagnostics = new DiagnosticBag();
        var module = RegoParser.ParseModule(SourceText.From("p.rego", text), new RegoParserOptions(), diagnostics);
        Assert.True(module is not null && !diagnostics.HasErrors, $"seed {seed}: {string.Join('\n', diagnostics)}\n{text}");
        return (text, RandomProgram.RandomInput(random), module);
    }

    private static SetValue? Plain(RegoModule module, Value input)
    {
        try
        {
            return (SetValue)new PlainEvaluator([module], BuiltinRegistry.Default).Evaluate(["p", "deny"], input, ObjectValue.Empty)!;
        }
        catch (PlainError e) when (e.Code == "eval_conflict_error")
        {
            return null;
        }
    }

    private static (IReadOnlyList<MarkedMember> Members, RegoError? Error) Compiled(RegoModule module, Value input)
    {
        var diagnostics = new DiagnosticBag();
        var program = RegoCompiler.Compile([module], RegoCompilerOptions.Default with { ChecksTypes = false }, diagnostics);
        Assert.True(program is not null, string.Join('\n', diagnostics) + "\n" + module.Source.GetString(new TextSpan(0, module.Source.Length)));
        var members = program.Prepare("data.p.deny", diagnostics)!.EvaluateSet(new EvaluationRequest { Input = input });
        return (members, members.Error);
    }

    private static Value Read(string json) => JsonReader.Read(SourceText.From("json", json), [])!;
}
