using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>The modules of a tree by folder, each read when first asked for and kept.</summary>
internal sealed class ModuleLibrary(IFileTree files, TerraformLimits limits)
{
    private readonly Dictionary<string, ModuleModel?> _modules = new(StringComparer.Ordinal);
    private int _fileCount;

    public IFileTree Files => files;

    /// <summary>Null where the folder holds no configuration.</summary>
    public ModuleModel? Find(string folder)
    {
        if (!_modules.TryGetValue(folder, out var module))
        {
            _modules[folder] = module = Read(folder);
        }

        return module;
    }

    /// <summary>Whether a folder holds configuration, without reading it.</summary>
    public static bool HoldsConfiguration(IReadOnlyList<FileTreeEntry> entries) => entries.Any(e => !e.IsFolder && IsConfiguration(e.Name));

    private ModuleModel? Read(string folder)
    {
        var entries = files.List(folder);
        if (entries is null || !HoldsConfiguration(entries))
        {
            return null;
        }

        var names = new HashSet<string>(entries.Where(e => !e.IsFolder).Select(e => e.Name), StringComparer.Ordinal);
        var primary = new List<HclFile>();
        var overrides = new List<HclFile>();
        var diagnostics = new DiagnosticBag();
        var isPartial = false;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (!IsConfiguration(name) || IsShadowed(name, names))
            {
                continue;
            }

            if (Parse(TreePath.Join(folder, name), diagnostics) is { } file)
            {
                (IsOverride(name) ? overrides : primary).Add(file);
            }
            else
            {
                isPartial = true;
            }
        }

        isPartial |= diagnostics.HasErrors;
        var module = ModuleReader.Read(folder, primary, overrides, diagnostics);
        module.IsPartial = isPartial;
        return module;
    }

    private HclFile? Parse(string path, DiagnosticBag diagnostics)
    {
        if (++_fileCount > limits.MaxFiles)
        {
            diagnostics.Add(TerraformDiagnostics.TooManyFiles(path, limits.MaxFiles));
            return null;
        }

        var name = files.NameOf(path);
        if (files.Read(path) is not { } content)
        {
            return null;
        }

        if (content.Refusal is not null)
        {
            diagnostics.Add(TerraformDiagnostics.RefusedFile(name, content.Refusal));
            return null;
        }

        if (content.Bytes.Length > limits.MaxFileBytes)
        {
            diagnostics.Add(TerraformDiagnostics.TooLargeFile(name, limits.MaxFileBytes));
            return null;
        }

        var source = new SourceText(name, content.Bytes);
        return path.EndsWith(".json", StringComparison.Ordinal) ? HclParser.ParseJsonFile(source, diagnostics) : HclParser.ParseFile(source, diagnostics);
    }

    public static bool IsConfiguration(string name) =>
        (name.EndsWith(".tf", StringComparison.Ordinal) || name.EndsWith(".tf.json", StringComparison.Ordinal)
            || name.EndsWith(".tofu", StringComparison.Ordinal) || name.EndsWith(".tofu.json", StringComparison.Ordinal))
        && !name.StartsWith('.') && !name.EndsWith('~') && !(name.StartsWith('#') && name.EndsWith('#'));

    // OpenTofu reads main.tofu in place of main.tf.
    private static bool IsShadowed(string name, HashSet<string> names) =>
        (name.EndsWith(".tf", StringComparison.Ordinal) && names.Contains(name[..^3] + ".tofu"))
        || (name.EndsWith(".tf.json", StringComparison.Ordinal) && names.Contains(name[..^8] + ".tofu.json"));

    private static bool IsOverride(string name)
    {
        var stem = name[..name.IndexOf(name.Contains(".tofu", StringComparison.Ordinal) ? ".tofu" : ".tf", StringComparison.Ordinal)];
        return stem == "override" || stem.EndsWith("_override", StringComparison.Ordinal);
    }
}
