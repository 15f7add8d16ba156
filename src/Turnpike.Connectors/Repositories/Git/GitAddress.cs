using System.Text.RegularExpressions;

namespace Turnpike.Connectors.Repositories.Git;

/// <summary>The address of a repository that it is safe to hand to git: no option, no other transport than https and ssh, no secret.</summary>
internal sealed partial record GitAddress(string Text, string Name)
{
    /// <summary>Null, with the reason, for what git must not be given.</summary>
    public static GitAddress? TryParse(string text, out string? refusal)
    {
        refusal = null;
        if (text.Length > 2048 || text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c)) || text.StartsWith('-') || text.Contains("::", StringComparison.Ordinal))
        {
            refusal = "it is no address of a repository";
        }
        else if (Short().Match(text) is { Success: true } ssh)
        {
            // git@github.com:org/repo.git
            return new GitAddress(text, NameOf(ssh.Groups["host"].Value, ssh.Groups["path"].Value));
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.Host.StartsWith('-') || address.AbsolutePath.Trim('/').Length == 0)
        {
            refusal = "it is no address of a repository";
        }
        else if (address.Scheme is not ("https" or "ssh") && !(address.Scheme == "http" && address.IsLoopback))
        {
            refusal = $"{address.Scheme} is not used for repositories, https and ssh are";
        }
        else if (address.Scheme != "ssh" && address.UserInfo.Length > 0)
        {
            refusal = "it holds credentials, which belong into git's credential helper";
        }
        else if (address.UserInfo.StartsWith('-') || address.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            refusal = "its user is none";
        }
        else
        {
            return new GitAddress(text, NameOf(address.Host, address.AbsolutePath));
        }

        return null;
    }

    /// <summary>A branch, a tag, a full name or a commit, that is no option and no range.</summary>
    public static bool IsRef(string text) => Ref().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal) && !text.EndsWith(".lock", StringComparison.Ordinal);

    private static string NameOf(string host, string path)
    {
        var name = path.Trim('/');
        return host + "/" + (name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._]+@(?<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?<path>[A-Za-z0-9_.~][A-Za-z0-9_./~-]*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Short();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_./+@-]{0,250}$", RegexOptions.NonBacktracking)]
    private static partial Regex Ref();
}
