namespace Turnpike.Formats.Detection;

/// <summary>Tells whether a text may be Kubernetes YAML, without parsing it.</summary>
internal static class YamlSniffer
{
    /// <summary>Both words occur at all, so that parsing it is worth while.</summary>
    public static bool MayBeKubernetes(ReadOnlySpan<byte> text) => text.IndexOf("apiVersion"u8) >= 0 && text.IndexOf("kind"u8) >= 0;

    /// <summary>Both stand as keys at the left margin, as they do in an object; a text that does not parse is then a broken manifest.</summary>
    public static bool LooksLikeKubernetes(ReadOnlySpan<byte> text) => HasRootKey(text, "apiVersion"u8) && HasRootKey(text, "kind"u8);

    public static bool HasTemplateAction(ReadOnlySpan<byte> text) => text.IndexOf("{{"u8) >= 0;

    private static bool HasRootKey(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf(key);
            if (next < 0)
            {
                return false;
            }

            var start = at + next;
            at = start + key.Length;
            if ((start == 0 || text[start - 1] is (byte)'\n' or (byte)'\r') && at < text.Length && text[at] == (byte)':')
            {
                return true;
            }
        }

        return false;
    }
}
