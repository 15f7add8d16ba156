using Turnpike.Estate.References;
using Turnpike.Text;

namespace Turnpike.Estate.Joins;

/// <summary>Which resource types are satellites of which others, and which attributes name which types; read from data files.</summary>
public sealed class JoinTable
{
    private readonly Dictionary<(string From, string To), HashSet<string>> _links = [];

    internal JoinTable(IReadOnlyList<Join> joins, IReadOnlyList<NamedReference> references, IReadOnlyList<PolicyAttribute> policies, IReadOnlyList<ResourceIdentity> identities)
    {
        IdentitiesByType = identities.GroupBy(static i => i.Type).ToDictionary(static g => g.Key, static IReadOnlyList<ResourceIdentity> (g) => [.. g]);
        ByPrimary = joins.GroupBy(static j => j.Of).ToDictionary(static g => g.Key, static IReadOnlyList<Join> (g) => [.. g]);
        BySatellite = joins.GroupBy(static j => j.Satellite).ToDictionary(static g => g.Key, static IReadOnlyList<Join> (g) => [.. g]);
        PoliciesByType = policies.GroupBy(static p => p.Type).ToDictionary(static g => g.Key, static IReadOnlyList<PolicyAttribute> (g) => [.. g]);

        // A satellite's link is a reference by name like any other; the more specific come first.
        var all = joins.SelectMany(static j => j.Links.Take(1).Select(l => new NamedReference(j.Satellite, l.Attribute, j.Of, l.Matches)))
            .Concat(references.Where(static r => r.FromType is not null))
            .Concat(references.Where(static r => r.FromType is null))
            .ToList();
        ReferencesByAttribute = all.GroupBy(static r => r.Attribute).ToDictionary(static g => g.Key, static IReadOnlyList<NamedReference> (g) => [.. g]);
        foreach (var reference in all)
        {
            if (reference.FromType is { } from)
            {
                var key = (from, reference.ToType);
                (_links.TryGetValue(key, out var attributes) ? attributes : _links[key] = []).Add(reference.Attribute);
            }
        }
    }

    public static JoinTable Empty { get; } = new([], [], [], []);

    /// <summary>The joins of each primary type, in the order of the files.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Join>> ByPrimary { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<Join>> BySatellite { get; }

    /// <summary>The attributes of each type that hold an access policy as JSON text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PolicyAttribute>> PoliciesByType { get; }

    /// <summary>By which attributes resources of a type are known whose id says nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ResourceIdentity>> IdentitiesByType { get; }

    internal IReadOnlyDictionary<string, IReadOnlyList<NamedReference>> ReferencesByAttribute { get; }

    /// <summary>Reads files of the form <c>{"joins": […], "references": […], "policies": […], "identities": […]}</c>; other files are passed over.</summary>
    public static JoinTable Load(IEnumerable<SourceText> files, DiagnosticBag diagnostics)
    {
        var reader = new JoinReader(diagnostics);
        foreach (var file in files)
        {
            reader.Read(file);
        }

        return new JoinTable(reader.Joins, reader.References, reader.Policies, reader.Identities);
    }

    /// <summary>The attributes by which one type names another; null where that is not known.</summary>
    internal IReadOnlySet<string>? LinksBetween(string from, string to) => _links.GetValueOrDefault((from, to));
}

/// <summary>An attribute that holds an access policy as JSON text, such as <c>aws_iam_role.assume_role_policy</c>.</summary>
public sealed record PolicyAttribute(string Type, string Attribute);
