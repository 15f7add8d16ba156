using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>
/// What the types of a cloud's inventory are in Terraform's terms: a data file with the cloud's own type as key. What has no
/// entry is seen by its own type, with little more than its name.
/// </summary>
internal sealed class AssetTable
{
    private readonly Dictionary<string, IReadOnlyList<ResourceDefinition>> _types = new(StringComparer.OrdinalIgnoreCase);

    private AssetTable()
    {
    }

    /// <summary>Terraform's types that it can give.</summary>
    public IReadOnlyList<string> Types => [.. _types.Values.SelectMany(d => d).Select(d => d.Type).Distinct().Order(StringComparer.Ordinal)];

    public static AssetTable Load(string name)
    {
        using var stream = typeof(AssetTable).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var diagnostics = new DiagnosticBag();
        var file = (ObjectValue)YamlReader.Read(new SourceText(name, bytes), diagnostics, YamlLimits.Default).Single().Value;
        if (diagnostics.HasErrors)
        {
            throw new InvalidDataException(diagnostics.First().ToString());
        }

        var table = new AssetTable();
        for (var i = 0; i < file.Count; i++)
        {
            table._types.Add(((StringValue)file.Keys[i]).Value, [.. ((ArrayValue)file.Values[i]).Items.ToArray().Select(d => ResourceDefinition.Read(new Fields((ObjectValue)d)))]);
        }

        return table;
    }

    /// <param name="otherwise">What is known of one that the table lacks.</param>
    public IEnumerable<ObservedResource> Make(string type, Value item, Place place, Func<ObservedResource> otherwise) =>
        _types.TryGetValue(type, out var definitions)
            ? definitions.SelectMany(d => Observing.Make(d, item, new Scope(place, ObjectValue.Empty)))
            : [otherwise()];
}
