using System.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Joins;

/// <summary>
/// By which attributes a resource is known whose id Terraform makes up, or that stands for several things of the cloud. Lists
/// multiply: a rule of three ranges goes by three keys.
/// </summary>
/// <param name="Type">The type of which it tells.</param>
/// <param name="As">The type under which the cloud shows it; its own for most.</param>
/// <param name="HasOwnId">Its id is the cloud's: the attributes only let others find it.</param>
/// <param name="When">Only resources with these values, by attribute.</param>
/// <param name="By">Each contributes one part of a key.</param>
/// <param name="Unread">Why no connector reads it; null for all that can be read.</param>
public sealed record ResourceIdentity(
    string Type, string As, bool HasOwnId, IReadOnlyList<(string Attribute, Value Value)> When, IReadOnlyList<IReadOnlyList<IdentityPart>> By, string? Unread)
{
    private const int MaxKeys = 200;

    /// <summary>None where one part of it is not known.</summary>
    public IReadOnlyList<IdentityKey> KeysOf(ObjectValue attributes)
    {
        if (By.Count == 0 || !When.All(w => w.Value.Equals(attributes.Get(w.Attribute))))
        {
            return [];
        }

        List<IdentityKey> keys = [new(As, null, null)];
        foreach (var parts in By)
        {
            var values = parts.SelectMany(p => p.ValuesOf(attributes)).ToList();
            if (values.Any(static v => v.Text is null) || keys.Count * values.Count > MaxKeys)
            {
                return [];
            }

            // What is not set is a part as well: a rule for all protocols has no ports.
            values = values.Count == 0 ? [("", null, null)] : values;
            keys = [.. keys.SelectMany(k => values.Select(v => new IdentityKey(Joined(k.Text, v.Text!), v.Item is null ? k.Attribute : v.Attribute, v.Item ?? k.Item)))];
        }

        // Nothing but its type says who it is.
        return keys is [{ Text: var only }] && only.TrimEnd('\n') == As ? [] : keys;
    }

    private static string Joined(string key, string part) => new StringBuilder(key).Append('\n').Append(part).ToString();
}

/// <param name="Attribute">The attribute of a list that tells it from its siblings, with the item; null where there is one key.</param>
public readonly record struct IdentityKey(string Text, string? Attribute, Value? Item);

/// <param name="InPlaceOf">An attribute that, where it is true, has this one's value for its own: <c>self</c> for the group's id.</param>
/// <param name="After">What stands before the last of these is left out: of an ARN, all but the name.</param>
public sealed record IdentityPart(string Attribute, string? InPlaceOf, string? After)
{
    /// <summary>A null text is one that is not known.</summary>
    internal IEnumerable<(string? Text, string? Attribute, Value? Item)> ValuesOf(ObjectValue attributes)
    {
        if (InPlaceOf is not null && !Value.True.Equals(attributes.Get(InPlaceOf)))
        {
            return [];
        }

        return attributes.Get(Attribute) switch
        {
            ArrayValue items => items.Items.ToArray().Select(i => (TextOf(i), (string?)Attribute, (Value?)i)),
            UnknownValue => [(null, null, null)],
            { } one when TextOf(one) is not "" and var text => [(text, null, null)],
            _ => [],
        };
    }

    // No port, port 0 and port -1 all stand for any.
    private string? TextOf(Value value) => value switch
    {
        StringValue { Value: var text } => After is null ? text : text[(text.LastIndexOf(After, StringComparison.Ordinal) + 1)..],
        NumberValue { Text: "0" or "-1" } or NullValue => "",
        NumberValue number => number.Text,
        BooleanValue boolean => boolean.Value ? "true" : "false",
        _ => null,
    };
}
