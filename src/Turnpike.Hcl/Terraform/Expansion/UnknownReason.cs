using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>What a value waits for, in words.</summary>
internal static class UnknownReason
{
    public static string Of(Value value)
    {
        var sources = new List<string>();
        Collect(value, sources);
        return sources.Count switch
        {
            0 => "what it depends on",
            1 => sources[0],
            <= 3 => string.Join(", ", sources),
            _ => string.Join(", ", sources.Take(3)) + $" and {sources.Count - 3} more",
        };
    }

    private static void Collect(Value value, List<string> sources)
    {
        if (value.IsGround)
        {
            return;
        }

        switch (value)
        {
            case UnknownValue unknown:
                foreach (var source in unknown.Sources)
                {
                    var id = source.Path.ToReference();
                    if (!source.IsAnonymous && !sources.Contains(id))
                    {
                        sources.Add(id);
                    }
                }

                break;
            case ArrayValue array:
                CollectAll(array.Items, sources);
                break;
            case SetValue set:
                CollectAll(set.Unordered, sources);
                break;
            case ObjectValue map:
                CollectAll(map.Values, sources);
                break;
        }
    }

    private static void CollectAll(ReadOnlySpan<Value> items, List<string> sources)
    {
        foreach (var item in items)
        {
            if (sources.Count > 16)
            {
                return;
            }

            Collect(item, sources);
        }
    }
}
