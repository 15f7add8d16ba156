using System.Buffers;
using Turnpike.Values;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// What a resource names that may be in another scope: ids and ARNs that nobody else in the world has. Names are left out,
/// since two accounts may use the same ones.
/// </summary>
internal static class OutsideReferences
{
    public const int MinLength = 4;
    public const int MaxLength = 512;

    private const int MaxDepth = 64;
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly string[] s_worldwide = ["arn:", "/subscriptions/", "projects/", "https://www.googleapis.com/"];
    private static readonly string[] s_attributes = ["_id", "_ids", "_arn", "_arns"];

    public static IEnumerable<(ValuePath Path, string Identifier)> Of(KeptResource kept)
    {
        var found = new List<(ValuePath, string)>();
        var attributes = kept.Attributes;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes.Keys[i] is StringValue { Value: var key } && (kept.Resource.Address.IsKubernetes || !SaysWhoItIs(key)))
            {
                Add(attributes.Values[i], new ValuePath(attributes.Keys[i]), key, kept.Resource.Address.IsKubernetes, found);
            }
        }

        return found;
    }

    private static void Add(Value value, ValuePath path, string attribute, bool isKubernetes, List<(ValuePath, string)> found)
    {
        switch (value)
        {
            case StringValue { Value: var text } when IsIdentifier(text, attribute, isKubernetes):
                found.Add((path, text));
                break;
            case ObjectValue members when path.Count < MaxDepth:
                for (var i = 0; i < members.Count; i++)
                {
                    if (members.Keys[i] is StringValue { Value: var key } && members.Values[i].Kind is ValueKind.String or ValueKind.Object or ValueKind.Array)
                    {
                        Add(members.Values[i], path.Append(members.Keys[i]), key, isKubernetes, found);
                    }
                }

                break;
            case ArrayValue items when path.Count < MaxDepth:
                for (var i = 0; i < items.Count; i++)
                {
                    Add(items[i], path.Append(i), attribute, isKubernetes, found);
                }

                break;
        }
    }

    private static bool IsIdentifier(string text, string attribute, bool isKubernetes)
    {
        if (text.Length is < MinLength or > MaxLength)
        {
            return false;
        }

        if (s_worldwide.Any(p => text.StartsWith(p, StringComparison.Ordinal)))
        {
            return true;
        }

        // vpc-0a1b2c3d, sg-0123456789abcdef0
        var dash = text.LastIndexOf('-');
        return !isKubernetes
            && ((dash > 0 && text.Length - dash > 8 && !text.AsSpan(dash + 1).ContainsAnyExcept(s_hexadecimal))
                || (s_attributes.Any(a => attribute.EndsWith(a, StringComparison.Ordinal)) && text.AsSpan().ContainsAnyExceptInRange('0', '9')));
    }

    private static bool SaysWhoItIs(string key) => key is "id" or "arn" or "self_link" or "name" or "tags" or "tags_all" or "labels" or "description";
}
