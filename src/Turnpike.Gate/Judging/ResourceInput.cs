using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Makes the <c>input</c> of resource rules. All inputs share one shape and the attributes' own nodes, so an input costs
/// two small arrays however large the resource is.
/// </summary>
internal static class ResourceInput
{
    private static readonly StringValue s_managed = Value.Of("managed");
    private static readonly StringValue s_data = Value.Of("data");
    private static readonly StringValue s_kubernetes = Value.Of("kubernetes");

    private static readonly Shape s_change = ShapeOf(
        "action_reason", "actions", "after", "before", "deposed", "importing", "previous_address", "replace_paths");

    private static readonly Shape s_input = ShapeOf(
        "actions", "address", "after", "before", "change", "index", "mode", "module", "name", "params", "provider", "scope", "type");

    private static readonly Shape s_resource = ShapeOf("address", "attributes", "index", "mode", "module", "name", "provider", "scope", "type");

    private static readonly int s_parameters = s_input.IndexOf("params");

    /// <summary>What a rule is given for a change, with no parameters.</summary>
    public static ObjectValue Of(ResourceChange change, Value before, Value after)
    {
        var address = change.Address;
        return ObjectValue.Create(s_input,
        [
            change.Actions.Words, Value.Of(address.Text), after, before, ChangeObject(change, change.Actions, before, after),
            address.Index ?? Value.Null, Mode(address), Module(address), Value.Of(address.Name), ObjectValue.Empty,
            Provider(change.Provider), Scope(change.Id), Value.Of(address.Type),
        ]);
    }

    /// <summary>The resource as it was, as if nothing were planned for it.</summary>
    public static ObjectValue Unchanged(ResourceChange change, Value attributes)
    {
        var address = change.Address;
        return ObjectValue.Create(s_input,
        [
            ChangeActions.NoOp.Words, Value.Of(address.Text), attributes, attributes, UnchangedObject(attributes),
            address.Index ?? Value.Null, Mode(address), Module(address), Value.Of(address.Name), ObjectValue.Empty,
            Provider(change.Provider), Scope(change.Id), Value.Of(address.Type),
        ]);
    }

    /// <summary>A resource of which nothing is planned.</summary>
    public static ObjectValue Standing(Resource resource, Value attributes)
    {
        var address = resource.Address;
        return ObjectValue.Create(s_input,
        [
            ChangeActions.NoOp.Words, Value.Of(address.Text), attributes, attributes, UnchangedObject(attributes),
            address.Index ?? Value.Null, Mode(address), Module(address), Value.Of(address.Name), ObjectValue.Empty,
            Provider(resource.Provider), Scope(resource.Id), Value.Of(address.Type),
        ]);
    }

    public static ObjectValue WithParameters(ObjectValue input, ObjectValue parameters)
    {
        if (parameters.Count == 0)
        {
            return input;
        }

        var values = input.Values.ToArray();
        values[s_parameters] = parameters;
        return ObjectValue.Create(s_input, values);
    }

    /// <summary>What the estate's functions answer with.</summary>
    /// <param name="name">How rules may ask for it again.</param>
    public static ObjectValue OfResource(Resource resource, string name, Value attributes)
    {
        var address = resource.Address;
        return ObjectValue.Create(s_resource,
        [
            Value.Of(name), attributes, address.Index ?? Value.Null, Mode(address), Module(address), Value.Of(address.Name),
            Provider(resource.Provider), Scope(resource.Id), Value.Of(address.Type),
        ]);
    }

    private static ObjectValue ChangeObject(ResourceChange change, ChangeActions actions, Value before, Value after) => ObjectValue.Create(s_change,
    [
        change.ActionReason is null ? Value.Null : Value.Of(change.ActionReason), actions.Words, after, before,
        change.Deposed is null ? Value.Null : Value.Of(change.Deposed), change.Importing ?? Value.Null,
        change.PreviousAddress is null ? Value.Null : Value.Of(change.PreviousAddress.Text), ReplacePaths(change),
    ]);

    private static ObjectValue UnchangedObject(Value attributes) => ObjectValue.Create(s_change,
    [
        Value.Null, ChangeActions.NoOp.Words, attributes, attributes, Value.Null, Value.Null, Value.Null, ArrayValue.Empty,
    ]);

    private static ArrayValue ReplacePaths(ResourceChange change)
    {
        if (change.ReplacePaths.Count == 0)
        {
            return ArrayValue.Empty;
        }

        var paths = new Value[change.ReplacePaths.Count];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = ArrayValue.Create([.. change.ReplacePaths[i]]);
        }

        return ArrayValue.Create(paths);
    }

    private static StringValue Mode(ResourceAddress address) => address.Mode == ResourceMode.Data ? s_data : s_managed;

    private static StringValue Module(ResourceAddress address) => address.Module.IsRoot ? StringValue.Empty : Value.Of(address.Module.Text);

    private static StringValue Provider(string provider) => provider == s_kubernetes.Value ? s_kubernetes : Value.Of(provider);

    private static StringValue Scope(ResourceId id) => string.IsNullOrEmpty(id.Scope.Name) ? StringValue.Empty : Value.Of(id.Scope.Name);

    // The names are listed in their order above, so that values can be laid out in place.
    private static Shape ShapeOf(params string[] names)
    {
        var builder = new ObjectBuilder(names.Length);
        foreach (var name in names)
        {
            builder.Set(name, Value.Null);
        }

        return builder.ToValue().Shape;
    }
}
