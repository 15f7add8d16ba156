using Turnpike.Text;
using Turnpike.Rego.Syntax;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Bundles;

/// <summary>A bundle's <c>.manifest</c>.</summary>
/// <param name="Revision">Empty where none is given.</param>
/// <param name="Roots">The paths below <c>data</c> that the bundle owns, such as <c>roles/admin</c>; the empty one owns everything.</param>
/// <param name="Version">How its policies are read; null where the manifest does not say.</param>
/// <param name="Metadata">Whatever its author wrote.</param>
public sealed record BundleManifest(string Revision, IReadOnlyList<string> Roots, RegoVersion? Version, ObjectValue Metadata)
{
    public const string FileName = ".manifest";

    public static BundleManifest Empty { get; } = new("", [""], null, ObjectValue.Empty);

    /// <summary>Versions of single files or patterns of them, which go before <see cref="Version"/>.</summary>
    public IReadOnlyDictionary<string, RegoVersion> FileVersions { get; init; } = new Dictionary<string, RegoVersion>();

    /// <summary>Null, with a diagnostic, if the text is no manifest.</summary>
    public static BundleManifest? Read(SourceText source, DiagnosticBag diagnostics)
    {
        if (JsonReader.Read(source, diagnostics) is not { } value)
        {
            return null;
        }

        if (value is not ObjectValue document)
        {
            diagnostics.Add(BundleDiagnostics.BadManifest(source, "it must be an object"));
            return null;
        }

        var roots = document.Get("roots") is ArrayValue given ? given.Items.ToArray().OfType<StringValue>().Select(static r => r.Value.Trim('/')).ToArray() : [""];
        CheckRoots(source, roots, diagnostics);
        var versions = new Dictionary<string, RegoVersion>(StringComparer.Ordinal);
        if (document.Get("file_rego_versions") is ObjectValue files)
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (files.Keys[i] is StringValue { Value: var path } && VersionOf(source, files.Values[i], diagnostics) is { } version)
                {
                    versions[path.TrimStart('/')] = version;
                }
            }
        }

        return new BundleManifest(
            (document.Get("revision") as StringValue)?.Value ?? "",
            roots,
            VersionOf(source, document.Get("rego_version"), diagnostics),
            document.Get("metadata") as ObjectValue ?? ObjectValue.Empty)
        { FileVersions = versions };
    }

    /// <summary>Whether a path below <c>data</c> is the bundle's own.</summary>
    public bool Owns(IReadOnlyList<string> path) => Roots.Any(root => IsBelow(path, root));

    /// <summary>The version by which a file is read, or null where the manifest does not say.</summary>
    public RegoVersion? VersionOf(IReadOnlyList<string> path)
    {
        var name = string.Join('/', path);
        foreach (var (pattern, version) in FileVersions)
        {
            if (pattern == name || (pattern.Contains('*', StringComparison.Ordinal) && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))
            {
                return version;
            }
        }

        return Version;
    }

    private static bool IsBelow(IReadOnlyList<string> path, string root) =>
        root.Length == 0 || root.Split('/') is var parts && parts.Length <= path.Count && parts.SequenceEqual(path.Take(parts.Length));

    private static void CheckRoots(SourceText source, string[] roots, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < roots.Length; i++)
        {
            for (var j = 0; j < roots.Length; j++)
            {
                if (i != j && (roots[i] != roots[j] || i < j) && IsBelow(roots[j].Split('/'), roots[i]))
                {
                    diagnostics.Add(BundleDiagnostics.BadManifest(source, $"the roots \"{roots[i]}\" and \"{roots[j]}\" overlap"));
                }
            }
        }
    }

    private static RegoVersion? VersionOf(SourceText source, Value? value, DiagnosticBag diagnostics)
    {
        switch (value?.ToString())
        {
            case null:
                return null;
            case "0":
                return RegoVersion.V0;
            case "1":
                return RegoVersion.V1;
            default:
                diagnostics.Add(BundleDiagnostics.BadManifest(source, "a Rego version is 0 or 1"));
                return null;
        }
    }
}
