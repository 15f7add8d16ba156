using System.Globalization;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Mappings;

/// <summary>The functions that a mapping may use after a path: from AWS's forms to Terraform's.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<Value?, IReadOnlyList<Value>, Value?>> s_table = new(StringComparer.Ordinal)
    {
        ["bool"] = (v, _) => v switch { StringValue s => Value.Of(s.Value is "true" or "True" or "1" or "enabled" or "ENABLED" or "Enabled"), _ => v },
        ["int"] = (v, _) => v is StringValue s ? NumberValue.TryParse(s.Value, out var n) ? n : null : v,
        ["text"] = (v, _) => Expression.Text(v) is { } t ? Value.Of(t) : null,
        ["not"] = (v, _) => Value.Of(!Expression.IsTrue(v)),
        ["exists"] = (v, _) => Value.Of(Expression.List(v).Length > 0),
        ["default"] = (v, a) => v ?? a[0],
        ["in"] = (v, a) => Value.Of(v is not null && a.Contains(v)),
        ["starts"] = (v, a) => Text(v) is { } t ? Value.Of(t.StartsWith(Text(a[0])!, StringComparison.Ordinal)) : Value.False,
        ["has"] = (v, a) => Value.Of(Expression.List(v).Contains(a[0])),
        ["nonempty"] = (v, _) => v is StringValue { Value.Length: 0 } or ArrayValue { Count: 0 } or ObjectValue { Count: 0 } ? null : v,
        ["set"] = (v, _) => v is null ? null : Set(v),
        ["tags"] = (v, _) => v is null ? null : Tags(v),
        ["pairs"] = (v, a) => v is null ? null : Pairs(v, Text(a[0])!, Text(a[1])!),
        ["split"] = (v, a) => Text(v) is { } t ? ArrayValue.Create([.. t.Split(Text(a[0])!).Select(Value.Of)]) : null,
        ["lower"] = (v, _) => Text(v) is { } t ? Value.Of(t.ToLowerInvariant()) : null,
        ["last"] = (v, a) => Text(v) is { } t ? Value.Of(t[(t.LastIndexOf(Text(a[0])!, StringComparison.Ordinal) + 1)..]) : null,
        ["after"] = (v, a) => Text(v) is { } t && t.IndexOf(Text(a[0])!, StringComparison.Ordinal) is var at and >= 0 ? Value.Of(t[(at + Text(a[0])!.Length)..]) : null,
        ["before"] = (v, a) => Text(v) is { } t ? Value.Of(t.IndexOf(Text(a[0])!, StringComparison.Ordinal) is var at and >= 0 ? t[..at] : t) : null,
        ["trim"] = (v, a) => Text(v) is { } t ? Value.Of(t.Trim(Text(a[0])![0])) : null,
        ["map"] = (v, a) => Map(v, a),
        ["time"] = (v, _) => Time(v) is { } at ? Value.Of(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) : null,
        ["week"] = (v, _) => Time(v) is { } at ? Value.Of(Monday(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
        ["json"] = (v, _) => Json(v),
        ["parse"] = (v, _) => Text(v) is { } t ? Parse(t) : null,
        ["known"] = (v, a) => a[0].Equals(a[1]) ? v : ObservedResource.Unread,
        ["nonzero"] = (v, _) => v is null ? null : NonZero(v),
        ["urldecode"] = (v, _) => Text(v) is { } t ? Value.Of(Uri.UnescapeDataString(t)) : null,
        ["base64"] = (v, _) => Text(v) is { } t && Base64(t) is { } bytes ? Value.Of(Encoding.UTF8.GetString(bytes)) : null,
        ["csv"] = (v, _) => Text(v) is { } t ? Csv(t) : null,
        ["unescape"] = (v, _) => Text(v) is { } t ? Value.Of(t.Replace("\\052", "*", StringComparison.Ordinal)) : null,
        ["enabled"] = (v, a) => v is null ? null : Enabled(v, Text(a[0])!),
        ["dot"] = (v, _) => Text(v) is { } t ? Value.Of(t.TrimEnd('.')) : null,
        ["get"] = (v, a) => v is ObjectValue o && o.Get(a[0]) is { } found ? a.Count == 1 ? found : Member(found, Text(a[1])!) : null,
        ["rules"] = (v, a) => SecurityRules.Group(v, a[0], a[1]),
    };

    public static IEnumerable<string> Names => s_table.Keys;

    public static bool Exists(string name) => s_table.ContainsKey(name);

    public static Value? Apply(string name, Value? input, IReadOnlyList<Value> arguments) => s_table[name](input, arguments);

    private static Value? Member(Value value, string name) => (value as ObjectValue)?.Get(name) is not NullValue and var member ? member : null;

    private static string? Text(Value? value) => (value as StringValue)?.Value;

    // Terraform's sets come in any order from the API; one order makes the same content the same bytes.
    private static ArrayValue Set(Value value)
    {
        var items = Expression.List(value).ToArray().Distinct().ToArray();
        Array.Sort(items);
        return ArrayValue.Create(items);
    }

    // Services spell the pair in five ways; some answer with a map.
    private static ObjectValue Tags(Value value)
    {
        if (value is ObjectValue map && map.Get("Key") is null && map.Get("key") is null && map.Get("TagKey") is null)
        {
            return map;
        }

        var tags = new ObjectBuilder();
        foreach (var item in Expression.List(value))
        {
            if (item is ObjectValue pair && (pair.Get("Key") ?? pair.Get("key") ?? pair.Get("TagKey")) is { } key)
            {
                tags.Set(key, pair.Get("Value") ?? pair.Get("value") ?? pair.Get("TagValue") ?? StringValue.Empty);
            }
        }

        return tags.ToValue();
    }

    private static ObjectValue Pairs(Value value, string key, string member)
    {
        var pairs = new ObjectBuilder();
        foreach (var item in Expression.List(value))
        {
            if (item is ObjectValue pair && pair.Get(key) is { } name && pair.Get(member) is { } of)
            {
                pairs.Set(name, of);
            }
        }

        return pairs.ToValue();
    }

    // What the entries that are enabled list under a name.
    private static ArrayValue Enabled(Value value, string member)
    {
        var found = Expression.List(value).ToArray().OfType<ObjectValue>()
            .Where(e => Expression.IsTrue(e.Get("enabled"))).SelectMany(e => Expression.List(e.Get(member)).ToArray());
        return Set(ArrayValue.Create([.. found]));
    }

    // map('a', 'b', 'c', 'd', 'else'): a becomes b, c becomes d, all others the last; without a last they stay.
    private static Value? Map(Value? value, IReadOnlyList<Value> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (arguments[i].Equals(value))
            {
                return arguments[i + 1];
            }
        }

        return arguments.Count % 2 == 1 ? arguments[^1] : value;
    }

    private static DateTimeOffset? Time(Value? value) => value switch
    {
        NumberValue seconds => DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds.ToDouble())),
        StringValue text when DateTimeOffset.TryParse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => null,
    };

    private static DateTime Monday(DateTimeOffset at) => at.UtcDateTime.Date.AddDays(-(((int)at.UtcDateTime.DayOfWeek + 6) % 7));

    // A service fills zeros in where nobody wrote anything; Terraform leaves them out again.
    private static Value? NonZero(Value value)
    {
        switch (value)
        {
            case NullValue:
            case NumberValue number when number.Equals(Value.Of(0)):
                return null;
            case ArrayValue list:
                return ArrayValue.Create([.. list.Items.ToArray().Select(NonZero).OfType<Value>()]);
            case ObjectValue o:
                var kept = new ObjectBuilder(o.Count);
                for (var i = 0; i < o.Count; i++)
                {
                    if (NonZero(o.Values[i]) is { } member)
                    {
                        kept.Set(o.Keys[i], member);
                    }
                }

                return kept.ToValue();
            default:
                return value;
        }
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static Value? Parse(string text) => JsonReader.Read(SourceText.From("answer", text), []);

    // Policies are compared by what they say: one form of each, so that white space and the order of keys are no change.
    private static StringValue? Json(Value? value) => value switch
    {
        null => null,
        StringValue { Value: var text } => Value.Of(Parse(text) is { } parsed ? Encoding.UTF8.GetString(JsonText.Canonical(parsed)) : text),
        _ => Value.Of(Encoding.UTF8.GetString(JsonText.Canonical(value))),
    };

    // A row of another length than the first is left out: its cells could be anybody's.
    private static ArrayValue Csv(string text)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return ArrayValue.Create([.. rows.Skip(1).Where(r => r.Count == rows[0].Count).Select(r => Value.Object([.. rows[0].Zip(r, (name, cell) => (name, (Value)Value.Of(cell)))]))]);
    }

    private static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var c in row.TrimEnd('\r'))
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
