using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// Lays expanded code on what is known of its root: what is there already is updated or stays, what the code no longer has
/// is deleted where the code is complete, the rest is created.
/// </summary>
public static class CodeOnEstate
{
    private static readonly ArrayValue s_create = Actions("create");
    private static readonly ArrayValue s_read = Actions("read");
    private static readonly ArrayValue s_update = Actions("update");
    private static readonly ArrayValue s_noOp = Actions("no-op");
    private static readonly ArrayValue s_delete = Actions("delete");

    /// <param name="code">As it was sent, or laid on an estate before: that is undone first.</param>
    /// <param name="known">What is there, of any scope; that of the code counts.</param>
    /// <param name="key">The installation's key, to compare secrets with withheld ones.</param>
    public static TerraformPlanDocument Lay(TerraformPlanDocument code, IReadOnlyList<Resource> known, ReadOnlySpan<byte> key)
    {
        if (code.Code is not { } result || code.Root.Get("resource_changes") is not ArrayValue list)
        {
            return code;
        }

        var there = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (var resource in known.Where(r => r.Id.Scope.ToString() == code.Planned.Scope.ToString() && IsManaged(r)))
        {
            there.TryAdd(resource.Address.Text, resource);
        }

        var items = list.Items[..Math.Min(result.Count, list.Count)].ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Start(items[i] as ObjectValue, there) ?? items[i];
        }

        var open = code.Changes.Where(static c => HasOpenKey(c.Address)).Select(static c => c.Address.ConfigurationText).ToHashSet();
        var gone = there.Values.OrderBy(static r => r.Address.Text, StringComparer.Ordinal).Select(r => NotInCode(r, result.IsComplete && !open.Contains(r.Address.ConfigurationText)));
        var laid = code.With(code.Root.With("resource_changes", ArrayValue.Create([.. items, .. gone])));
        return Decided(laid, items.Length, key);
    }

    // Whether an update changes anything shows once everything is laid.
    private static TerraformPlanDocument Decided(TerraformPlanDocument laid, int count, ReadOnlySpan<byte> key)
    {
        var items = ((ArrayValue)laid.Root.Get("resource_changes")!).Items.ToArray();
        foreach (var change in laid.Changes)
        {
            if (change.Actions.Updates && change.Origin.Path[1] is NumberValue number && number.TryGetInt32(out var at) && at < count && !CodeSettling.IsChanged(change.Before, change.After, key))
            {
                var item = (ObjectValue)items[at];
                items[at] = item.With("change", ((ObjectValue)item.Get("change")!).With("actions", s_noOp));
            }
        }

        return laid.With(laid.Root.With("resource_changes", ArrayValue.Create(items)));
    }

    private static ObjectValue? Start(ObjectValue? item, Dictionary<string, Resource> there)
    {
        if (item?.Get("change") is not ObjectValue change)
        {
            return null;
        }

        var isData = item.Get("mode") is StringValue { Value: "data" };
        var known = !isData && item.Get("address") is StringValue { Value: var address } && there.Remove(address, out var resource) ? resource : null;
        return item.With("change", change
            .With("actions", isData ? s_read : known is null ? s_create : s_update)
            .With("before", known?.Attributes ?? Value.Null)
            .With("before_sensitive", Value.False));
    }

    private static ObjectValue NotInCode(Resource resource, bool isDeleted)
    {
        var address = resource.Address;
        var item = new ObjectBuilder();
        item.Set("address", Value.Of(address.Text));
        item.Set("mode", Value.Of("managed"));
        item.Set("type", Value.Of(address.Type));
        item.Set("name", Value.Of(address.Name));
        item.Set("provider_name", Value.Of(resource.Provider));
        if (!address.Module.IsRoot)
        {
            item.Set("module_address", Value.Of(address.Module.Text));
        }

        if (address.Index is { } index and not UnknownValue)
        {
            item.Set("index", index);
        }

        item.Set("change", Value.Object(
            ("actions", isDeleted ? s_delete : s_noOp),
            ("before", resource.Attributes),
            ("after", isDeleted ? Value.Null : resource.Attributes),
            ("after_unknown", Value.False),
            ("before_sensitive", Value.False),
            ("after_sensitive", Value.False)));
        return item.ToValue();
    }

    private static bool IsManaged(Resource resource) =>
        resource.Deposed is null && resource.Address.Mode == ResourceMode.Managed && !resource.Address.IsKubernetes;

    private static bool HasOpenKey(ResourceAddress address)
    {
        for (var module = address.Module; module is not null; module = module.Parent)
        {
            if (module.Key is UnknownValue)
            {
                return true;
            }
        }

        return address.Index is UnknownValue;
    }

    private static ArrayValue Actions(string name) => ArrayValue.Create([Value.Of(name)]);
}
