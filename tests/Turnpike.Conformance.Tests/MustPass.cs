using System.Runtime.CompilerServices;

namespace Turnpike.Conformance.Tests;

/// <summary>
/// For each suite the cases that must pass (<c>NAME.must-pass.txt</c>, a list that only grows) and those that cannot, each
/// with its reason (<c>NAME.exceptions.txt</c>: the case, a tab, the reason).
/// </summary>
internal static class MustPass
{
    public static IReadOnlySet<string> Load(string suite) => Lines(PassName(suite)).ToHashSet();

    public static IReadOnlyDictionary<string, string> LoadExceptions(string suite) =>
        Lines(suite + ".exceptions.txt").Select(line => line.Split('\t', 2)).ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    public static void Add(string suite, IEnumerable<string> ids)
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, PassName(suite));
        var all = File.ReadAllLines(file).Union(ids).Where(line => line.Length > 0).Order(StringComparer.Ordinal);
        File.WriteAllText(file, string.Join('\n', all) + "\n");
    }

    private static string PassName(string suite) => suite + ".must-pass.txt";

    private static IEnumerable<string> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, name)).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
