#pragma warning disable xUnit1051 // The guide shows how a program calls, not how a test does.
using System.Text.Json;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Library;

/// <summary>The examples of docs/guides/rego-library.md, run. <see cref="GuideTests"/> holds the two together.</summary>
public class GuideExamples
{
    private const string Authz = """
        package authz

        default allow := false

        allow if input.user in data.admins
        allow if {
            input.method == "GET"
            input.path[0] == "public"
        }

        reasons contains $"{input.user} is no admin" if not input.user in data.admins
        """;

    private static readonly RegoPolicy s_authz = RegoPolicy.Compile(Authz).WithData(new { admins = new[] { "alice" } });

    [Fact]
    public void First_steps()
    {
        var policy = RegoPolicy.Compile("""
            package authz

            default allow := false

            allow if input.user in data.admins
            """);

        RegoQuery allow = policy.WithData(new { admins = new[] { "alice" } }).Prepare("data.authz.allow");

        bool yes = allow.Decide(new { user = "alice" });
        bool no = allow.Decide(new { user = "mallory" });

        Assert.True(yes);
        Assert.False(no);
    }

    [Fact]
    public void Inputs()
    {
        var policy = s_authz;
        RegoQuery allow = policy.Prepare("data.authz.allow");

        // any object that System.Text.Json can write; names become camelCase
        bool a = allow.Decide(new Request("GET", ["public", "logo.png"], "bob"));

        // JSON as it came in, UTF-8, without a detour through .NET objects
        byte[] body = """{"user": "alice", "method": "PUT", "path": []}"""u8.ToArray();
        bool b = allow.Decide(body);

        // a value, read once and asked about many times
        Value value = Value.Object(("user", Value.Of("alice")));
        bool c = allow.Decide(value);

        Assert.True(a && b && c);
    }

    [Fact]
    public void Results()
    {
        var policy = s_authz;

        string[]? reasons = policy.Prepare("data.authz.reasons").Evaluate<string[]>(new { user = "bob" });

        // undefined gives the default of the type: ask for a nullable one to tell it from 0
        int? missing = policy.Prepare("data.authz.nothing").Evaluate<int?>();

        // a query with variables has an answer for each of its solutions
        RegoQuery pairs = policy.Prepare("some index, name in input.names; startswith(name, \"a\")");
        IReadOnlyList<Named> named = pairs.EvaluateAll<Named>(new { names = new[] { "ann", "bob", "abe" } });

        Assert.Equal(["bob is no admin"], reasons!);
        Assert.Null(missing);
        Assert.Equal([new Named(0, "ann"), new Named(2, "abe")], named);
    }

    [Fact]
    public void Compile_errors()
    {
        string? message = null;
        try
        {
            RegoPolicy.Compile(new PolicyText("authz.rego", "package authz\nallow if lower(1)"));
        }
        catch (RegoCompilationException fault)
        {
            message = fault.Message; // authz.rego:2:10: error REGO308: lower: invalid argument(s)
        }

        Assert.StartsWith("authz.rego:2:10: error REGO308: lower: invalid argument(s)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_without_exceptions()
    {
        bool isSound = RegoPolicy.TryCompile(RegoPolicyOptions.Default, ["package p\nx := 1\nx := 2 if true"], out var policy, out var diagnostics);

        RegoAnswer answer = policy!.Prepare("data.p.x").Answer();
        string? code = answer.Error?.Code; // eval_conflict_error

        Assert.True(isSound);
        Assert.Empty(diagnostics);
        Assert.Equal("eval_conflict_error", code);
    }

    [Fact]
    public void Limits_and_cancellation()
    {
        var options = new RegoPolicyOptions { Limits = new EvaluationLimits { Steps = 1_000_000, Time = TimeSpan.FromSeconds(1) } };
        RegoPolicy policy = RegoPolicy.Compile(options, "package p\nx := sum([y | some y in numbers.range(1, 10000000)])");
        RegoQuery query = policy.Prepare("data.p.x");

        var limit = Assert.Throws<RegoEvaluationException>(() => query.Evaluate<long>());

        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => query.Evaluate<long>(null, cancellation.Token));

        Assert.Equal("eval_step_limit_error", limit.Code);
    }

    [Fact]
    public void Many_threads()
    {
        RegoQuery allow = s_authz.Prepare("data.authz.allow");

        var allowed = 0;
        Parallel.For(0, 10_000, i =>
        {
            if (allow.Decide(new { user = i % 2 == 0 ? "alice" : "bob" }))
            {
                Interlocked.Increment(ref allowed);
            }
        });

        Assert.Equal(5_000, allowed);
    }

    [Fact]
    public void Own_functions()
    {
        var tiers = new Dictionary<string, string> { ["acc-1"] = "gold" };
        var options = new RegoPolicyOptions
        {
            Builtins = BuiltinRegistry.Default.With(RegoFunction.Of("acme.tier", (string account) => tiers.GetValueOrDefault(account))),
        };

        RegoPolicy policy = RegoPolicy.Compile(options, """
            package shop

            discount := 10 if acme.tier(input.account) == "gold"
            """);

        int discount = policy.Prepare("data.shop.discount").Evaluate<int>(new { account = "acc-1" });

        Assert.Equal(10, discount);
    }

    [Fact]
    public void Reaching_outside()
    {
        var options = new RegoPolicyOptions
        {
            Builtins = BuiltinRegistry.Default.Allow(new OutsideAccess
            {
                Http = static needs => needs.ToSocketsHandler(),
            }),
        };

        RegoPolicy policy = RegoPolicy.Compile(options, """
            package p

            reply := http.send({"method": "GET", "url": input.url, "raise_error": false})
            """);

        Assert.Equal(0, policy.Prepare("data.p.reply.status_code").Evaluate<int>(new { url = "http://127.0.0.1:1/" }));
    }

    [Fact]
    public void Printing()
    {
        var lines = new List<string>();
        var options = new RegoPolicyOptions { Print = lines.Add };

        RegoPolicy.Compile(options, """
            package p

            x := 1 if print("the input is", input)
            """).Prepare("data.p.x").Evaluate<int>(new { a = 1 });

        Assert.Equal(["the input is {\"a\": 1}"], lines);
    }

    [Fact]
    public void Names_of_properties()
    {
        var options = new RegoPolicyOptions { Json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower } };
        RegoQuery query = RegoPolicy.Compile(options, "package p\nx := input.file_name").Prepare("data.p.x");

        string? name = query.Evaluate<string>(new { FileName = "a.txt" });

        Assert.Equal("a.txt", name);
    }

    public sealed record Request(string Method, string[] Path, string User);

    public sealed record Named(int Index, string Name);
}
