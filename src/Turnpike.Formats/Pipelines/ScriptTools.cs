using System.Text.RegularExpressions;
using Turnpike.Text;

namespace Turnpike.Formats.Pipelines;

/// <summary>Finds the tools of infrastructure in a script, and the folders they are run in as far as the script says.</summary>
internal sealed partial class ScriptTools(List<ToolUse> uses)
{
    // Longer names first where one is part of another.
    private static readonly string[] s_tools =
    [
        "terragrunt", "terraform", "terramate", "tofu", "opentofu", "pulumi", "cdktf", "cdk", "sam", "serverless", "cloudformation", "bicep", "ansible-playbook", "ansible", "packer",
        "kubectl", "kustomize", "helmfile", "helm", "argocd", "flux", "skaffold", "atlantis", "spacelift", "infracost", "turnpike",
        "tflint", "tfsec", "checkov", "trivy", "grype", "syft", "kics", "terrascan", "snyk", "conftest", "opa", "kubeconform", "kubeval", "kube-linter", "polaris", "gitleaks",
    ];

    /// <summary>The tool whose name stands in that of an action or an image, as a word of its own.</summary>
    public static string? ToolNamedIn(string name)
    {
        var words = name.Split('@')[0].ToLowerInvariant().Split(['/', '-', '_', ':', '.', '|'], StringSplitOptions.RemoveEmptyEntries);
        return s_tools.FirstOrDefault(t => words.Contains(t) || words.Any(w => w.StartsWith(t, StringComparison.Ordinal) && t.Length >= 5));
    }

    /// <summary>Without <c>./</c>, a workspace's variable and a closing slash.</summary>
    public static string CleanFolder(string folder)
    {
        var text = Workspace().Replace(folder.Trim().Trim('"', '\''), "");
        return text.StartsWith("./", StringComparison.Ordinal) ? text[2..].TrimEnd('/') : text is "." ? "" : text.Trim('/');
    }

    /// <param name="lineOf">The line of the file that a line of the script stands in.</param>
    public void Read(string script, string folder, Func<string, int> lineOf)
    {
        var current = folder;
        foreach (var raw in script.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length is 0 or > 4096 || line[0] == '#')
            {
                continue;
            }

            foreach (var command in Separator().Split(line))
            {
                current = ReadCommand(command.Trim(), current, folder, () => lineOf(line));
            }
        }
    }

    // sh 'terraform plan', sh """…""", dir('envs/prod') { … }
    public void ReadGroovy(SourceText source)
    {
        var folder = "";
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.GetLine(line);
            if (Dir().Match(text) is { Success: true } dir)
            {
                folder = CleanFolder(dir.Groups["folder"].Value);
            }

            var at = line;
            var command = Shell().Match(text) is { Success: true } shell ? shell.Groups["command"].Value : text;
            Read(command.Trim().Trim('"', '\''), folder, _ => at);
        }
    }

    private string ReadCommand(string command, string current, string folder, Func<int> lineOf)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, static w => !Assignment().IsMatch(w) && w is not ("sudo" or "exec" or "time" or "env" or "then" or "do" or "-" or "run:"));
        if (at < 0)
        {
            return current;
        }

        var program = words[at][(words[at].LastIndexOf('/') + 1)..];
        if (program == "cd" && at + 1 < words.Length)
        {
            // From the folder that the step begins in, unless it goes on from where the script stands.
            var target = CleanFolder(words[at + 1]);
            return target.StartsWith("..", StringComparison.Ordinal) || target.Contains('$', StringComparison.Ordinal) ? folder : folder.Length == 0 || target.StartsWith(folder, StringComparison.Ordinal) ? target : $"{folder}/{target}";
        }

        if (s_tools.Contains(program, StringComparer.Ordinal))
        {
            var isNamedFolder = Chdir().Match(command) is { Success: true } chdir;
            var where = isNamedFolder ? CleanFolder(Chdir().Match(command).Groups["folder"].Value) : current;

            // A word behind an option may be its value, and a secret.
            var verbs = words.Skip(at + 1).SkipWhile(static w => w.StartsWith('-') && w.Contains('=', StringComparison.Ordinal)).Take(1).Where(static w => Verb().IsMatch(w));
            uses.Add(new ToolUse(program, string.Join(' ', [program, .. verbs]), where, lineOf()));
        }

        return current;
    }

    [GeneratedRegex(@"&&|\|\||;|\|")]
    private static partial Regex Separator();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex("^[a-z][a-z-]{1,20}$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"-chdir[= ]+(?<folder>[^\s]+)|--terragrunt-working-dir[= ]+(?<folder>[^\s]+)")]
    private static partial Regex Chdir();

    [GeneratedRegex(@"\bdir\s*\(\s*['""](?<folder>[^'""]+)['""]")]
    private static partial Regex Dir();

    [GeneratedRegex(@"\bsh\s*\(?\s*(?:script\s*:\s*)?(?<quote>'''|""""""|'|"")(?<command>.*?)(?:\k<quote>|$)")]
    private static partial Regex Shell();

    [GeneratedRegex(@"^\$\{\{\s*github\.workspace\s*\}\}/?|^\$\{?(?:CI_PROJECT_DIR|GITHUB_WORKSPACE|WORKSPACE)\}?/?|^\$\((?:System\.DefaultWorkingDirectory|Build\.SourcesDirectory)\)/?")]
    private static partial Regex Workspace();
}
