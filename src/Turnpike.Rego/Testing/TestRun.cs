using System.Collections.Immutable;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Testing;

/// <summary>Runs tests over a compiled program.</summary>
/// <param name="request">What each test is evaluated with.</param>
public sealed class TestRun(RegoProgram program, EvaluationRequest request)
{
    private static readonly SourceText s_query = SourceText.From("test", "");

    public RegoTestResult Run(RegoTest test)
    {
        if (test.IsTodo)
        {
            return new RegoTestResult(test, TestStatus.Skipped, null, [], TimeSpan.Zero);
        }

        var started = request.Time.GetTimestamp();
        var diagnostics = new DiagnosticBag();
        if (program.Prepare(QueryOf(test), s_query, diagnostics) is not { } query)
        {
            return new RegoTestResult(test, TestStatus.Broken, diagnostics.First().Message, [], request.Time.GetElapsedTime(started));
        }

        var answer = query.Evaluate(request);
        var elapsed = request.Time.GetElapsedTime(started);
        var fault = Fault(test, answer);
        var status = answer.Error is not null ? TestStatus.Broken : fault is null ? TestStatus.Passed : TestStatus.Failed;
        return new RegoTestResult(test, status, fault, answer.Output, elapsed)
        {
            Failing = status == TestStatus.Failed ? new FailureSearch(program, request, test).Find() : null,
        };
    }

    private string? Fault(RegoTest test, RegoAnswer answer)
    {
        if (answer.Error is { } error)
        {
            return error.ToString();
        }

        if (answer.Solutions.Count == 0)
        {
            return "it is undefined";
        }

        var solution = answer.Solutions[0];
        var value = solution.Expressions[0];
        return solution.Certainty != Certainty.Definite ? "whether it holds is unknown"
            : !test.Rule.Head.Path.IsEmpty ? FaultOfCases(test, value)
            : value == Value.False ? "it is false"
            : null;
    }

    // A test with variables in its head is a test for each of their values: those that its body reaches must all hold.
    private string? FaultOfCases(RegoTest test, Value value)
    {
        if (value is not ObjectValue cases)
        {
            return $"it is {value}";
        }

        var failed = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases.Values[i] == Value.False)
            {
                failed.Add(cases.Keys[i].ToString());
            }
        }

        failed.AddRange(new FailureSearch(program, request, test).Cases().Where(key => cases.Get(key) is null).Select(static key => key.ToString()).Distinct());
        return failed.Count > 0 ? $"it does not hold for {string.Join(", ", failed)}"
            : cases.Count == 0 ? "it has no cases"
            : null;
    }

    private static RegoBody QueryOf(RegoTest test)
    {
        ImmutableArray<Term> path = [.. test.Module.Package.Path.Append(test.Name).Select(static part => (Term)new ScalarTerm(default, Value.Of(part)))];
        var reference = new RefTerm(default, new VarTerm(default, "data"), path);
        return new RegoBody(default, [new Statement(default, IsNegated: false, new TermExpr(default, reference), [])]);
    }
}
