using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Outlines;

/// <summary>A module that another one calls.</summary>
/// <param name="Source">As written.</param>
/// <param name="Version">The constraint; null where there is none.</param>
/// <param name="Revision">What a git source asks for by <c>ref</c>; null where it does not.</param>
/// <param name="Folder">Of a local module, in the tree; null of others and of what leads out of the tree.</param>
public sealed record CalledModule(string Name, string Source, string? Version, string? Revision, string? Folder, SourcePlace Place);

/// <param name="Source">The provider's full address.</param>
/// <param name="Version">The constraint; null where there is none.</param>
public sealed record AskedProvider(string Name, string Source, string? Version, SourcePlace Place);

/// <param name="Address">Within its module: <c>aws_vpc.main</c>.</param>
public sealed record DeclaredResource(string Address, SourcePlace Place);

/// <summary>What a folder of code says of itself, without evaluating anything.</summary>
/// <param name="Backend">Where its state is kept: <c>s3</c>, <c>cloud</c>; null: a local file.</param>
/// <param name="BackendKey">What tells its state from others there, as written: a key, a prefix, a path; null where it is not written out.</param>
/// <param name="IsPartial">Some file could not be read or parsed in full.</param>
public sealed record ModuleOutline(
    string Folder,
    string? Backend,
    string? BackendKey,
    string? RequiredVersion,
    IReadOnlyList<CalledModule> Calls,
    IReadOnlyList<AskedProvider> Providers,
    IReadOnlyDictionary<string, int> ResourceCounts,
    IReadOnlyList<DeclaredResource> Resources,
    IReadOnlyList<string> Files,
    bool IsPartial)
{
    internal static ModuleOutline Of(ModuleModel module, IReadOnlyList<string> files)
    {
        var (backend, key, version) = Settings(module);
        var managed = module.Resources.Values.Where(static r => r.Mode == Addresses.TerraformMode.Managed).ToList();
        return new ModuleOutline(
            module.Folder,
            backend,
            key,
            version,
            [.. module.Calls.Values.Select(c => Call(module.Folder, c)).OrderBy(static c => c.Name, StringComparer.Ordinal)],
            [.. module.RequiredProviders.Values.Select(static p => new AskedProvider(p.LocalName, p.Source, p.Version, p.Place)).OrderBy(static p => p.Name, StringComparer.Ordinal)],
            managed.GroupBy(static r => r.Type, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal),
            [.. managed.Select(static r => new DeclaredResource($"{r.Type}.{r.Name}", new SourcePlace(r.Block.Source, r.Block.DefinitionSpan))).OrderBy(static r => r.Address, StringComparer.Ordinal)],
            files,
            module.IsPartial);
    }

    private static CalledModule Call(string folder, ModuleCallDeclaration call)
    {
        var local = ModuleSource.IsLocal(call.Source) ? TreePath.Resolve(folder, call.Source) : null;
        return new CalledModule(call.Name, call.Source, call.Version, ModuleSource.RevisionOf(call.Source), local, new SourcePlace(call.Block.Source, call.Block.DefinitionSpan));
    }

    private static (string? Backend, string? Key, string? Version) Settings(ModuleModel module)
    {
        string? backend = null, key = null, version = null;

        // What is wrong with the blocks was told when the module was read.
        var faults = new DiagnosticBag();
        foreach (var block in module.Files.SelectMany(f => f.Body.GetPartialContent(TerraformSchemas.File, faults, out _).Blocks).Where(static b => b.Type == "terraform"))
        {
            var content = block.Body.GetPartialContent(TerraformSchemas.Terraform, faults, out _);
            version ??= Text(content.Attribute("required_version"));
            if (backend is null && content.Blocks.FirstOrDefault(static b => b.Type is "backend" or "cloud") is { } kept)
            {
                backend = kept.Type == "cloud" ? "cloud" : kept.Labels.FirstOrDefault();
                key = TerraformSchemas.BackendKeys.Select(name => Text(kept.Body.GetPartialContent(TerraformSchemas.BackendKey, faults, out _).Attribute(name))).FirstOrDefault(static t => t is not null);
            }
        }

        return (backend, key, version);
    }

    private static string? Text(HclAttribute? attribute) => attribute?.Expression is TemplateExpression { LiteralText: { } text } ? text : null;
}
