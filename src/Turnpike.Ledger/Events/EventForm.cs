using System.Text.Json;
using System.Text.Json.Serialization;
using Turnpike.Ledger.Entries;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Ledger.Events;

/// <summary>A kind of event as its pillar knows it: what it is called and what it says.</summary>
/// <param name="Says">One sentence for docs/formats/events.md.</param>
public abstract record EventForm(EventType Type, string Says)
{
    /// <summary>The record whose properties are the event's data.</summary>
    public abstract Type Data { get; }
}

/// <summary>
/// A kind of event whose data is a record: its properties in camel case are the keys of the entry's JSON. A property that
/// is added later must have a default, or the type gets its next version.
/// </summary>
public sealed record EventForm<T>(EventType Type, string Says) : EventForm(Type, Says)
    where T : class
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public EventForm(string name, int version, string says)
        : this(new EventType(name, version), says)
    {
    }

    public override Type Data => typeof(T);

    public EventDraft Draft(T data, string actor) => new(Type, actor, Canonical(JsonSerializer.SerializeToUtf8Bytes(data, s_options)));

    public bool Is(LedgerEntry entry) => entry.Type == Type;

    /// <exception cref="LedgerDamagedException">The data is not of this form.</exception>
    public T Read(LedgerEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(entry.Data.Span, s_options) ?? throw new LedgerDamagedException(entry.Position, $"it is no {Type}: null");
        }
        catch (JsonException fault)
        {
            throw new LedgerDamagedException(entry.Position, $"it is no {Type}: {fault.Message}");
        }
    }

    private static byte[] Canonical(byte[] json) => JsonText.Canonical(JsonReader.Read(new SourceText("event", json), new DiagnosticBag())!);
}
