using Turnpike.Estate.Joins;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Estate.Defaults;

/// <summary>Reads default files, reporting every entry that cannot be used.</summary>
internal sealed class DefaultReader(DiagnosticBag diagnostics)
{
    public List<ProviderDefault> Defaults { get; } = [];

    public void Read(SourceText file)
    {
        if (JsonReader.Read(file, diagnostics) is not ObjectValue document || document.Get("defaults") is not ArrayValue entries)
        {
            return;
        }

        JsonLocator? locator = null;
        for (var i = 0; i < entries.Count; i++)
        {
            if (Read(entries[i]) is { } read)
            {
                Defaults.Add(read);
            }
            else
            {
                locator ??= new JsonLocator(file);
                var span = locator.Locate(ValuePath.Of("defaults").Append(i));
                diagnostics.Add(EstateDiagnostics.BadDefault(file, span, "it needs \"type\", \"path\", \"value\", \"certain\" and \"source\""));
            }
        }
    }

    private static ProviderDefault? Read(Value entry) =>
        entry is ObjectValue o
        && o.Get("type") is StringValue type
        && o.Get("path") is StringValue path
        && AttributePath.TryParse(path.Value, out var steps)
        && steps.Count > 0
        && o.Get("value") is { } value
        && o.Get("certain") is BooleanValue certain
        && o.Get("source") is StringValue { Value.Length: > 0 } source
            ? new ProviderDefault(
                type.Value,
                steps,
                value,
                certain.Value,
                o.Get("new") is BooleanValue { Value: true },
                Conditions(o.Get("where") as ObjectValue),
                VersionRange.Of((o.Get("versions") as StringValue)?.Value ?? ""),
                source.Value)
            : null;

    private static (Value, Value)[] Conditions(ObjectValue? where)
    {
        var conditions = new (Value, Value)[where?.Count ?? 0];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = (where!.Keys[i], where.Values[i]);
        }

        return conditions;
    }
}
