namespace Turnpike.Inventory.Ownership;

/// <summary>A pattern of keys, where <c>*</c> stands for anything. Thousands of them are asked of each resource, so it is no regular expression.</summary>
internal sealed class KeyPattern
{
    private readonly string[] _parts;

    public KeyPattern(string text) => _parts = text.Split('*');

    /// <summary>It names one key, and no more.</summary>
    public bool IsExact => _parts.Length == 1;

    public bool Matches(string key)
    {
        if (!key.StartsWith(_parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        if (IsExact)
        {
            return key.Length == _parts[0].Length;
        }

        var at = _parts[0].Length;
        for (var i = 1; i < _parts.Length - 1; i++)
        {
            var found = key.IndexOf(_parts[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + _parts[i].Length;
        }

        return key.Length - at >= _parts[^1].Length && key.EndsWith(_parts[^1], StringComparison.Ordinal);
    }
}
