using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>The whole state with its sensitive parts marked.</summary>
internal static class StateView
{
    public static ObjectValue Mark(ObjectValue root)
    {
        root = PlanView.Replace<ObjectValue>(root, "outputs", ValuesTree.MarkOutputs);
        return PlanView.Replace<ArrayValue>(root, "resources", static list => PlanView.MapItems(list, static (resource, _) => MarkInstances(resource)));
    }

    private static ObjectValue MarkInstances(ObjectValue resource) =>
        PlanView.Replace<ArrayValue>(resource, "instances", static list => PlanView.MapItems(list, static (instance, _) => MarkInstance(instance)));

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
