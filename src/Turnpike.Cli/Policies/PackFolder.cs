using Turnpike.Cli.Files;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Cli.Policies;

/// <summary>The packs that come with the command, in the folder <c>packs</c> beside it, and packs in folders of the user's.</summary>
internal static class PackFolder
{
    public const string Default = "baseline";
    public const string None = "none";

    // What is known of providers, for every pack; not a pack itself.
    private const string ProviderData = "data";

    // What is read of clouds, and as what; not a pack either.
    private const string Connectors = "connectors";

    private static string Root { get; } = Path.Join(AppContext.BaseDirectory, "packs");

    public static IReadOnlyList<string> Names() => Directory.Exists(Root)
        ? [.. Directory.GetDirectories(Root).Select(static d => Path.GetFileName(d)).Where(static n => n is not (ProviderData or Connectors)).Order(StringComparer.Ordinal)]
        : [];

    public static RulePack? Read(string name, Func<string, bool> isWanted, DiagnosticBag diagnostics)
    {
        var isPath = name.Contains('/', StringComparison.Ordinal) || name == ".";
        var folder = isPath ? name : Path.Join(Root, name);
        if (isPath || name is ProviderData or Connectors || !Directory.Exists(folder))
        {
            if (!Directory.Exists(name))
            {
                diagnostics.Add(CliDiagnostics.NoSuchPack(name, Names(), Spelling.Nearest(name, Names())));
                return null;
            }

            folder = name;
        }

        // A shipped file is called as in the repository, so that reports do not depend on where the command is installed.
        var shown = folder == name ? folder : "packs/" + name;
        return new RulePack(Path.GetFileName(Path.GetFullPath(folder)), TextFolder.Read(folder, shown, isWanted, diagnostics));
    }

    /// <summary>The provider schemas that come with Turnpike; read only where there is Terraform code, since they are large.</summary>
    public static IReadOnlyList<SourceText> ReadSchemas(DiagnosticBag diagnostics)
    {
        var folder = Path.Join(Root, ProviderData, "schemas");
        return Directory.Exists(folder)
            ? TextFolder.Read(folder, "packs/" + ProviderData + "/schemas", static name => name.EndsWith(".schema", StringComparison.Ordinal), diagnostics)
            : [];
    }

    /// <summary>What an assessment knows as data: profiles, what does the same job, ends of life.</summary>
    public static IReadOnlyList<SourceText> ReadAssessmentData(DiagnosticBag diagnostics)
    {
        var folder = Path.Join(Root, ProviderData);
        return Directory.Exists(folder)
            ? TextFolder.Read(folder, "packs/" + ProviderData, static name => name.EndsWith(".yaml", StringComparison.Ordinal), diagnostics)
            : [];
    }

    public static IReadOnlyList<SourceText> ReadProviderData(DiagnosticBag diagnostics)
    {
        var folder = Path.Join(Root, ProviderData);
        return Directory.Exists(folder)
            ? TextFolder.Read(folder, "packs/" + ProviderData, static name => name.EndsWith(".json", StringComparison.Ordinal), diagnostics)
            : [];
    }
}
