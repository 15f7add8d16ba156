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
        var rest = text[from..];
        var found = FindKey(rest, "\"format_version\""u8);
        found = FindKey(rest[..(found?.Start ?? rest.Length)], "\"version\""u8) ?? found;
        return found is var (kind, start) ? (kind, from + start) : null;
    }

    /// <summary>
    /// Another document after the first. The CI wrapper repeats what it ran as one of its outputs, after other text on the
    /// line; that is no document of its own.
    /// </summary>
    public static int? FindSecond(ReadOnlySpan<byte> text, int from)
    {
        while (Find(text, from) is var (_, start))
        {
            var line = text[from..start];
            line = line[(line.LastIndexOf((byte)'\n') + 1)..].Trim(" \t\r"u8);
            if (line.Length == 0)
            {
                return start;
            }

            from = start + 1;
        }

        return null;
    }

    private static (InputKind Kind, int Start)? FindKey(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        var from = 0;
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
