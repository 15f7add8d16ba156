using Turnpike.Connectors.Repositories.Git;
using Turnpike.Connectors.Settings;
using Turnpike.Formats.CodeOwners;

namespace Turnpike.Connectors.Repositories;

internal static class RepositoryKind
{
    private static readonly ConnectorSetting[] s_settings =
    [
        new("repository", "text", "The address of the repository, https or ssh. Credentials are git's own: its helpers, ssh's agent."),
        new("ref", "text", "The branch, tag or commit. Not set: the default branch."),
        new("path", "text", "Instead of repository: a working copy on the node's disk, read as it stands."),
        new("name", "text", "What the repository is called in the estate: its scope is code/NAME. Not set: from the address, such as github.com/acme/infra, or the folder's name."),
        new("syntax", "text", "How CODEOWNERS is read: github or gitlab. Not set: by the address and what is in the repository."),
        new("render", "yes or no", "Render charts and Kustomizations where helm, kustomize or kubectl is on PATH.", Default: "yes"),
    ];

    public static ConnectorKind Kind { get; } = new(
        "repository",
        "Git repositories: Terraform roots and modules, manifests, charts, Kustomizations, owners, catalogs, pipelines.",
        s_settings,
        Create);

    private static RepositoryConnector? Create(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var (repository, path) = (reader.Text("repository"), reader.Text("path"));
        if ((repository is null) == (path is null))
        {
            reader.Refuse("repository", "one of repository and path is needed, and only one", "Set repository for a clone, path for a working copy.");
        }

        var clone = GitSettings.Clone(reader, repository, surroundings);
        var folder = clone?.Folder ?? Path.GetFullPath(path is null ? surroundings.Scratch : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(surroundings.Home, path[2..]) : path);
        var name = reader.Text("name") ?? (repository is null ? Path.GetFileName(folder.TrimEnd('/')) : GitAddress.TryParse(repository, out _)?.Name ?? "");
        var syntax = Syntax(reader, repository, folder);
        var programs = surroundings.Environment("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var isRendered = reader.IsYes("render");
        return reader.Faults.HasErrors ? null : new RepositoryConnector(new RepositorySettings(name, clone, folder, repository, syntax, isRendered, programs), surroundings);
    }

    private static CodeOwnersSyntax Syntax(SettingReader reader, string? repository, string folder)
    {
        switch (reader.Text("syntax"))
        {
            case "github":
                return CodeOwnersSyntax.GitHub;
            case "gitlab":
                return CodeOwnersSyntax.GitLab;
            case null:
                return repository?.Contains("gitlab", StringComparison.OrdinalIgnoreCase) == true || File.Exists(Path.Join(folder, ".gitlab-ci.yml")) || Directory.Exists(Path.Join(folder, ".gitlab"))
                    ? CodeOwnersSyntax.GitLab
                    : CodeOwnersSyntax.GitHub;
            default:
                reader.Refuse("syntax", "it is neither github nor gitlab", "Leave it out where the address tells.");
                return CodeOwnersSyntax.GitHub;
        }
    }
}
