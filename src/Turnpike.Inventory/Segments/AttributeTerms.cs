using Turnpike.Values;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// What can be asked of a document without reading it: that an attribute is there, and that it is this. Places in lists
/// are left out, so <c>ingress.from_port</c> is that of any of them. What is withheld or unknown is only there.
/// </summary>
internal sealed class AttributeTerms(Dictionary<string, ulong> known)
{
    private const int MaxTerms = 4_000;
    private const int MaxValue = 256;
    private const int MaxDepth = 64;
    private const int MaxKnown = 200_000;

    /// <summary>In the order in which they are met; past <see cref="MaxTerms"/> none.</summary>
    public HashSet<ulong> Of(ObjectValue document)
    {
        var terms = new HashSet<ulong>();
        AddMembers(document, "", 0, terms);
        return terms;
    }

    /// <summary>A value as it is asked for; null for one that cannot be.</summary>
    public static string? TextOf(Value value) => value switch
    {
        StringValue { Value: { Length: <= MaxValue } text } => text,
        NumberValue number => System.Text.Encoding.UTF8.GetString(JsonText.Canonical(number)),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        NullValue => "null",
        ArrayValue { Count: 0 } => "[]",
        ObjectValue { Count: 0 } => "{}",
        _ => null,
    };

    private void AddMembers(ObjectValue members, string path, int depth, HashSet<ulong> terms)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members.Keys[i] is StringValue { Value: var key })
            {
                Add(members.Values[i], path.Length == 0 ? key : path + "." + key, depth + 1, terms);
            }
        }
    }

    private void Add(Value value, string path, int depth, HashSet<ulong> terms)
    {
        if (terms.Count >= MaxTerms || depth > MaxDepth || path.Length > MaxValue)
        {
            return;
        }

        if (value is ArrayValue { Count: > 0 } items)
        {
            foreach (var item in items.Items)
            {
                Add(item, path, depth + 1, terms);
            }

            return;
        }

        if (value is not NullValue)
        {
            terms.Add(Known(path, null));
        }

        if (TextOf(value) is { } text)
        {
            terms.Add(Known(path, text));
        }

        if (value is ObjectValue members)
        {
            AddMembers(members, path, depth, terms);
        }
    }

    // Most terms of a scope occur many times.
    private ulong Known(string path, string? value)
    {
        var text = value is null ? path : path + "\0" + value;
        if (!known.TryGetValue(text, out var term))
        {
            term = Fingerprint.OfTerm(path, value);
            if (known.Count < MaxKnown)
            {
                known.Add(text, term);
            }
        }

        return term;
    }
}
