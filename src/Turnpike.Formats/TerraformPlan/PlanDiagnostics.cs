using Turnpike.Text;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class PlanDiagnostics
{
    public static Diagnostic UnknownVersion(SourceText source, TextSpan span, string version) =>
        Error("PLAN001", source, span, $"plan format {version} is not known; formats 0.1 to 1.x are", "Update Turnpike, or write the plan with a Terraform or OpenTofu version that it knows.");

    public static Diagnostic WrongShape(SourceText source, TextSpan span, string path, string expected) =>
        Error("PLAN002", source, span, $"{path} must be {expected}", "Write the file with terraform show -json and do not edit it.");

    public static Diagnostic Errored(SourceText source, TextSpan span) =>
        Error("PLAN003", source, span, "planning ended in errors, so the plan does not hold all changes", "Correct what terraform plan reports, then plan again.");

    public static Diagnostic DuplicateChange(SourceText source, TextSpan span, string address) =>
        Error("PLAN004", source, span, $"there are two changes for {address}", "Write the file with terraform show -json and do not edit it.");

    public static Diagnostic SecondDocument(SourceText source, TextSpan span) =>
        Error("PLAN005", source, span, "a second Terraform document starts here", "Give each plan or state its own file: what follows the first would not be judged.");

    public static Diagnostic UnknownCodeVersion(SourceText source, TextSpan span, string version) =>
        Error("PLAN006", source, span, $"code result version {version} is not known; version 1 is", "Update Turnpike, or write the code result with the version of Turnpike that reads it.");

    public static Diagnostic WrongCodeResult(SourceText source, TextSpan span, string path, string expected) =>
        Error("PLAN007", source, span, $"{path} must be {expected}", "Write the file with turnpike terraform result, or send the folder with turnpike push, and do not edit it.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
