using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Turnpike.Connectors.Tests.Aws;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.DayOne;

/// <summary>An estate that Terraform itself builds on an emulator of AWS: what the connector's tests build, and much more of it.</summary>
internal sealed class BuiltEstate(Workplace place, string endpoint)
{
    private static readonly string s_plugins = Environment.GetEnvironmentVariable("TURNPIKE_TERRAFORM_PLUGINS") ?? "/usr/share/terraform/plugins";

    public string Code => place.File("infra");

    public string StateFile => Path.Combine(Code, "terraform.tfstate");

    public static void Require() => Assert.SkipUnless(
        MotoServer.IsOnPath("terraform") && Directory.Exists(Path.Combine(s_plugins, "registry.terraform.io/hashicorp/aws")),
        "terraform with the AWS provider in TURNPIKE_TERRAFORM_PLUGINS is not here.");

    public static void CopyCode(string folder, int scale, string endpoint = "http://127.0.0.1")
    {
        Directory.CreateDirectory(folder);

        // Keys that are written into code are a finding of their own.
        var main = File.ReadAllLines(Path.Combine(Vectors.RepositoryRoot, "tests", "Turnpike.Connectors.Tests", "Aws", "Estate", "main.tf"));
        File.WriteAllLines(Path.Combine(folder, "main.tf"), main.Where(static l => !l.Contains("access_key  ", StringComparison.Ordinal) && !l.Contains("secret_key  ", StringComparison.Ordinal)));
        File.Copy(Path.Combine(DayOneFiles.Folder, "more.tf"), Path.Combine(folder, "more.tf"));
        File.WriteAllText(Path.Combine(folder, "terraform.tfvars"), string.Create(CultureInfo.InvariantCulture, $"endpoint = \"{endpoint}\"\nscale    = {scale}\n"));
    }

    public async Task ApplyAsync(int scale, CancellationToken cancellationToken)
    {
        CopyCode(Code, scale, endpoint);
        await File.WriteAllTextAsync(place.File("terraform.rc"), $$"""provider_installation { filesystem_mirror { path = "{{s_plugins}}" } }""", cancellationToken);
        await RunAsync(cancellationToken, "init");
        await RunAsync(cancellationToken, "apply", "-auto-approve", "-parallelism=30");

        // What hangs on a resource is made after it: only a refresh puts it into the state of what it hangs on.
        await RunAsync(cancellationToken, "apply", "-auto-approve", "-refresh-only", "-parallelism=30");
    }

    /// <summary>What Terraform itself says of what was changed since.</summary>
    public async Task<JsonArray> RefreshOnlyAsync(CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "plan", "-refresh-only", "-parallelism=30", "-out=drift.plan");
        return JsonNode.Parse(await RunAsync(cancellationToken, "show", "-json", "drift.plan"))!["resource_drift"]!.AsArray();
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        string[] usual = arguments[0] is "show" ? [] : ["-no-color", "-input=false"];
        var start = new ProcessStartInfo("terraform", [arguments[0], .. usual, .. arguments[1..]]) { WorkingDirectory = Code, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TF_CLI_CONFIG_FILE"] = place.File("terraform.rc");
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"terraform {arguments[0]}: {await errors}\n{output}");
        return output;
    }
}
