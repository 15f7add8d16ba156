namespace Turnpike.Server.Identity;

/// <summary>Where to go after signing in: a page of ours, and nothing else.</summary>
public static class LocalAddress
{
    private const int Longest = 2000;

    /// <summary>The address if it is a path of this server, else the first page.</summary>
    public static string OrHome(string? address) => address is not null && IsLocal(address) ? address : "/";

    // Browsers take a backslash for a slash and pass over tabs and line ends, so //evil and /\evil and /<tab>/evil leave here.
    private static bool IsLocal(string address) =>
        address.Length is > 0 and <= Longest && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(static c => char.IsControl(c) || char.IsSurrogate(c));
}
