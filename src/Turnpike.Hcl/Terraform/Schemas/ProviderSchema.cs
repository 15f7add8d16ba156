using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>
/// What a provider's resources look like. Each type is read when it is first asked for, so that a file of thousands costs
/// a pass over its lines. Safe for several threads.
/// </summary>
public sealed class ProviderSchema
{
    private readonly SchemaIndex _index;
    private readonly SchemaEntryReader _reader;
    private readonly Dictionary<(SchemaKind, string), SchemaBlock?> _blocks = [];
    private readonly Dictionary<string, ProviderFunction?> _functions = [];
    private readonly Lock _lock = new();

    private ProviderSchema(SchemaIndex index, SchemaEntryReader reader)
    {
        _index = index;
        _reader = reader;
    }

    /// <summary>Such as <c>registry.terraform.io/hashicorp/aws</c>.</summary>
    public string Provider => _index.Provider;

    /// <summary>Null where the document does not say.</summary>
    public string? Version => _index.Version.Length > 0 ? _index.Version : null;

    /// <summary>The arguments of a <c>provider</c> block.</summary>
    public SchemaBlock? Configuration => Find(SchemaKind.Configuration, "");

    public SchemaBlock? Resource(string type) => Find(SchemaKind.Resource, type);

    public SchemaBlock? Data(string type) => Find(SchemaKind.Data, type);

    public SchemaBlock? Ephemeral(string type) => Find(SchemaKind.Ephemeral, type);

    public bool HasFunction(string name) => _index.Find(SchemaKind.Function, name) is not null;

    public ProviderFunction? Function(string name)
    {
        lock (_lock)
        {
            if (!_functions.TryGetValue(name, out var function))
            {
                _functions.Add(name, function = _reader.Function(name));
            }

            return function;
        }
    }

    public IEnumerable<string> ResourceTypes => _index.Names(SchemaKind.Resource);

    public IEnumerable<string> DataTypes => _index.Names(SchemaKind.Data);

    /// <summary>Reads the compact form (docs/formats/provider-schema.md). Null if <paramref name="diagnostics"/> got an error; faults inside an entry are added when it is asked for.</summary>
    public static ProviderSchema? ReadCompact(SourceText source, DiagnosticBag diagnostics) =>
        SchemaIndex.Read(source, diagnostics) is { } index ? new ProviderSchema(index, new SchemaEntryReader(source, index, diagnostics)) : null;

    /// <summary>Reads every provider of <c>terraform providers schema -json</c>; empty if <paramref name="diagnostics"/> got an error.</summary>
    public static IReadOnlyList<ProviderSchema> ReadTerraform(SourceText source, DiagnosticBag diagnostics)
    {
        var found = new List<ProviderSchema>();
        foreach (var compact in SchemaCompactor.Compact(source, "", diagnostics))
        {
            if (ReadCompact(compact, diagnostics) is { } schema)
            {
                found.Add(schema);
            }
        }

        return found;
    }

    /// <summary>Whether a text is of the compact form.</summary>
    public static bool IsCompact(SourceText source) => source.Utf8.Span.StartsWith("turnpike-provider-schema "u8);

    private SchemaBlock? Find(SchemaKind kind, string name)
    {
        lock (_lock)
        {
            if (!_blocks.TryGetValue((kind, name), out var block))
            {
                _blocks.Add((kind, name), block = _reader.Block(kind, name));
            }

            return block;
        }
    }
}
