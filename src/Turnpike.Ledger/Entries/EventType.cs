namespace Turnpike.Ledger.Entries;

/// <summary>
/// What an event says and in which version of its form: <c>change.judged</c>, 1. A form that changes gets the next
/// version; entries of the earlier ones stay as they are and are read by whoever reads the new one.
/// </summary>
public readonly record struct EventType
{
    /// <param name="name">Words of a-z and digits, joined by dots and hyphens.</param>
    /// <param name="version">1 to 65,535.</param>
    /// <exception cref="ArgumentException">A name or version out of form.</exception>
    public EventType(string name, int version)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("An event type is named by words of a-z and digits, joined by dots and hyphens.", nameof(name));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, ushort.MaxValue);
        Name = name;
        Version = version;
    }

    public string Name { get; }

    public int Version { get; }

    public static bool IsName(string text)
    {
        var afterWord = false;
        foreach (var c in text)
        {
            var isWord = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
            if (!isWord && (!afterWord || c is not ('.' or '-')))
            {
                return false;
            }

            afterWord = isWord;
        }

        return afterWord && text.Length <= EntryFormat.MaxName;
    }

    public override string ToString() => $"{Name}/{Version}";
}
