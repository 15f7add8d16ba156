using System.Diagnostics;

namespace Turnpike.Conformance.Tests.TerraformRoots.Live;

/// <summary>The <c>terraform</c> of this machine, kept off the network: its providers come from a folder or not at all.</summary>
internal sealed class TerraformCommand : IDisposable
{
    /// <summary>A folder of provider plugins, as <c>terraform providers mirror</c> makes it: TURNPIKE_TERRAFORM_PLUGINS.</summary>
    private static readonly string s_plugins = Environment.GetEnvironmentVariable("TURNPIKE_TERRAFORM_PLUGINS") ?? "/usr/share/terraform/plugins";

    private readonly Dictionary<string, string> _environment;

    public TerraformCommand(IReadOnlyDictionary<string, string>? environment = null)
    {
        Folder = Directory.CreateTempSubdirectory("turnpike").FullName;
        var settings = Path.Combine(Folder, "terraform.rc");
        File.WriteAllText(settings, $$"""
            disable_checkpoint = true
            provider_installation {
              filesystem_mirror {
                path = "{{s_plugins}}"
              }
            }
            """);
        _environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            ["TF_CLI_CONFIG_FILE"] = settings,
            ["TF_IN_AUTOMATION"] = "1",
            ["NO_COLOR"] = "1",
            ["HTTPS_PROXY"] = "http://127.0.0.1:9",
            ["NO_PROXY"] = "127.0.0.1",
        };
    }

    /// <summary>A folder of its own, gone afterwards.</summary>
    public string Folder { get; }

    public static bool IsPresent => IsOnPath("terraform");

    public static bool HasProviders => Directory.Exists(s_plugins);

    public static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));

    /// <summary>What the command writes; a command that fails is a fault unless <paramref name="mayFail"/>.</summary>
    public string Run(string folder, string input, bool mayFail, params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"terraform {string.Join(' ', arguments)} does not end.");
        }

        Assert.True(mayFail || process.ExitCode == 0, $"terraform {string.Join(' ', arguments)}: {output.Result}{errors.Result}");
        return output.Result;
    }

    /// <summary>The plan of a root over an empty state, as JSON.</summary>
    public string Plan(string folder)
    {
        Run(folder, "", mayFail: false, "plan", "-input=false", "-out=first.tfplan");
        return Run(folder, "", mayFail: false, "show", "-json", "first.tfplan");
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
