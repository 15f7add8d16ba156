using System.Globalization;
using System.Text.Json;
using Turnpike.Rego.Testing;

namespace Turnpike.Cli.Rego;

/// <summary>The results of tests, for people.</summary>
internal static class TestText
{
    public static void Write(Screen screen, IReadOnlyList<RegoTestResult> results, bool isVerbose)
    {
        foreach (var file in results.GroupBy(static r => r.Test.Module.Source.Name))
        {
            var shown = file.Where(r => isVerbose || r.Status != TestStatus.Passed).ToList();
            if (shown.Count > 0)
            {
                screen.WriteLine(file.Key + ":");
                foreach (var result in shown)
                {
                    Write(screen, result, isVerbose);
                }
            }
        }
    }

    /// <summary>As <c>opa test --format json</c>.</summary>
    public static string Json(IReadOnlyList<RegoTestResult> results) => AnswerText.Json(writer =>
    {
        writer.WriteStartArray();
        foreach (var result in results)
        {
            Write(writer, result);
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, RegoTestResult result)
    {
        var position = result.Test.Module.Source.PositionAt(result.Test.Rule.Span.Start);
        writer.WriteStartObject();
        writer.WriteStartObject("location");
        writer.WriteString("file", result.Test.Module.Source.Name);
        writer.WriteNumber("row", position.Line);
        writer.WriteNumber("col", position.Column);
        writer.WriteEndObject();
        writer.WriteString("package", result.Test.Package);
        writer.WriteString("name", result.Test.Name);
        if (result.Status is not TestStatus.Passed)
        {
            writer.WriteBoolean(result.Status switch { TestStatus.Failed => "fail", TestStatus.Broken => "error", _ => "skip" }, true);
        }

        if (result.Fault is not null)
        {
            writer.WriteString("reason", result.Fault);
        }

        if (result.Output.Count > 0)
        {
            writer.WriteString("output", string.Join('\n', result.Output));
        }

        writer.WriteNumber("duration", (long)result.Duration.TotalNanoseconds);
        writer.WriteEndObject();
    }

    private static void Write(Screen screen, RegoTestResult result, bool isVerbose)
    {
        var word = result.Status switch
        {
            TestStatus.Passed => "PASS",
            TestStatus.Failed => "FAIL",
            TestStatus.Broken => "ERROR",
            _ => "SKIPPED",
        };
        var time = result.Status == TestStatus.Skipped ? "" : string.Create(CultureInfo.InvariantCulture, $" ({result.Duration.TotalMilliseconds:0.###}ms)");
        screen.WriteLine($"{result.Test.FullName}: {word}{time}");
        if (result.Fault is not null && result.Failing is null)
        {
            screen.WriteLine("  " + result.Fault);
        }

        if (result.Failing is { } failing)
        {
            Write(screen, failing);
        }

        foreach (var line in isVerbose || result.Status != TestStatus.Passed ? result.Output : [])
        {
            screen.WriteLine("  > " + line);
        }
    }

    private static void Write(Screen screen, FailedExpression failing)
    {
        var position = failing.Source.PositionAt(failing.Span.Start);
        screen.WriteLine($"  {failing.Source.Name}:{position}: does not hold: {OneLine(failing.Source.GetString(failing.Span))}");
        foreach (var (text, value) in failing.Values)
        {
            screen.WriteLine($"    {OneLine(text)} is {value?.ToString() ?? "undefined"}");
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\n', '\t', ' ', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
