using System.Collections.Concurrent;
using Turnpike.Text;

namespace Turnpike.Estate.Defaults;

/// <summary>Provider defaults by resource type, read from data files.</summary>
public sealed class DefaultTable
{
    private readonly Dictionary<string, List<ProviderDefault>> _byType = [];
    private readonly List<ProviderDefault> _patterns = [];
    private readonly ConcurrentDictionary<string, List<ProviderDefault>> _ofType = [];
    private readonly ConcurrentDictionary<(string Type, string Constraint), TypeDefaults> _compiled = [];

    internal DefaultTable(IEnumerable<ProviderDefault> defaults)
    {
        foreach (var entry in defaults)
        {
            var list = entry.IsPattern ? _patterns
                : _byType.TryGetValue(entry.Type, out var known) ? known : _byType[entry.Type] = [];
            list.Add(entry);
        }
    }

    public static DefaultTable Empty { get; } = new([]);

    public IReadOnlyList<ProviderDefault> Of(string type) => All(type);

    /// <summary>Reads files of the form <c>{"defaults": […]}</c>; others are passed over, so joins and defaults may come together.</summary>
    public static DefaultTable Load(IEnumerable<SourceText> files, DiagnosticBag diagnostics)
    {
        var reader = new DefaultReader(diagnostics);
        foreach (var file in files)
        {
            reader.Read(file);
        }

        return new DefaultTable(reader.Defaults);
    }

    /// <summary>The defaults of a type under a version constraint (empty: any version), ready to apply; null if there are none.</summary>
    internal TypeDefaults? Find(string type, string constraint)
    {
        var list = All(type);
        return list.Count == 0
            ? null
            : _compiled.GetOrAdd((type, constraint), static (key, list) => new TypeDefaults(list, VersionRange.Of(key.Constraint)), list);
    }

    private List<ProviderDefault> All(string type) => _ofType.GetOrAdd(type, static (type, table) =>
    {
        var own = table._byType.TryGetValue(type, out var list) ? list : [];
        return [.. own, .. table._patterns.Where(p => type.StartsWith(p.Type[..^1], StringComparison.Ordinal))];
    }, this);
}
