using System.Globalization;
using System.Text.Json;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger.Entries;
using Turnpike.Web.Elements;
using Turnpike.Web.Estate;

namespace Turnpike.Web.Ledger;

/// <summary>What an entry says in one line, and where what it is about is shown.</summary>
internal static class EntryWords
{
    private const int MaxParts = 4;
    private const int MaxText = 90;

    // In the order in which people ask.
    private static readonly string[] s_telling = ["verdict", "title", "name", "rule", "subject", "scope", "source", "role", "reason", "text", "evidence", "owner", "expires", "method", "permission", "route", "target", "id", "size"];

    public static string Summary(LedgerEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        var parts = new List<string>();
        foreach (var name in s_telling)
        {
            if (parts.Count < MaxParts && document.RootElement.TryGetProperty(name, out var value) && Text(value) is { Length: > 0 } text)
            {
                parts.Add($"{name} {(text.Length <= MaxText ? text : text[..MaxText] + "…")}");
            }
        }

        return string.Join(" · ", parts);
    }

    /// <summary>Pages about what the entry names, each once.</summary>
    public static IReadOnlyList<(string Words, string Href)> Links(LedgerEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var links = new List<(string, string)>();
        var (kind, id) = entry.Stream.ToString().Split('/', 2) is [var k, var i] ? (k, i) : ("", "");
        if (kind == "change")
        {
            Add("The change", Address.Under("/changes", id));
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            About(document.RootElement, entry.Type.Name, entry.RecordedAt, Add);
        }

        if (kind is "user" or "person")
        {
            Add("Users", "/admin/users");
        }

        if (entry.Type.Name.StartsWith("calendar.", StringComparison.Ordinal))
        {
            Add("The calendar", "/calendar");
        }

        if (entry.Type.Name.StartsWith("rights.", StringComparison.Ordinal))
        {
            Add("Who may decide", "/admin/rights");
        }

        Add("Everything of this stream", Address.Of("/ledger", ("stream", entry.Stream.ToString())));
        Add($"Everything by {entry.Actor}", Address.Of("/ledger", ("actor", entry.Actor)));
        return links;

        void Add(string words, string href)
        {
            if (!links.Exists(l => l.Item2 == href))
            {
                links.Add((words, href));
            }
        }
    }

    private static void About(JsonElement data, string type, DateTimeOffset at, Action<string, string> add)
    {
        if (Text(data, "subject") is { } subject)
        {
            if (subject.StartsWith("change/", StringComparison.Ordinal))
            {
                add("The change", Address.Under("/changes", subject["change/".Length..]));
            }
            else if (ResourceKey.TryParse(subject, out var key))
            {
                add("The resource", EstateAddress.Of(key));
            }
        }

        if (Text(data, "change") is { } change)
        {
            add("The change", Address.Under("/changes", change));
        }

        if (Text(data, "rule") is { } rule && type.StartsWith("exception.", StringComparison.Ordinal) && !rule.Contains('*', StringComparison.Ordinal))
        {
            add($"The rule {rule}", Address.Under("/policies", rule));
        }

        if (Text(data, "scope") is { } scope && !scope.Contains('*', StringComparison.Ordinal))
        {
            add($"The scope {scope}", Address.Of("/estate", ("q", "scope:" + scope)));
            if (type.StartsWith("estate.", StringComparison.Ordinal))
            {
                add("What this push changed", Address.Of("/estate/differences", ("from", EstateAddress.Moment(at.AddSeconds(-1))), ("to", EstateAddress.Moment(at.AddSeconds(1))), ("scope", scope)));
            }
        }
    }

    private static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => null,
    };
}
