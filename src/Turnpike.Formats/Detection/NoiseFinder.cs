namespace Turnpike.Formats.Detection;

/// <summary>
/// Finds Terraform's JSON between other lines: CI wrappers print the command before it and their own outputs after it.
/// Terraform writes the version first, so that is what marks the start.
/// </summary>
internal static class NoiseFinder
{
    private const int MaxCandidates = 32;

    /// <summary>The kind and offset of the first Terraform document at or after <paramref name="from"/>; null if there is none.</summary>
    public static (InputKind Kind, int Start)? Find(ReadOnlySpan<byte> text, int from)
    {
        var found = FindKey(text, from, "\"format_version\""u8);
        var state = FindKey(text[..(found?.Start ?? text.Length)], from, "\"version\""u8);
        return state ?? found;
    }

    private static (InputKind Kind, int Start)? FindKey(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> key)
    {
        for (var candidates = 0; candidates < MaxCandidates; candidates++)
        {
            var next = text[from..].IndexOf(key);
            if (next < 0)
            {
                return null;
            }

            var before = text[..(from + next)].TrimEnd(" \t\r\n"u8);
            if (before.EndsWith("{"u8) && JsonSniffer.Sniff(text[(before.Length - 1)..]) is { } kind and not InputKind.Kubernetes)
            {
                return (kind, before.Length - 1);
            }

            from += next + key.Length;
        }

        return null;
    }
}
