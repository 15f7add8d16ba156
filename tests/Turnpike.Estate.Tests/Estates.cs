using System.Runtime.CompilerServices;
using System.Text;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Joins;
using Turnpike.Estate.Views;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Tests;

/// <summary>Estates made of plans, with the packs' data.</summary>
internal static class Estates
{
    private static readonly string s_repository = RepositoryRoot();
    private static readonly string s_vectors = Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") ?? Path.GetFullPath(Path.Combine(s_repository, "..", "shared", "vectors"));

    public static JoinTable Joins { get; } = Load("joins", JoinTable.Load);

    public static DefaultTable Defaults { get; } = Load("defaults", DefaultTable.Load);

    public static bool HasVectors => Directory.Exists(s_vectors);

    /// <summary>A plan out of changes and a configuration, each as JSON.</summary>
    public static Overlay Plan(string changes, string configuration = "{}", string priorResources = "[]") =>
        Overlay.Of(EstateModel.Empty, [PlannedOf(changes, configuration, priorResources)], Joins);

    public static PlannedChanges PlannedOf(string changes, string configuration = "{}", string priorResources = "[]") =>
        Read("plan.json", Encoding.UTF8.GetBytes(
            """{"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [""" + changes
            + """], "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": """ + priorResources
            + """}}}, "configuration": {"root_module": """ + configuration + "}}"));

    public static Overlay Vector(string name)
    {
        if (!HasVectors)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"the test vectors are not at {s_vectors}");
            Assert.Skip("no test vectors");
        }

        return Overlay.Of(EstateModel.Empty, [Read(name, File.ReadAllBytes(Path.Combine(s_vectors, name)))], Joins);
    }

    public static byte[] VectorBytes(string name) => File.ReadAllBytes(Path.Combine(s_vectors, name));

    public static IEnumerable<string> VectorPlans() => !HasVectors ? [] :
        Directory.EnumerateFiles(Path.Combine(s_vectors, "terraform", "roots"), "plan*.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(s_vectors, "plans"), "*.json"))
            .Select(p => Path.GetRelativePath(s_vectors, p)).Where(static p => !p.Contains("/code", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static ResourceViews Views(this Overlay overlay) => new(overlay, Joins, Defaults);

    public static Resource Get(this EstateModel model, string address) =>
        model.Find(new ResourceId(EstateScope.None, ResourceAddress.TryParse(address)!)) ?? throw new ArgumentException("no " + address);

    public static ResourceView View(this Overlay overlay, string address) => overlay.Views().After(overlay.After.Get(address));

    public static Value? At(this ResourceView view, params string[] keys) => ValuePath.Of(keys).Resolve(view.Attributes);

    /// <summary>A lookup in one line: certain ones, then possible ones with "?", then "…" where it is open.</summary>
    public static string Text(this Lookup lookup) =>
        string.Join(" ", lookup.Certain.Select(static r => r.Address.Text).Order(StringComparer.Ordinal)
            .Concat(lookup.Possible.Select(static r => r.Address.Text + "?").Order(StringComparer.Ordinal)).Concat(lookup.IsOpen ? ["…"] : []));

    public static string Refs(this EstateModel model, string address, params string[] path) => model.Refs(model.Get(address), ValuePath.Of(path)).Text();

    public static string Referrers(this EstateModel model, string address, string type) => model.Referrers(model.Get(address), type).Text();

    private static PlannedChanges Read(string name, byte[] bytes)
    {
        var read = InputReader.Read(name, bytes);
        Assert.True(read.Document is TerraformPlanDocument, string.Join("\n", read.Diagnostics));
        return ((TerraformPlanDocument)read.Document!).Planned;
    }

    private static T Load<T>(string folder, Func<IEnumerable<SourceText>, DiagnosticBag, T> load)
    {
        var diagnostics = new DiagnosticBag();
        var files = Directory.GetFiles(Path.Combine(s_repository, "packs", "data", folder), "*.json");
        var table = load(files.Select(static f => new SourceText(f, File.ReadAllBytes(f))), diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }

    private static string RepositoryRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
