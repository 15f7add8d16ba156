using Turnpike.Estate.Changes;
using Turnpike.Formats.Marks;
using Turnpike.Formats.TerraformCode;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>
/// The whole plan as its tool writes it, marks laid in where a policy looks: <c>change.before</c> and <c>change.after</c>,
/// outputs, variables, prior state and, by address, planned values. Everything else is shared with the plan as read.
/// </summary>
internal static class PlanView
{
    public static ObjectValue Mark(PlanContent plan, TerraformPlanDocument document, bool unknownsAbsent)
    {
        var root = plan.Code is null ? plan.Json.Root : plan.Json.Root.Without(CodeResult.Key);
        var after = new Dictionary<string, Value>();
        var changes = new Dictionary<ValuePath, ResourceChange>(document.Changes.Count);
        foreach (var change in document.Changes)
        {
            changes[change.Origin.Path] = change;
        }

        root = Replace<ArrayValue>(root, "resource_changes", list => MarkChanges(plan, list, changes, after, unknownsAbsent));
        root = Replace<ArrayValue>(root, "resource_drift", list => MarkDrift(plan, list));
        root = Replace<ObjectValue>(root, "output_changes", outputs => MarkOutputs(outputs, document, unknownsAbsent));
        root = Replace<ObjectValue>(root, "planned_values", values => ValuesTree.Mark(plan, values, after));
        root = Replace<ObjectValue>(root, "prior_state", state => Replace<ObjectValue>(state, "values", values => ValuesTree.Mark(plan, values, [])));
        return root.Get("variables") is ObjectValue ? root.With("variables", MarkVariables(plan)) : root;
    }

    public static ObjectValue MarkVariables(PlanContent plan)
    {
        if (plan.Json.Root.Get("variables") is not ObjectValue variables)
        {
            return ObjectValue.Empty;
        }

        var configuration = plan.Json.Root.Get("configuration");
        var values = variables.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (variables.Keys[i] is StringValue name && ConfigurationReader.IsSensitiveVariable(configuration, name.Value))
            {
                values[i] = values[i].ToSensitive();
            }
        }

        return ObjectValue.Create(variables.Shape, values);
    }

    private static ArrayValue MarkChanges(PlanContent plan, ArrayValue list, Dictionary<ValuePath, ResourceChange> changes, Dictionary<string, Value> after, bool unknownsAbsent)
    {
        var section = Value.Of("resource_changes");
        return MapItems(list, (item, i) =>
        {
            if (item.Get("change") is not ObjectValue change || !changes.TryGetValue(new ValuePath(section, Value.Of(i)), out var planned))
            {
                return item;
            }

            var laid = unknownsAbsent ? plan.Marks.Lay(change.Get("after"), null, change.Get("after_sensitive"), SameOrigin.None) : planned.AfterContent.Value;
            if (!unknownsAbsent && laid is not null and not NullValue && planned.Deposed is null)
            {
                after[planned.Address.Text] = laid;
            }

            return item.With("change", Set(Set(change, "before", planned.BeforeContent.Value), "after", laid));
        });
    }

    private static ArrayValue MarkDrift(PlanContent plan, ArrayValue list) =>
        MapItems(list, (item, _) => item.Get("change") is ObjectValue change
            ? item.With("change", Set(
                Set(change, "before", plan.Marks.Lay(change.Get("before"), null, change.Get("before_sensitive"), SameOrigin.None)),
                "after",
                plan.Marks.Lay(change.Get("after"), null, change.Get("after_sensitive"), SameOrigin.None)))
            : item);

    private static ObjectValue MarkOutputs(ObjectValue outputs, TerraformPlanDocument document, bool unknownsAbsent)
    {
        foreach (var output in document.Outputs)
        {
            if (outputs.Get(output.Name) is ObjectValue change)
            {
                outputs = outputs.With(output.Name, Set(Set(change, "before", output.Before), "after", output.Mark(unknownsAbsent)));
            }
        }

        return outputs;
    }

    internal static ArrayValue MapItems(ArrayValue list, Func<ObjectValue, int, Value> map)
    {
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = list[i] is ObjectValue item ? map(item, i) : list[i];
        }

        return ArrayValue.Create(items);
    }

    /// <summary>A member replaced by what is made of it; a value of another form than expected stays as it is.</summary>
    internal static ObjectValue Replace<T>(ObjectValue owner, string key, Func<T, Value> replace)
        where T : Value =>
        owner.Get(key) is T member ? owner.With(key, replace(member)) : owner;

    private static ObjectValue Set(ObjectValue change, string key, Value? value) =>
        value is null || ReferenceEquals(change.Get(key), value) ? change : change.With(key, value);
}
