using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <summary>A catalog-info.yaml: entities, and where the catalog goes on. Documents of other tools are passed over.</summary>
public sealed class CatalogFile
{
    // By kind: the member of spec, what the relation is called, and the kind that a bare name stands for.
    private static readonly Dictionary<string, (string Member, string Relation, string Kind)[]> s_relations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Component"] =
        [
            ("owner", "ownedBy", "Group"), ("system", "partOf", "System"), ("subcomponentOf", "partOf", "Component"), ("providesApis", "providesApi", "API"),
            ("consumesApis", "consumesApi", "API"), ("dependsOn", "dependsOn", ""), ("dependencyOf", "dependencyOf", ""),
        ],
        ["API"] = [("owner", "ownedBy", "Group"), ("system", "partOf", "System")],
        ["Resource"] = [("owner", "ownedBy", "Group"), ("system", "partOf", "System"), ("dependsOn", "dependsOn", ""), ("dependencyOf", "dependencyOf", "")],
        ["System"] = [("owner", "ownedBy", "Group"), ("domain", "partOf", "Domain")],
        ["Domain"] = [("owner", "ownedBy", "Group"), ("subdomainOf", "partOf", "Domain")],
        ["Group"] = [("parent", "childOf", "Group"), ("children", "parentOf", "Group"), ("members", "hasMember", "User")],
        ["User"] = [("memberOf", "memberOf", "Group")],
    };

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<CatalogEntity> _entities = [];
    private readonly List<CatalogLocation> _locations = [];

    private CatalogFile(SourceText source, DiagnosticBag diagnostics) => (_source, _diagnostics) = (source, diagnostics);

    public IReadOnlyList<CatalogEntity> Entities => _entities;

    public IReadOnlyList<CatalogLocation> Locations => _locations;

    public static CatalogFile Read(SourceText source, DiagnosticBag diagnostics, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        var file = new CatalogFile(source, diagnostics);
        foreach (var document in YamlReader.Read(source, diagnostics, limits))
        {
            if (document.Value is ObjectValue content && Text(content, "apiVersion")?.StartsWith("backstage.io/", StringComparison.Ordinal) == true)
            {
                file.Add(content, new YamlLocator(source, document.Span, limits));
            }
        }

        return file;
    }

    private static string? Text(Value? value, string name) => ((value as ObjectValue)?.Get(name) as StringValue)?.Value;

    private void Add(ObjectValue content, YamlLocator places)
    {
        var span = places.Locate(ValuePath.Of("kind"));
        var metadata = content.Get("metadata");
        if (Text(content, "kind") is not { Length: > 0 } kind)
        {
            _diagnostics.Add(CatalogDiagnostics.NoName(_source, span));
            return;
        }

        if (kind == "Location")
        {
            AddLocation(content.Get("spec"), places);
            return;
        }

        if (Text(metadata, "name") is not { Length: > 0 } name)
        {
            _diagnostics.Add(CatalogDiagnostics.NoName(_source, span));
            return;
        }

        var reference = new EntityReference(kind, Text(metadata, "namespace") ?? EntityReference.DefaultNamespace, name);
        _entities.Add(new CatalogEntity(reference, Relations(reference, content.Get("spec") as ObjectValue, places), content, span));
    }

    private void AddLocation(Value? spec, YamlLocator places)
    {
        var type = Text(spec, "type") ?? "";
        if (Text(spec, "target") is { } target)
        {
            _locations.Add(new CatalogLocation(type, target, places.Locate(ValuePath.Of("spec", "target"))));
        }

        if ((spec as ObjectValue)?.Get("targets") is ArrayValue targets)
        {
            for (var i = 0; i < targets.Count; i++)
            {
                if (targets[i] is StringValue text)
                {
                    _locations.Add(new CatalogLocation(type, text.Value, places.Locate(ValuePath.Of("spec", "targets").Append(i))));
                }
            }
        }
    }

    private List<EntityRelation> Relations(EntityReference entity, ObjectValue? spec, YamlLocator places)
    {
        var relations = new List<EntityRelation>();
        foreach (var (member, relation, kind) in s_relations.GetValueOrDefault(entity.Kind, []))
        {
            foreach (var text in Texts(spec?.Get(member)))
            {
                if (EntityReference.TryParse(text, kind, entity.Namespace) is { } target)
                {
                    relations.Add(new EntityRelation(relation, target));
                }
                else
                {
                    _diagnostics.Add(CatalogDiagnostics.BadReference(_source, places.Locate(ValuePath.Of("spec", member)), text));
                }
            }
        }

        return relations;
    }

    private static IEnumerable<string> Texts(Value? value) => value switch
    {
        StringValue { Value.Length: > 0 } one => [one.Value],
        ArrayValue many => many.Items.ToArray().OfType<StringValue>().Select(static t => t.Value),
        _ => [],
    };
}
