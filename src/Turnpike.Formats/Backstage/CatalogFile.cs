using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <summary>A catalog-info.yaml: entities, and where the catalog goes on. Documents of other tools are passed over.</summary>
public sealed class CatalogFile
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<CatalogEntity> _entities = [];
    private readonly List<CatalogLocation> _locations = [];
    private readonly List<YamlLocator> _places = [];

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

    /// <summary>Says of each entity what Backstage would not take, at its place.</summary>
    public void Check()
    {
        for (var i = 0; i < _entities.Count; i++)
        {
            foreach (var fault in EntityCheck.Faults(_entities[i].Content))
            {
                _diagnostics.Add(CatalogDiagnostics.Wrong(_source, _places[i].Locate(fault.Path), _entities[i].Reference, fault));
            }
        }
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
        _places.Add(places);
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
        foreach (var (member, relation, text, target) in EntityRelations.Of(entity, spec))
        {
            if (target is { } known)
            {
                relations.Add(new EntityRelation(relation, known));
            }
            else
            {
                _diagnostics.Add(CatalogDiagnostics.BadReference(_source, places.Locate(ValuePath.Of("spec", member)), text));
            }
        }

        return relations;
    }
}
