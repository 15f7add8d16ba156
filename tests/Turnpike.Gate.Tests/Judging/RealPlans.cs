using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>The plans of the vectors, judged by the packs of the repository.</summary>
internal static class RealPlans
{
    private static readonly Lazy<RuleSet> s_baseline = new(() => RuleSet.Compile([Repository.ReadPack("baseline")]));

    public static RuleSet Baseline => s_baseline.Value;

    /// <summary>Paths below the vectors' folder.</summary>
    public static TheoryData<string> Names => Repository.HasVectors
        ? [.. Files("plans", "*.json").Concat(Files("terraform/roots", "plan-*.json")).Order(StringComparer.Ordinal)]
        : ["(the vectors are missing)"];

    /// <summary>The document without what stands around it; null where it is not UTF-8, since such a copy would be another file.</summary>
    public static JsonNode? Read(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Vectors, name));
        var start = bytes.AsSpan().IndexOf((byte)'{');
        try
        {
            return start is < 0 or > 3 ? null : JsonNode.Parse(bytes.AsSpan(start));
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Vectors, folder), pattern, SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Repository.Vectors, file));

    public static CheckReport Judge(JsonNode plan) => GateCheck.Run(
        new CheckRequest
        {
            Rules = Baseline,
            ProviderData = Repository.ProviderData(),
            Inputs = [new InputFile("plan.json", Encoding.UTF8.GetBytes(plan.ToJsonString()))],
        },
        TestContext.Current.CancellationToken);

    /// <summary>
    /// Every known scalar in the attributes after a change, with the way to it. What does not change is left out: it is as
    /// it was before, so nothing of it can be unknown.
    /// </summary>
    public static List<Leaf> Leaves(JsonNode plan)
    {
        var leaves = new List<Leaf>();
        foreach (var change in plan["resource_changes"]?.AsArray() ?? [])
        {
            if (change!["change"] is JsonObject body && body["after"] is JsonObject after && (string?)body["actions"]![0] != "no-op")
            {
                Collect(after, body, [], leaves);
            }
        }

        return leaves;
    }

    private static void Collect(JsonNode? node, JsonObject change, object[] path, List<Leaf> leaves)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (var (key, value) in obj)
                {
                    Collect(value, change, [.. path, key], leaves);
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Collect(array[i], change, [.. path, i], leaves);
                }

                break;
            default:
                leaves.Add(new Leaf(change, path));
                break;
        }
    }
}

/// <summary>A scalar of a planned resource, and how to hide it as Terraform would.</summary>
internal sealed record Leaf(JsonObject Change, object[] Path)
{
    public JsonNode? Value => Path.Aggregate(Change["after"], static (node, step) => step is int i ? node!.AsArray()[i] : node![(string)step]);

    /// <summary>Unknown after apply: left out of an object, null in a list, true in the mask.</summary>
    public void MakeUnknown()
    {
        Mark("after_unknown");
        var parent = Path[..^1].Aggregate(Change["after"], static (node, step) => step is int i ? node!.AsArray()[i] : node![(string)step])!;
        if (Path[^1] is int at)
        {
            parent.AsArray()[at] = null;
        }
        else
        {
            parent.AsObject().Remove((string)Path[^1]);
        }
    }

    public void MakeSecret(string token)
    {
        Mark("after_sensitive");
        var parent = Path[..^1].Aggregate(Change["after"], static (node, step) => step is int i ? node!.AsArray()[i] : node![(string)step])!;
        if (Path[^1] is int at)
        {
            parent.AsArray()[at] = token;
        }
        else
        {
            parent.AsObject()[(string)Path[^1]] = token;
        }
    }

    private void Mark(string mask)
    {
        JsonNode parent = Change;
        object step = mask;
        foreach (var next in Path)
        {
            var node = Get(parent, step);
            if (node is JsonValue value && value.TryGetValue<bool>(out var all) && all)
            {
                return;
            }

            if (next is int at)
            {
                var array = node as JsonArray ?? [];
                while (array.Count <= at)
                {
                    array.Add(false);
                }

                Set(parent, step, array, node);
                parent = array;
            }
            else
            {
                var obj = node as JsonObject ?? [];
                Set(parent, step, obj, node);
                parent = obj;
            }

            step = next;
        }

        Set(parent, step, JsonValue.Create(true), null);
    }

    private static JsonNode? Get(JsonNode parent, object step) => step is int i ? parent.AsArray()[i] : parent[(string)step];

    private static void Set(JsonNode parent, object step, JsonNode value, JsonNode? old)
    {
        if (ReferenceEquals(value, old))
        {
            return;
        }

        if (step is int i)
        {
            parent.AsArray()[i] = value;
        }
        else
        {
            parent.AsObject()[(string)step] = value;
        }
    }
}
