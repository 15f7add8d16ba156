using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>What a real <c>terraform apply</c> of Estate/ on the emulator left: the resources of its state.</summary>
internal sealed class TerraformEstate : IDisposable
{
    private static readonly string s_plugins = Environment.GetEnvironmentVariable("TURNPIKE_TERRAFORM_PLUGINS") ?? "/usr/share/terraform/plugins";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-estate-");

    private TerraformEstate()
    {
    }

    public string StateFile => Path.Combine(_folder.FullName, "terraform.tfstate");

    public static void Require() => Assert.SkipUnless(
        MotoServer.IsOnPath("terraform") && Directory.Exists(Path.Combine(s_plugins, "registry.terraform.io/hashicorp/aws")),
        "terraform with the AWS provider in TURNPIKE_TERRAFORM_PLUGINS is not here.");

    public static async Task<TerraformEstate> ApplyAsync(string endpoint, [CallerFilePath] string caller = "")
    {
        var estate = new TerraformEstate();
        File.Copy(Path.Combine(Path.GetDirectoryName(caller)!, "Estate", "main.tf"), Path.Combine(estate._folder.FullName, "main.tf"));
        await File.WriteAllTextAsync(Path.Combine(estate._folder.FullName, "terraform.rc"), $$"""provider_installation { filesystem_mirror { path = "{{s_plugins}}" } }""");
        await estate.RunAsync("init", "-no-color", "-input=false");
        await estate.RunAsync("apply", "-no-color", "-input=false", "-auto-approve", "-parallelism=20", "-var", $"endpoint={endpoint}");

        // What hangs on a resource is made after it: only a refresh puts it into the state of what it hangs on.
        await estate.RunAsync("apply", "-no-color", "-input=false", "-auto-approve", "-refresh-only", "-var", $"endpoint={endpoint}");
        return estate;
    }

    /// <summary>Type, id and attributes of each managed resource.</summary>
    public IReadOnlyList<(string Type, string Id, JsonElement Attributes)> Resources()
    {
        using var state = JsonDocument.Parse(File.ReadAllBytes(StateFile));
        return [.. state.RootElement.GetProperty("resources").EnumerateArray()
            .Where(r => r.GetProperty("mode").GetString() == "managed")
            .SelectMany(r => r.GetProperty("instances").EnumerateArray().Select(i => (r.GetProperty("type").GetString()!, i.GetProperty("attributes").GetProperty("id").GetString()!, i.GetProperty("attributes").Clone())))];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TF_CLI_CONFIG_FILE"] = Path.Combine(_folder.FullName, "terraform.rc");
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"terraform {arguments[0]}: {await errors}\n{await output}");
    }
}
