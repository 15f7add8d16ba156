using Turnpike.Estate.References;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Estate.Joins;

/// <summary>Reads join files, reporting every entry that cannot be used.</summary>
internal sealed class JoinReader(DiagnosticBag diagnostics)
{
    public List<Join> Joins { get; } = [];

    public List<NamedReference> References { get; } = [];

    public List<PolicyAttribute> Policies { get; } = [];

    public List<ResourceIdentity> Identities { get; } = [];

    public void Read(SourceText file)
    {
        if (JsonReader.Read(file, diagnostics) is not ObjectValue document)
        {
            return;
        }

        var locator = new JsonLocator(file);
        Each(document, "joins", (entry, path) =>
        {
            if (ReadJoin(entry, out var fault) is { } join)
            {
                Joins.Add(join);
            }
            else
            {
                diagnostics.Add(EstateDiagnostics.BadJoin(file, locator.Locate(path), fault));
            }
        });
        Each(document, "references", (entry, path) =>
        {
            if (Text(entry, "attribute") is { } attribute && Text(entry, "to") is { } to && Texts(entry, "by") is { Count: > 0 } by)
            {
                References.Add(new NamedReference(Text(entry, "from"), attribute, to, by));
            }
            else
            {
                diagnostics.Add(EstateDiagnostics.BadNamedReference(file, locator.Locate(path), "it needs \"attribute\", \"to\" and \"by\""));
            }
        });
        Each(document, "identities", (entry, path) =>
        {
            if (ReadIdentity(entry) is { } identity)
            {
                Identities.Add(identity);
            }
            else
            {
                diagnostics.Add(EstateDiagnostics.BadIdentity(file, locator.Locate(path), "it needs \"type\", and \"by\" or \"unread\""));
            }
        });
        Each(document, "policies", (entry, path) =>
        {
            if (Text(entry, "type") is { } type && Text(entry, "attribute") is { } attribute)
            {
                Policies.Add(new PolicyAttribute(type, attribute));
            }
            else
            {
                diagnostics.Add(EstateDiagnostics.BadPolicyDocument(file, locator.Locate(path), "it needs \"type\" and \"attribute\""));
            }
        });
    }

    private static void Each(ObjectValue document, string name, Action<ObjectValue, ValuePath> read)
    {
        if (document.Get(name) is ArrayValue entries)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                read(entries[i] as ObjectValue ?? ObjectValue.Empty, ValuePath.Of(name).Append(i));
            }
        }
    }

    private static Join? ReadJoin(ObjectValue entry, out string fault)
    {
        fault = "it needs \"satellite\", \"of\", \"by\" and \"lay\"";
        if (Text(entry, "satellite") is not { } satellite || Text(entry, "of") is not { } of
            || entry.Get("by") is not ArrayValue by || entry.Get("lay") is not ArrayValue lay || by.Count == 0)
        {
            return null;
        }

        var links = new List<JoinLink>();
        foreach (var link in by.Items)
        {
            if (link is not ObjectValue o || Text(o, "attribute") is not { } attribute || Texts(o, "matches") is not { Count: > 0 } matches)
            {
                fault = "each of \"by\" needs \"attribute\" and \"matches\"";
                return null;
            }

            links.Add(new JoinLink(attribute, matches));
        }

        var lays = new List<JoinLay>();
        foreach (var item in lay.Items)
        {
            if (item is not ObjectValue o || ReadLay(o, out fault) is not { } read)
            {
                return null;
            }

            lays.Add(read);
        }

        return new Join(satellite, of, links, lays);
    }

    private static JoinLay? ReadLay(ObjectValue entry, out string fault)
    {
        var template = entry.Get("set") ?? entry.Get("append");
        if (Text(entry, "into") is not { } into || template is null)
        {
            fault = "each of \"lay\" needs \"into\" and one of \"set\" and \"append\"";
            return null;
        }

        if (JoinTemplate.Parse(template, out fault) is not { } take)
        {
            return null;
        }

        return new JoinLay(into, entry.Get("append") is not null, take, Conditions(entry), Texts(entry, "same") ?? []);
    }

    private static List<(string, Value)> Conditions(ObjectValue entry)
    {
        var when = new List<(string, Value)>();
        if (entry.Get("when") is ObjectValue conditions)
        {
            for (var i = 0; i < conditions.Count; i++)
            {
                when.Add((((StringValue)conditions.Keys[i]).Value, conditions.Values[i]));
            }
        }

        return when;
    }

    private static ResourceIdentity? ReadIdentity(ObjectValue entry)
    {
        var by = new List<IReadOnlyList<IdentityPart>>();
        foreach (var part in (entry.Get("by") as ArrayValue ?? ArrayValue.Empty).Items)
        {
            var any = (part is ArrayValue several ? several.Items.ToArray() : [part]).Select(ReadPart).ToList();
            if (any.Contains(null))
            {
                return null;
            }

            by.Add(any!);
        }

        return Text(entry, "type") is { } type && (by.Count > 0 || Text(entry, "unread") is not null)
            ? new ResourceIdentity(type, Text(entry, "as") ?? type, Value.True.Equals(entry.Get("own_id")), Conditions(entry), by, Text(entry, "unread"))
            : null;
    }

    private static IdentityPart? ReadPart(Value part) => part switch
    {
        StringValue { Value: var attribute } => new IdentityPart(attribute, null, null),
        ObjectValue o when Text(o, "attribute") is { } attribute => new IdentityPart(attribute, Text(o, "where"), Text(o, "after")),
        _ => null,
    };

    private static string? Text(ObjectValue entry, string name) => (entry.Get(name) as StringValue)?.Value;

    private static List<string>? Texts(ObjectValue entry, string name) => entry.Get(name) switch
    {
        StringValue one => [one.Value],
        ArrayValue many => [.. many.Items.ToArray().OfType<StringValue>().Select(static s => s.Value)],
        _ => null,
    };
}
