using System.Diagnostics;
using Turnpike.Rego.Evaluation;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Evaluation;

/// <summary>Each limit stops an evaluation with an error of its own; nothing stops the process.</summary>
public class LimitTests
{
    private const string Busy = """
        package p
        xs := numbers.range(1, 1000)
        p := count([1 | some a in xs; some b in xs; some c in xs; a + b == c])
        q := concat("", [s | some a in xs; some b in xs; s := sprintf("%d-%d", [a, b])])
        """;

    [Fact]
    public void Steps() => Assert.Equal("eval_step_limit_error", Run("data.p.p", new EvaluationLimits { Steps = 100_000 }));

    [Fact]
    public void Time() => Assert.Equal("eval_time_limit_error", Run("data.p.p", new EvaluationLimits { Time = TimeSpan.FromMilliseconds(20) }));

    [Fact]
    public void Memory() => Assert.Equal("eval_memory_limit_error", Run("data.p.q", new EvaluationLimits { Memory = 4_000_000 }));

    [Fact]
    public void Output() => Assert.Equal("eval_output_limit_error", Run("some x in data.p.xs", new EvaluationLimits { Output = 10 }));

    [Fact]
    public void Within_the_limits_nothing_happens() =>
        Assert.Null(Run("count(data.p.xs)", new EvaluationLimits { Steps = 100_000, Time = TimeSpan.FromMinutes(1), Memory = 100_000_000, Output = 1, Depth = 8 }));

    [Fact]
    public void Depth()
    {
        var rules = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"r{i} := r{i + 1}")) + "\nr100 := 1";

        var answer = Policy.Evaluate(Policy.Compile("package p\n" + rules), "data.p.r0", new EvaluationRequest { Limits = new EvaluationLimits { Depth = 50 } });

        Assert.Equal("eval_depth_limit_error", answer.Error?.Code);
    }

    [Fact]
    public void The_deepest_chain_of_rules_is_an_error_and_not_the_end_of_the_process()
    {
        const int length = 100_000;
        var rules = string.Join('\n', Enumerable.Range(0, length).Select(i => $"r{i} := x if x := r{i + 1}")) + $"\nr{length} := 1";

        var answer = Policy.Evaluate(Policy.Compile("package p\n" + rules), "data.p.r0", new EvaluationRequest { Limits = new EvaluationLimits { Depth = int.MaxValue } });

        Assert.Equal("eval_depth_limit_error", answer.Error?.Code);
    }

    [Fact]
    public void A_body_of_very_many_statements_does_not_overflow_the_stack()
    {
        var body = string.Join('\n', Enumerable.Range(0, 30_000).Select(i => $"\tx{i} := {i}"));

        var answer = Policy.Evaluate(Policy.Compile($"package p\np if {{\n{body}\n}}"), "data.p.p");

        Assert.True(answer.Error is null || answer.Error.Code == "eval_depth_limit_error", answer.Error?.ToString());
    }

    [Fact]
    public void Cancellation_takes_effect_at_once()
    {
        var program = Policy.Compile(Busy);
        using var source = new CancellationTokenSource();
        // A timer would wait for a free thread of the pool, which other tests may hold.
        var canceller = new Thread(() =>
        {
            Thread.Sleep(30);
            source.Cancel();
        });
        canceller.Start();
        var watch = Stopwatch.StartNew();

        var answer = Policy.Evaluate(program, "data.p.p", new EvaluationRequest { Cancellation = source.Token });

        canceller.Join();
        Assert.Equal("eval_cancel_error", answer.Error?.Code);
        Assert.True(watch.ElapsedMilliseconds < 2000, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void An_evaluation_that_was_stopped_leaves_no_trace()
    {
        var program = Policy.Compile(Busy);
        var query = program.Prepare("x = count(data.p.xs)", [])!;
        query.Evaluate(new EvaluationRequest { Limits = new EvaluationLimits { Steps = 1 } });

        Assert.Equal(Value.Of(1000), query.Evaluate(new EvaluationRequest()).Solutions[0].Bindings["x"]);
    }

    [Fact]
    public void Many_threads_evaluate_one_query()
    {
        var program = Policy.Compile("package p\nallow if { some r in data.roles[input.user]; r == \"admin\" }\nn := count([1 | some r in data.roles[input.user]])");
        var query = program.Prepare("x = {\"allow\": object.get(data.p, \"allow\", false), \"n\": data.p.n}", [])!;
        var data = Value.Object(("roles", Value.Object([.. Enumerable.Range(0, 50).Select(i => ($"u{i}", (Value)Value.Array([.. Enumerable.Range(0, i).Select(n => (Value)Value.Of(n == 7 ? "admin" : "r"))])))])));

        Parallel.For(0, 5000, i =>
        {
            var user = i % 50;
            var answer = query.Evaluate(new EvaluationRequest { Input = Value.Object(("user", Value.Of($"u{user}"))), Data = data });
            Assert.Equal(Value.Object(("allow", Value.Of(user > 7)), ("n", Value.Of(user))), answer.Solutions[0].Bindings["x"]);
        });
    }

    private static string? Run(string query, EvaluationLimits limits) =>
        Policy.Evaluate(Policy.Compile(Busy), query, new EvaluationRequest { Limits = limits }).Error?.Code;
}
