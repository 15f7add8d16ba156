namespace Turnpike.Formats.Scanners;

/// <summary>Names that are of one thing through each other: of A and B, and of B and C, all three are.</summary>
public sealed class SameNames
{
    private readonly Dictionary<string, string> _leaders = new(StringComparer.Ordinal);

    public void Join(string name, string other) => _leaders[LeaderOf(name)] = LeaderOf(other);

    /// <summary>One name that is the same for all that are of one thing; its own where nothing else is.</summary>
    public string LeaderOf(string name)
    {
        while (_leaders.TryGetValue(name, out var next) && next != name)
        {
            name = next;
        }

        return name;
    }
}
