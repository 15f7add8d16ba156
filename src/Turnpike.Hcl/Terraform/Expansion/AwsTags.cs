using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>The AWS provider's <c>tags_all</c>: the resource's tags over the provider's default tags, less what it ignores.</summary>
internal static class AwsTags
{
    private static readonly Value s_tags = Value.Of("tags");
    private static readonly Value s_all = Value.Of("tags_all");

    public static HclValue Apply(ResourceGroup group, HclValue value)
    {
        if (value.Value is not ObjectValue members || members.Get(s_tags) is not { } tags || members.Get(s_all) is not UnknownValue { Origin: UnknownOrigin.ComputedUnset })
        {
            return value;
        }

        var settings = group.ProviderSettings();
        if (!tags.IsGround || !settings.IsKnownFor("default_tags") || !settings.IsKnownFor("ignore_tags"))
        {
            return value;
        }

        var all = new ObjectBuilder();
        Add(all, settings.Block("default_tags")?.Get("tags"), settings);
        Add(all, tags, settings);
        if (all.Count == 0)
        {
            return value;
        }

        // A mark on the tags as a whole is one on what is made of them.
        return ProviderBehaviour.With(value, "tags_all", HclValue.Map(HclType.String, all).WithMarks(tags.OwnMarks));
    }

    private static void Add(ObjectBuilder all, Value? tags, ProviderSettings settings)
    {
        if (tags is not ObjectValue members)
        {
            return;
        }

        for (var i = 0; i < members.Count; i++)
        {
            if (members.Values[i] is not NullValue && !IsIgnored(((StringValue)members.Keys[i]).Value, settings))
            {
                all.Set(members.Keys[i], members.Values[i]);
            }
        }
    }

    private static bool IsIgnored(string tag, ProviderSettings settings) =>
        settings.Block("ignore_tags") is { } ignored
        && (Each(ignored.Get("keys")).Contains(tag) || Each(ignored.Get("key_prefixes")).Any(p => tag.StartsWith(p, StringComparison.Ordinal)));

    private static IEnumerable<string> Each(Value? value) => value switch
    {
        SetValue set => set.Unordered.ToArray().OfType<StringValue>().Select(static s => s.Value),
        ArrayValue array => array.Items.ToArray().OfType<StringValue>().Select(static s => s.Value),
        _ => [],
    };
}
