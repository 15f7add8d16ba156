using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>The whole state with its sensitive parts marked.</summary>
internal static class StateView
{
    public static ObjectValue Mark(ObjectValue root)
    {
        root = PlanView.Replace(root, "outputs", static outputs => outputs is ObjectValue members ? ValuesTree.MarkOutputs(members) : outputs);
        return PlanView.Replace(root, "resources", static list => list is ArrayValue items
            ? PlanView.MapItems(items, static (resource, _) => PlanView.Replace(resource, "instances", MarkInstances))
            : list);
    }

    private static Value MarkInstances(Value value) => value is ArrayValue instances
        ? PlanView.MapItems(instances, static (instance, _) => MarkInstance(instance))
        : value;

    private static ObjectValue MarkInstance(ObjectValue instance)
    {
        var marked = SensitivePaths.Mark(instance) is { } attributes && !ReferenceEquals(attributes, instance.Get("attributes"))
            ? instance.With("attributes", attributes)
            : instance;

        // What the provider keeps for itself, and attributes without a mask, may hold anything.
        foreach (var key in (ReadOnlySpan<string>)["private", "attributes_flat"])
        {
            marked = marked.Get(key) is { } secret ? marked.With(key, secret.ToSensitive()) : marked;
        }

        return marked;
    }
}
