using System.Buffers;
using System.Text;
using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Inventory.Segments;

/// <summary>What a row says of itself in text: who it is, and what it is tagged with.</summary>
internal static class RowFields
{
    private const int MaxLength = 2_048;
    private const int MaxTags = 256;
    private static readonly SearchValues<char> s_codes = SearchValues.Create("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007");

    /// <summary>Where a type keeps labels of people's own; the first that holds any counts.</summary>
    private static readonly string[] s_tags = ["tags_all", "tags", "labels"];

    /// <summary>No field can hold the codes that part fields.</summary>
    public static bool CanHold(string text) => !text.AsSpan().ContainsAny(s_codes);

    public static List<(byte Code, string Text)> Of(KeptResource kept)
    {
        var resource = kept.Resource;
        var fields = new List<(byte, string)> { (Field.Address, resource.Address.Text) };
        var said = resource.Address.IsKubernetes ? kept.Attributes.Get("metadata") as ObjectValue ?? ObjectValue.Empty : kept.Attributes;
        Add(Field.Id, said.Get(resource.Address.IsKubernetes ? "uid" : "id"));
        Add(Field.Arn, said.Get("arn") is StringValue arn ? arn : said.Get("self_link"));
        Add(Field.Name, said.Get("name"));
        foreach (var (key, value) in Tags(said))
        {
            fields.Add((Field.TagKey, key));
            fields.Add((Field.TagValue, value));
        }

        if (resource.Deposed is { } deposed)
        {
            fields.Add((Field.Deposed, Clean(deposed)));
        }

        return fields;

        void Add(byte code, Value? value)
        {
            if (value is StringValue { Value: { Length: > 0 and <= MaxLength } text })
            {
                fields.Add((code, Clean(text)));
            }
        }
    }

    /// <summary>What it goes by in other scopes, and by which attributes it is known.</summary>
    public static List<ulong> Identifiers(KeptResource kept, JoinTable joins)
    {
        var identifiers = new List<ulong>();
        if (kept.Resource is { Deposed: null, Address.IsKubernetes: false })
        {
            foreach (var name in (ReadOnlySpan<string>)["id", "arn", "self_link"])
            {
                if (kept.Attributes.Get(name) is StringValue { Value: { Length: >= OutsideReferences.MinLength and <= OutsideReferences.MaxLength } text }
                    && Fingerprint.OfIdentifier(text) is var identifier && !identifiers.Contains(identifier))
                {
                    identifiers.Add(identifier);
                }
            }

            foreach (var identity in joins.IdentitiesByType.GetValueOrDefault(kept.Resource.Type) ?? [])
            {
                identifiers.AddRange(identity.KeysOf(kept.Attributes).Select(k => Fingerprint.OfKey(k.Text, !identity.HasOwnId)).Distinct());
            }
        }

        return identifiers;
    }

    private static List<(string Key, string Value)> Tags(ObjectValue said)
    {
        var tags = new List<(string, string)>();
        foreach (var name in s_tags)
        {
            if (said.Get(name) is ObjectValue { Count: > 0 } map)
            {
                for (var i = 0; i < map.Count && tags.Count < MaxTags; i++)
                {
                    if (map.Keys[i] is StringValue { Value.Length: <= MaxLength } key && map.Values[i] is StringValue { Value.Length: <= MaxLength } value)
                    {
                        tags.Add((Clean(key.Value), Clean(value.Value)));
                    }
                }

                return tags;
            }
        }

        return tags;
    }

    private static string Clean(string text)
    {
        if (CanHold(text))
        {
            return text;
        }

        var clean = new StringBuilder(text);
        for (var i = 0; i < clean.Length; i++)
        {
            if (clean[i] < Field.End)
            {
                clean[i] = ' ';
            }
        }

        return clean.ToString();
    }
}
