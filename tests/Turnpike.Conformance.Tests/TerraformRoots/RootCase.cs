using System.Text.Json;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Conformance.Tests.TerraformRoots;

/// <summary>A root module with what Terraform made of it.</summary>
internal sealed record RootCase(string Id, string Folder)
{
    /// <summary>The folder that holds all modules the root may call.</summary>
    public string Tree { get; init; } = Path.Combine(Folder, "code");

    public static IEnumerable<RootCase> Load(string folder)
    {
        var areModulesShared = Directory.Exists(Path.Combine(folder, "modules"));
        var roots = Directory.Exists(Path.Combine(folder, "roots")) ? Path.Combine(folder, "roots") : folder;
        return Directory.EnumerateDirectories(roots).Where(d => Directory.Exists(Path.Combine(d, "code")))
            .Order(StringComparer.Ordinal)
            .Select(d => areModulesShared ? new RootCase(Path.GetFileName(d), d) { Tree = folder } : new RootCase(Path.GetFileName(d), d));
    }

    /// <summary>The first plan; null for a root that does not plan.</summary>
    public JsonElement? Plan =>
        Directory.EnumerateFiles(Folder, "plan-1-*.json").Order(StringComparer.Ordinal).FirstOrDefault() is { } path ? Json(path) : null;

    public JsonElement? Meta => File.Exists(Path.Combine(Folder, "meta.json")) ? Json(Path.Combine(Folder, "meta.json")) : null;

    /// <summary>What Terraform says of the code and, where it does not plan, of the plan.</summary>
    public IEnumerable<JsonElement> Diagnostics()
    {
        foreach (var name in (string[])["validate.json", "diagnostics-plan.json"])
        {
            var path = Path.Combine(Folder, name);
            if (File.Exists(path))
            {
                var json = Json(path);
                foreach (var diagnostic in (json.ValueKind == JsonValueKind.Array ? json : json.GetProperty("diagnostics")).EnumerateArray())
                {
                    yield return diagnostic;
                }
            }
        }
    }

    public ExpandedRoot Expand()
    {
        var arguments = new List<VariableArgument>();
        var environment = new Dictionary<string, string>();
        foreach (var argument in Arguments(environment))
        {
            if (argument.StartsWith("-var-file=", StringComparison.Ordinal))
            {
                var name = argument["-var-file=".Length..];
                arguments.Add(new VariableFile(new SourceText(name, File.ReadAllBytes(Path.Combine(Folder, "code", name)))));
            }
            else if (argument.StartsWith("-var=", StringComparison.Ordinal) && argument[5..].Split('=', 2) is [var variable, var text])
            {
                arguments.Add(new VariableText(variable, text));
            }
        }

        var options = new TerraformOptions { Arguments = arguments, EnvironmentVariables = environment, Schemas = Packs.Schemas, Workspace = Workspace };
        var code = Path.GetRelativePath(Tree, Path.Combine(Folder, "code")).Replace('\\', '/');
        return new TerraformTree(new FolderTree(Tree), options).Expand(code == "." ? "" : code);
    }

    // Selected beforehand, and neither the plan nor its description names it.
    private string Workspace => Id switch
    {
        "ephemeral-env" => "review-4711",
        "workspace-sizes" => "prod",
        _ => "default",
    };

    public bool IsTargeted => Arguments([]).Any(a => a.StartsWith("-target=", StringComparison.Ordinal));

    private List<string> Arguments(Dictionary<string, string> environment)
    {
        var all = new List<string>();
        if (Meta is not { } meta)
        {
            return all;
        }

        if (meta.TryGetProperty("env", out var variables))
        {
            foreach (var variable in variables.EnumerateObject().Where(v => v.Name.StartsWith("TF_VAR_", StringComparison.Ordinal)))
            {
                environment[variable.Name["TF_VAR_".Length..]] = variable.Value.GetString()!;
            }
        }

        if (meta.TryGetProperty("plans", out var plans) && plans.GetArrayLength() > 0)
        {
            var isValue = false;
            foreach (var argument in plans[0].GetProperty("args").EnumerateArray().Select(a => a.GetString()!))
            {
                all.Add(isValue ? "-var=" + argument : argument);
                isValue = argument == "-var";
            }
        }

        return all;
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

}
