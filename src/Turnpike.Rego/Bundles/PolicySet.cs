using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Bundles;

/// <summary>Policies and the data they were loaded with.</summary>
/// <param name="Manifests">Of the bundles among what was loaded.</param>
public sealed record PolicySet(IReadOnlyList<RegoModule> Modules, ObjectValue Data, IReadOnlyList<BundleManifest> Manifests)
{
    /// <summary>The program, or null with diagnostics; data at the path of a rule is one of them.</summary>
    public RegoProgram? Compile(RegoCompilerOptions options, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        foreach (var module in Modules)
        {
            foreach (var rule in module.Rules)
            {
                if (rule.Head.Path.IsEmpty && IsData([.. module.Package.Path, rule.Head.Name.Name]))
                {
                    faults.Add(BundleDiagnostics.RuleAndData(
                        module.Source, rule.Head.Name.Span, string.Join('.', module.Package.Path.Prepend("data").Append(rule.Head.Name.Name))));
                }
            }
        }

        diagnostics.AddRange(faults);
        return RegoCompiler.Compile(Modules, options, diagnostics) is { } program && !faults.HasErrors ? program : null;
    }

    private bool IsData(string[] path)
    {
        Value? value = Data;
        foreach (var key in path)
        {
            value = (value as ObjectValue)?.Get(key);
        }

        return value is not null;
    }
}

/// <summary>Reads folders, files and bundles into one <see cref="PolicySet"/>, as OPA lays them out.</summary>
/// <param name="version">How policies are read, unless a bundle's manifest says otherwise.</param>
public sealed class PolicySetReader(RegoVersion version, DiagnosticBag diagnostics)
{
    private readonly List<RegoModule> _modules = [];
    private readonly List<BundleManifest> _manifests = [];
    private readonly DataTree _data = new(diagnostics);

    /// <summary>A plain folder or file: every policy, and every JSON or YAML file as data at the path of its folder.</summary>
    /// <param name="prefix">Where below <c>data</c> the data goes.</param>
    public void AddFolder(IEnumerable<PolicyFile> files, IReadOnlyList<string>? prefix = null)
    {
        foreach (var file in files)
        {
            if (file.IsPolicy)
            {
                AddPolicy(file, version);
            }
            else if ((file.IsJson || file.IsYaml) && file.Name != BundleManifest.FileName && ReadData(file) is { } value)
            {
                AddData(file, [.. prefix ?? [], .. file.Folders], value);
            }
        }
    }

    /// <summary>A bundle: its manifest, its policies, and data only in <c>data.json</c> and <c>data.yaml</c>.</summary>
    public void AddBundle(IReadOnlyList<PolicyFile> files)
    {
        var manifest = BundleManifest.Empty;
        foreach (var file in files)
        {
            if (file is { Name: BundleManifest.FileName, Path.Count: 1 })
            {
                manifest = BundleManifest.Read(file.Source, diagnostics) ?? manifest;
            }
        }

        _manifests.Add(manifest);
        foreach (var file in files)
        {
            if (file.IsPolicy)
            {
                AddOwned(file, AddPolicy(file, manifest.VersionOf(file.Path) ?? version), manifest);
            }
            else if (file.IsBundleData && ReadData(file) is { } value)
            {
                AddOwned(file, value, manifest);
            }
        }
    }

    public PolicySet ToSet() => new(_modules, _data.ToValue(), _manifests);

    private RegoModule? AddPolicy(PolicyFile file, RegoVersion readAs)
    {
        var module = RegoParser.ParseModule(file.Source, new RegoParserOptions { Version = readAs }, diagnostics);
        if (module is not null)
        {
            _modules.Add(module);
        }

        return module;
    }

    private void AddOwned(PolicyFile file, RegoModule? module, BundleManifest manifest)
    {
        if (module is not null && !manifest.Owns(module.Package.Path))
        {
            diagnostics.Add(BundleDiagnostics.OutsideRoots(file.Source, string.Join('.', module.Package.Path.Prepend("data"))));
        }
    }

    private void AddOwned(PolicyFile file, Value value, BundleManifest manifest)
    {
        string[] path = [.. file.Folders];
        if (FirstOutside(path, value, manifest) is { } outside)
        {
            diagnostics.Add(BundleDiagnostics.OutsideRoots(file.Source, outside));
            return;
        }

        AddData(file, path, value);
    }

    // An object above a root is only the way to it.
    private static string? FirstOutside(string[] path, Value value, BundleManifest manifest)
    {
        if (manifest.Owns(path))
        {
            return null;
        }

        var isOnTheWay = manifest.Roots.Any(root => root.Split('/') is var parts && parts.Length > path.Length && path.SequenceEqual(parts.Take(path.Length)));
        if (!isOnTheWay || value is not ObjectValue members)
        {
            return string.Join('.', path.Prepend("data"));
        }

        for (var i = 0; i < members.Count; i++)
        {
            if (members.Keys[i] is StringValue { Value: var key } && FirstOutside([.. path, key], members.Values[i], manifest) is { } outside)
            {
                return outside;
            }
        }

        return null;
    }

    private void AddData(PolicyFile file, string[] path, Value value)
    {
        if (value is ObjectValue || path.Length > 0)
        {
            _data.Add(file.Source, path, value);
        }
        else
        {
            diagnostics.Add(BundleDiagnostics.NotAnObject(file.Source));
        }
    }

    private Value? ReadData(PolicyFile file) => file.IsJson ? JsonReader.Read(file.Source, diagnostics) : ReadYaml(file.Source, diagnostics);

    /// <summary>The first document of a YAML text; null, with a diagnostic, if it has a fault.</summary>
    public static Value? ReadYaml(SourceText source, DiagnosticBag diagnostics)
    {
        var value = MetadataYaml.ReadData(source.GetString(new TextSpan(0, source.Length)), lastWins: false, out var fault);
        if (fault is var (message, line, column))
        {
            diagnostics.Add(BundleDiagnostics.BadYaml(source, line, column, message));
            return null;
        }

        return value ?? ObjectValue.Empty;
    }
}
