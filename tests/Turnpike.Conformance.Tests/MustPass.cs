using System.Runtime.CompilerServices;

namespace Turnpike.Conformance.Tests;

/// <summary>
/// The cases that must pass (<c>rego.must-pass.txt</c>, a list that only grows) and those that cannot, each with its reason
/// (<c>rego.exceptions.txt</c>: the case, a tab, the reason).
/// </summary>
internal static class MustPass
{
    private const string PassName = "rego.must-pass.txt";
    private const string ExceptionsName = "rego.exceptions.txt";

    public static IReadOnlySet<string> Load() => Lines(PassName).ToHashSet();

    public static IReadOnlyDictionary<string, string> LoadExceptions() =>
        Lines(ExceptionsName).Select(line => line.Split('\t', 2)).ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    public static void Add(IEnumerable<string> ids)
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, PassName);
        var all = File.ReadAllLines(file).Union(ids).Where(line => line.Length > 0).Order(StringComparer.Ordinal);
        File.WriteAllText(file, string.Join('\n', all) + "\n");
    }

    private static IEnumerable<string> Lines(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, name)).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
