using System.Text.Json.Nodes;

namespace Turnpike.Web.Tests.Samples;

/// <summary>The sample's plan many times over, each time in a module of its own: what a reviewer must still be able to read.</summary>
internal static class LargePlan
{
    private static readonly string[][] s_actions = [["create"], ["update"], ["delete"], ["delete", "create"]];

    /// <summary>A plan that does something to so many resources.</summary>
    public static byte[] Of(int resources)
    {
        var plan = JsonNode.Parse(Repository.Read("samples/kestrel/plans/parcels-prod.json"))!.AsObject();
        var changes = plan["resource_changes"]!.AsArray().OfType<JsonObject>().Where(c => c["mode"]!.GetValue<string>() == "managed" && c["module_address"] is null).ToList();
        var many = new JsonArray();
        for (var i = 0; i < resources; i++)
        {
            many.Add(Copy(changes[i % changes.Count], $"module.shop[\"{i / changes.Count}\"]", s_actions[i / 3 % s_actions.Length]));
        }

        plan["resource_changes"] = many;
        plan.Remove("planned_values");
        plan.Remove("prior_state");
        plan.Remove("configuration");
        plan.Remove("resource_drift");
        return System.Text.Encoding.UTF8.GetBytes(plan.ToJsonString());
    }

    private static JsonObject Copy(JsonObject change, string module, string[] actions)
    {
        var copy = change.DeepClone().AsObject();
        copy["address"] = $"{module}.{copy["address"]}";
        copy["module_address"] = module;
        var inner = copy["change"]!.AsObject();
        var given = inner["after"] ?? inner["before"];
        inner["actions"] = new JsonArray([.. actions.Select(a => (JsonNode)a)]);
        inner["before"] = actions is ["create"] ? null : Before(given!.AsObject());
        inner["after"] = actions is ["delete"] ? null : given?.DeepClone();
        if (actions is ["delete"])
        {
            inner["after_unknown"] = new JsonObject();
            inner["after_sensitive"] = false;
        }

        if (actions is ["create"])
        {
            inner["before_sensitive"] = false;
        }

        inner.Remove("replace_paths");
        copy.Remove("action_reason");
        return copy;
    }

    // As it was: a text or a number of it another one, tags fewer.
    private static JsonObject Before(JsonObject after)
    {
        var before = after.DeepClone().AsObject();
        foreach (var (name, value) in after)
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var said) && name is "description" or "name" or "engine_version" or "instance_class")
            {
                before[name] = "old-" + value;
            }
            else if (value is JsonValue flag && flag.TryGetValue<bool>(out var on))
            {
                before[name] = !on;
            }
        }

        before.Remove("tags");
        return before;
    }
}
