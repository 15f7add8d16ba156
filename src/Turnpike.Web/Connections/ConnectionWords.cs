namespace Turnpike.Web.Connections;

/// <summary>What pages call kinds of connections, and what becomes of syncs.</summary>
internal static class ConnectionWords
{
    public static string Kind(string kind) => kind switch
    {
        "aws" => "AWS",
        "azure" => "Azure",
        "google" => "Google Cloud",
        "kubernetes" => "Kubernetes",
        "repository" => "Git repository",
        "terraform-state" => "Terraform state",
        _ => kind,
    };

    /// <summary>What one is called where nobody has thought of a name.</summary>
    public static string Example(string kind) => kind switch { "kubernetes" => "prod-eu", "repository" => "infra", "terraform-state" => "states", _ => "main" };

    public static (string Text, string? Tone, string Sign) Outcome(string outcome) => outcome switch
    {
        "done" => ("Done", "pass", "pass"),
        "partial" => ("In part", "warn", "warn"),
        "failed" => ("Failed", "fail", "fail"),
        "cancelled" => ("Cancelled", null, "close"),
        "interrupted" => ("Interrupted", "warn", "clock"),
        _ => ("Running", "info", "clock"),
    };

    public static (string Text, string? Tone, string Sign) Part(string outcome) => outcome switch
    {
        "partial" => ("In part", "warn", "warn"),
        "denied" => ("Denied", "fail", "lock"),
        "failed" => ("Failed", "fail", "fail"),
        _ => ("Read", "pass", "pass"),
    };

    public static string Schedule(string schedule) => schedule switch
    {
        "never" => "only when asked",
        [.. var number, var unit] => $"every {(number == "1" ? "" : number + " ")}{unit switch { 'm' => "minute", 'h' => "hour", _ => "day" }}{(number == "1" ? "" : "s")}",
        _ => schedule,
    };
}
