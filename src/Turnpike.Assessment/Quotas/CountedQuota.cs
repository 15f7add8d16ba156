using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Assessment.Quotas;

/// <summary>A quota that can be held against what is there: <c>packs/data/quotas</c>.</summary>
/// <param name="Count">The types that count against it.</param>
/// <param name="Where">Attributes, and what they must be; null for not set.</param>
/// <param name="Families">Of instances, the letters before the first digit of their types; empty for any.</param>
/// <param name="Per">The attribute by which they are counted, the largest group standing for all; null for the whole region.</param>
/// <param name="Sum">Attributes whose product each counts for; empty for one each.</param>
public sealed record CountedQuota(
    string Service,
    string Code,
    string Name,
    IReadOnlyList<string> Count,
    IReadOnlyList<(string Path, string? Value)> Where,
    IReadOnlyList<string> Families,
    string? Per,
    IReadOnlyList<string> Sum)
{
    /// <summary>Every fault of every file is told; what is at fault is left out.</summary>
    public static (IReadOnlyList<CountedQuota> Quotas, IReadOnlyList<Diagnostic> Faults) Read(IEnumerable<SourceText> files)
    {
        var (quotas, faults) = (new List<CountedQuota>(), new DiagnosticBag());
        foreach (var file in files)
        {
            var own = new DiagnosticBag();
            var documents = YamlReader.Read(file, own, YamlLimits.Default);
            faults.AddRange(own);
            if (!own.HasErrors && documents is [{ Value: ObjectValue root, Span: var span }])
            {
                var places = new YamlLocator(file, span, YamlLimits.Default);
                quotas.AddRange(root.ItemsAt("quotas").Select((entry, i) => Of(entry, member => faults.Add(QuotaDiagnostics.Missing(file, places.Locate([Value.Of("quotas"), Value.Of(i)]), member)))).OfType<CountedQuota>());
            }
        }

        return (quotas, [.. faults]);
    }

    private static CountedQuota? Of(Value entry, Action<string> missing)
    {
        foreach (var member in (ReadOnlySpan<string>)["service", "code", "name", "source"])
        {
            if (entry.TextAt(member) is null)
            {
                missing(member);
            }
        }

        if (Texts(entry, "count") is not { Length: > 0 } count)
        {
            missing("count");
            return null;
        }

        return entry.TextAt("service") is { } service && entry.TextAt("code") is { } code && entry.TextAt("name") is { } name && entry.TextAt("source") is not null
            ? new(service, code, name, count, [.. entry.EntriesAt("where").Select(static w => (w.Key, (w.Value as StringValue)?.Value))], Texts(entry, "family"), entry.TextAt("per"), Texts(entry, "sum"))
            : null;
    }

    private static string[] Texts(Value entry, string member) => [.. entry.ItemsAt(member).OfType<StringValue>().Select(static t => t.Value)];
}
