using Turnpike.Estate;
using Turnpike.Ledger.Entries;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Inventory.Snapshots;

/// <summary>The kept document of one resource; read when its attributes are first asked for.</summary>
internal sealed class KeptResourceDocument : SourceDocument
{
    private readonly JsonLocator _locator;

    /// <param name="name">Of the source that it was pushed with.</param>
    public KeptResourceDocument(string name, ReadOnlyMemory<byte> document)
    {
        Source = new SourceText(name, document) { IsConfidential = true };
        _locator = new JsonLocator(Source);
        Content = new LazyValue(this, static d => ((KeptResourceDocument)d).Read());
    }

    public override SourceText Source { get; }

    public LazyValue Content { get; }

    public override TextSpan Locate(ValuePath path) => _locator.Locate(path);

    private Value Read() => EventData.Read(Source.Utf8) ?? throw new InvalidDataException($"A document of {Source.Name} is no canonical JSON.");
}
