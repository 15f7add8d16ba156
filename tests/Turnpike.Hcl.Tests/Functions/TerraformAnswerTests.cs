using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Functions;

/// <summary>
/// Expressions beside what Terraform's console prints for them, or the summary of its error. An unknown is had there by
/// <c>format("%s", null)</c>. With TURNPIKE_REWRITE=1, and terraform on the PATH, the answers are asked for anew.
/// </summary>
public sealed partial class TerraformAnswerTests
{
    [Fact]
    public void Functions_answer_as_Terraform_does()
    {
        var path = Path.Combine(Folder(), "TerraformAnswers.tsv");
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1" && HasTerraform())
        {
            File.WriteAllLines(path, File.ReadLines(path).Select(line => line.Split('\t')[0]).Select(e => $"{e}\t{Escape(AskTerraform(e))}"));
        }

        var differences = File.ReadLines(path)
            .Select(static line => line.Split('\t', 2))
            .Select(static pair => (Expression: pair[0], Expected: pair[1], Actual: Escape(Answer(pair[0]))))
            .Where(static c => c.Expected != c.Actual)
            .Select(static c => $"{c.Expression}: {c.Actual}, not {c.Expected}")
            .ToArray();
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    private static string Answer(string text)
    {
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From("console", text), diagnostics);
        var evaluator = new Evaluator(new EvaluationContext { Functions = BuiltinFunctions.Table, HomeFolder = "/home/user" });
        var isType = expression is FunctionCallExpression { Name: "type", Arguments.Length: 1 };
        var value = evaluator.Evaluate(isType ? ((FunctionCallExpression)expression).Arguments[0] : expression, HclScope.Empty, diagnostics);
        return diagnostics.FirstOrDefault(static d => d.IsError) is { } fault ? "error: " + fault.Message
            : isType ? ConsoleText.OfType(value.Type)
            : ConsoleText.Of(value);
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    private static bool HasTerraform() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static p => File.Exists(Path.Combine(p, "terraform")));

    private static string AskTerraform(string expression)
    {
        var start = new ProcessStartInfo("terraform", "console") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.WorkingDirectory = Directory.CreateTempSubdirectory("turnpike").FullName;
        start.Environment["HOME"] = "/home/user";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.WriteLine(expression);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(start.WorkingDirectory, recursive: true);
        return Summary().Match(Colors().Replace(errors.GetAwaiter().GetResult(), "")) is { Success: true } match
            ? "error: " + match.Groups[1].Value
            : Colors().Replace(output, "").TrimEnd('\n');
    }

    [GeneratedRegex(@"Error: ([^\r\n]+)")]
    private static partial Regex Summary();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colors();
}
