using System.Diagnostics;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Evaluation;

public sealed class LimitTests
{
    [Fact]
    public void A_template_bomb_ends_with_a_diagnostic()
    {
        const string Bomb = "[for a in range(1000) : [for b in range(1000) : \"${join(\"\", [for c in range(1000) : \"${a}${b}${c}\"])}\"]]";
        var clock = Stopwatch.StartNew();
        Assert.StartsWith("error: ", Calculator.Answer(Bomb, new EvaluationLimits { Steps = 1_000_000 }), StringComparison.Ordinal);
        Assert.True(clock.ElapsedMilliseconds < 5_000);
    }

    [Fact]
    public void Text_and_elements_have_their_own_limits()
    {
        Assert.Equal("error: Result is too large", Calculator.Answer("\"${\"aaaaaaaaaa\"}${\"aaaaaaaaaa\"}\"", new EvaluationLimits { TextLength = 15 }));
        Assert.Equal("error: Result is too large", Calculator.Answer("[for a in [1, 2, 3] : a]", new EvaluationLimits { Elements = 2 }));
    }

    [Fact]
    public void Deep_nesting_is_refused_and_long_chains_are_not()
    {
        var chain = string.Join(" + ", Enumerable.Repeat("1", 1_000));
        Assert.Equal("1000", Calculator.Answer(chain));
        Assert.Equal("error: Expression is nested too deeply", Calculator.Answer("[[[[[[[[1]]]]]]]]", new EvaluationLimits { Depth = 5 }));
    }

    [Fact]
    public void Cancellation_stops_an_evaluation()
    {
        var diagnostics = new DiagnosticBag();
        using var source = new CancellationTokenSource();
        source.Cancel();
        var tree = HclParser.ParseExpression(SourceText.From("test.tf", "[for a in range(1000) : [for b in range(1000) : a + b]]"), diagnostics);
        var context = new EvaluationContext { Functions = BuiltinFunctions.Table, Cancellation = source.Token };
        Assert.Throws<OperationCanceledException>(() => { new Evaluator(context).Evaluate(tree, HclScope.Empty, diagnostics); });
    }
}
