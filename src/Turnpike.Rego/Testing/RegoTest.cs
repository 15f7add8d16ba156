using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Testing;

public enum TestStatus
{
    Passed,
    Failed,

    /// <summary>Its evaluation stopped with an error.</summary>
    Broken,

    /// <summary>A <c>todo_test_</c> rule, which is not run.</summary>
    Skipped,
}

/// <summary>A rule that is a test.</summary>
/// <param name="Package">Such as <c>data.authz_test</c>.</param>
/// <param name="Name">Such as <c>test_allowed</c>; a second definition of the name is <c>test_allowed#01</c>.</param>
public sealed record RegoTest(string Package, string Name, RegoModule Module, RegoRule Rule)
{
    public bool IsTodo => Name.StartsWith("todo_", StringComparison.Ordinal);

    public string FullName => $"{Package}.{Name}";
}

/// <param name="Fault">Why it did not pass; null if it did.</param>
/// <param name="Output">What it printed.</param>
public sealed record RegoTestResult(RegoTest Test, TestStatus Status, string? Fault, IReadOnlyList<string> Output, TimeSpan Duration)
{
    /// <summary>The expression that did not hold, if it stands in the test itself.</summary>
    public FailedExpression? Failing { get; init; }
}

/// <summary>The first expression of a test that has no solution, and what it saw.</summary>
/// <param name="Values">What its parts and variables were: as written, and the value; null for undefined.</param>
public sealed record FailedExpression(SourceText Source, TextSpan Span, IReadOnlyList<(string Text, Value? Value)> Values);
