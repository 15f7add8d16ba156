using Turnpike.Text;

namespace Turnpike.Server.Settings;

/// <summary>Finds the setting that a misspelt key may have meant.</summary>
internal static class SettingNames
{
    public static string? Nearest(string key) => Nearest(key, SettingTable.All.Select(static s => s.Key));

    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => EditDistance.Between(name, k))!;
        return EditDistance.Between(name, nearest) <= Math.Max(2, name.Length / 3) ? nearest : null;
    }
}
