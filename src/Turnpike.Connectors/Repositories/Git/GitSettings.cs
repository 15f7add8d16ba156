using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Repositories.Git;

internal static class GitSettings
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    /// <summary>The clone that the settings <c>repository</c> and <c>ref</c> speak of; null, with the faults told, where they may not be given to git.</summary>
    public static GitClone? Clone(SettingReader reader, string? repository, ConnectorSurroundings surroundings)
    {
        var revision = reader.Text("ref");
        if (revision is not null && !GitAddress.IsRef(revision))
        {
            reader.Refuse("ref", "it is no name of a branch, a tag or a commit", "Give one, such as main.");
            return null;
        }

        if (repository is null)
        {
            return null;
        }

        if (GitAddress.TryParse(repository, out var refusal) is not { } address)
        {
            reader.Refuse("repository", refusal!, "Give it as https://HOST/PATH or git@HOST:PATH.");
            return null;
        }

        return new GitClone(address, revision, surroundings, s_timeout);
    }
}
