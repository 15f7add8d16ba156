using System.Collections.Frozen;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <param name="Path">In the entity.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="Help">What to do.</param>
public sealed record EntityFault(ValuePath Path, string Says, string Help);

/// <summary>Whether Backstage would take an entity: its name, its labels and tags, what its kind must have.</summary>
public static class EntityCheck
{
    private const int MaxName = 63;
    private const int MaxPrefix = 253;
    private const int MaxTag = 63;
    private const string NameHelp = "1 to 63 letters, digits, - _ and .; the first and the last a letter or a digit.";

    private static readonly FrozenDictionary<string, string[]> s_required = new Dictionary<string, string[]>
    {
        ["Component"] = ["type", "lifecycle", "owner"],
        ["API"] = ["type", "lifecycle", "owner", "definition"],
        ["Resource"] = ["type", "owner"],
        ["System"] = ["owner"],
        ["Domain"] = ["owner"],
        ["Group"] = ["type", "children"],
        ["User"] = ["memberOf"],
        ["Template"] = ["type", "steps"],
        ["Location"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kinds that Backstage knows.</summary>
    public static IReadOnlyCollection<string> Kinds => s_required.Keys;

    public static IEnumerable<EntityFault> Faults(ObjectValue entity)
    {
        var kind = entity.TextAt("kind") ?? "";
        if (!s_required.TryGetValue(kind, out var required))
        {
            yield return new(ValuePath.Of("kind"), kind.Length == 0 ? "it has no kind" : $"{kind} is no kind that Backstage knows", $"One of {string.Join(", ", s_required.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (entity.TextAt("apiVersion")?.StartsWith("backstage.io/", StringComparison.Ordinal) != true && entity.TextAt("apiVersion")?.StartsWith("scaffolder.backstage.io/", StringComparison.Ordinal) != true)
        {
            yield return new(ValuePath.Of("apiVersion"), "its apiVersion is none of Backstage's", "apiVersion: backstage.io/v1alpha1");
        }

        foreach (var fault in OfMetadata(entity.Get("metadata") as ObjectValue ?? ObjectValue.Empty))
        {
            yield return fault;
        }

        var spec = entity.Get("spec") as ObjectValue ?? ObjectValue.Empty;
        foreach (var member in required ?? [])
        {
            if (spec.Get(member) is null or NullValue or StringValue { Value.Length: 0 })
            {
                yield return new(ValuePath.Of("spec"), $"a {kind} has no spec.{member}", spec.Get(member) is null && member is "children" or "memberOf" ? $"Give it {member}: [] where there are none." : $"Give it {member}.");
            }
        }
    }

    /// <summary>Whether Backstage takes it for the name of an entity.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.Zip(text.Skip(1)).All(static p => IsNameChar(p.First) && IsNameChar(p.Second) && (char.IsAsciiLetterOrDigit(p.First) || char.IsAsciiLetterOrDigit(p.Second)));

    private static bool IsNameChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static IEnumerable<EntityFault> OfMetadata(ObjectValue metadata)
    {
        if (metadata.TextAt("name") is not { Length: > 0 } name)
        {
            yield return new(ValuePath.Of("metadata"), "it has no metadata.name", NameHelp);
        }
        else if (!IsName(name))
        {
            yield return new(ValuePath.Of("metadata", "name"), $"{name} is no name", NameHelp);
        }

        if (metadata.Get("namespace") is StringValue { Value: var space } && !IsName(space))
        {
            yield return new(ValuePath.Of("metadata", "namespace"), $"{space} is no namespace", NameHelp);
        }

        foreach (var member in (string[])["labels", "annotations"])
        {
            if (metadata.Get(member) is not ObjectValue map)
            {
                continue;
            }

            for (var i = 0; i < map.Count; i++)
            {
                var key = (map.Keys[i] as StringValue)?.Value ?? "";
                var at = ValuePath.Of("metadata", member, key);
                if (!IsKey(key))
                {
                    yield return new(at, $"{key} is no key of {member}", "[prefix/]name; the prefix a DNS name of at most 253 characters, the name of at most 63.");
                }

                if (map.Values[i] is not StringValue value)
                {
                    yield return new(at, $"the value of {key} is no text", "Put it into quotes.");
                }
                else if (member == "labels" && value.Value.Length > 0 && !IsName(value.Value))
                {
                    yield return new(at, $"{value.Value} is no value of a label", NameHelp + " What is longer can be an annotation.");
                }
            }
        }

        var tags = metadata.Get("tags") is ArrayValue list ? list.Items.ToArray() : [];
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i] is not StringValue { Value: var tag } || !IsTag(tag))
            {
                yield return new(ValuePath.Of("metadata", "tags").Append(i), $"{(tags[i] as StringValue)?.Value ?? "it"} is no tag", "1 to 63 of a-z, 0-9, +, # and :, in parts that - joins.");
            }
        }
    }

    private static bool IsKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return IsName(key[(slash + 1)..]) && (slash < 0 || (slash is > 0 and <= MaxPrefix && key[..slash].Split('.').All(static p => p.Length > 0 && p.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))));
    }

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaxTag && tag.Split('-').All(static p => p.Length > 0 && p.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '#' or ':'));
}
