namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>The profiles of <c>~/.aws/config</c> and <c>~/.aws/credentials</c>; what the second says of a key wins.</summary>
internal sealed class ProfileFiles
{
    private readonly Dictionary<string, Dictionary<string, string>> _profiles = new(StringComparer.Ordinal);

    private ProfileFiles()
    {
    }

    public static ProfileFiles Load(Func<string, string?> environment, string home)
    {
        var files = new ProfileFiles();
        files.Add(environment("AWS_CONFIG_FILE") ?? Path.Combine(home, ".aws", "config"), "profile ");
        files.Add(environment("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, ".aws", "credentials"), "");
        return files;
    }

    public IReadOnlyDictionary<string, string>? Find(string profile) => _profiles.GetValueOrDefault(profile);

    private void Add(string path, string prefix)
    {
        if (!File.Exists(path))
        {
            return;
        }

        Dictionary<string, string>? section = null;
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Trim();
            if (text.StartsWith('[') && text.EndsWith(']'))
            {
                section = Section(text[1..^1].Trim(), prefix);
            }
            else if (section is not null && text.Length > 0 && text[0] is not ('#' or ';') && !char.IsWhiteSpace(line[0]) && text.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                section[text[..at].Trim()] = text[(at + 1)..].Trim();
            }
        }
    }

    // In the config file every profile but the default is "profile NAME"; other sections (sso-session, services) are not profiles.
    private Dictionary<string, string>? Section(string name, string prefix)
    {
        if (prefix.Length > 0 && name != "default")
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return null;
            }

            name = name[prefix.Length..].Trim();
        }

        return _profiles.TryGetValue(name, out var section) ? section : _profiles[name] = new(StringComparer.Ordinal);
    }
}
