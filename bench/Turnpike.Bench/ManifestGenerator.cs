using System.Globalization;
using System.Text;

namespace Turnpike.Bench;

/// <summary>Multiplies a manifest: each copy gets a namespace of its own.</summary>
internal static class ManifestGenerator
{
    public static void Write(IReadOnlyList<string> sourcePaths, string targetPath, int resources)
    {
        var documents = sourcePaths
            .SelectMany(p => File.ReadAllText(p).Split("\n---\n"))
            .ToList();
        using var output = new StreamWriter(targetPath, append: false, new UTF8Encoding(false));
        for (var i = 0; i < resources; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            output.Write(documents[i % documents.Count]
                .Replace("namespace: parcels", "namespace: parcels-" + number, StringComparison.Ordinal)
                .Replace("name: depot-operator", "name: depot-operator-" + number, StringComparison.Ordinal));
            output.Write("\n---\n");
        }
    }
}
