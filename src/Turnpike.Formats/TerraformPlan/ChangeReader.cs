using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>Reads lists of changes: <c>resource_changes</c>, <c>resource_drift</c>, <c>deferred_changes</c>.</summary>
/// <param name="settle">Makes of a <see cref="PlannedObject"/> what code leads to where the resource is there already.</param>
internal sealed class ChangeReader(TerraformPlanDocument document, PlanContent plan, EstateScope scope, DiagnosticBag diagnostics, Func<object, Value?> settle)
{
    private readonly Dictionary<string, ModulePath> _modules = new() { [""] = ModulePath.Root };
    private readonly HashSet<(string Address, string? Deposed)> _seen = [];

    public void Read(string section, List<ResourceChange> changes)
    {
        _seen.Clear();
        if (ListAt(section) is not { } list)
        {
            return;
        }

        changes.EnsureCapacity(changes.Count + list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var path = new ValuePath(Value.Of(section), Value.Of(i));
            if (ReadChange(list[i], path, null, section == "resource_changes" ? plan.Code?.Detail(i) : null) is { } change)
            {
                changes.Add(change);
            }
        }
    }

    public void ReadDeferred(List<ResourceChange> changes)
    {
        _seen.Clear();
        if (ListAt("deferred_changes") is not { } list)
        {
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            var path = ValuePath.Of("deferred_changes").Append(i);
            var item = list[i] as ObjectValue;
            var reason = item.TextAt("reason") ?? "unknown";
            if (ReadChange(item?.Get("resource_change"), path.Append("resource_change"), reason) is { } change)
            {
                changes.Add(change);
            }
        }
    }

    private ArrayValue? ListAt(string section)
    {
        var value = plan.Json.Root.Get(section);
        if (value is not (null or NullValue or ArrayValue))
        {
            WrongShape(ValuePath.Of(section), "a list");
        }

        return value as ArrayValue;
    }

    private ResourceChange? ReadChange(Value? value, ValuePath path, string? deferredReason, CodeDetail? detail = null)
    {
        if (value is not ObjectValue item)
        {
            WrongShape(path, "an object");
            return null;
        }

        if (ReadAddress(item, path) is not { } address)
        {
            return null;
        }

        if (item.Get("change") is not ObjectValue change)
        {
            WrongShape(path.Append("change"), "an object");
            return null;
        }

        if (ReadActions(change.Get("actions")) is not { } actions)
        {
            WrongShape(path.Append("change").Append("actions"), "a list of action names");
            return null;
        }

        var deposed = TextAt(item, "deposed");
        if (!_seen.Add((address.Text, deposed)))
        {
            diagnostics.Add(PlanDiagnostics.DuplicateChange(document.Source, document.Locate(path.Append("address")), deposed is null ? address.Text : $"{address.Text} (deposed {deposed})"));
            return null;
        }

        var planned = new PlannedObject(plan, change, address, deferredReason is not null, detail);
        return new ResourceChange
        {
            Id = new ResourceId(scope, address),
            Provider = ProviderAddress.Of(TextAt(item, "provider_name") ?? ""),
            Actions = actions,
            Deposed = deposed,
            BeforeContent = change.Get("before") is null or NullValue ? LazyValue.None : new LazyValue(planned, static p => ((PlannedObject)p).Before),
            AfterContent = actions is { Deletes: true, Creates: false } or { Forgets: true, Creates: false } ? LazyValue.None : new LazyValue(planned, detail is not null && actions is { IsNoOp: true } or { Updates: true } ? settle : static p => ((PlannedObject)p).After),
            ReplacePaths = ReadReplacePaths(change.Get("replace_paths")),
            PreviousAddress = TextAt(item, "previous_address") is { } previous ? ResourceAddress.TryParse(previous) : null,
            ActionReason = TextAt(item, "action_reason"),
            Importing = change.Get("importing") is { } importing and not NullValue ? importing : null,
            DeferredReason = deferredReason,
            Origin = new ValueOrigin(document, path),
            References = detail is null ? null : () => detail.References,
        };
    }

    private ResourceAddress? ReadAddress(ObjectValue item, ValuePath path)
    {
        var text = TextAt(item, "address");
        if (text is null || TextAt(item, "type") is not { } type || TextAt(item, "name") is not { } name)
        {
            WrongShape(path, "an object with address, type and name");
            return null;
        }

        if (ReadModule(TextAt(item, "module_address") ?? "") is not { } module)
        {
            WrongShape(path.Append("module_address"), "a module address");
            return null;
        }

        var mode = TextAt(item, "mode") == "data" ? ResourceMode.Data : ResourceMode.Managed;
        return item.Get("index_unknown") is BooleanValue { Value: true }
            ? ResourceAddress.Of(module, mode, type, name, ResourceAddress.UnknownKey)
            : ResourceAddress.OfTrusted(text, module, mode, type, name, item.Get("index") is { } index and not NullValue ? index : null);
    }

    private ModulePath? ReadModule(string text)
    {
        if (!_modules.TryGetValue(text, out var module) && ModulePath.TryParse(text) is { } parsed)
        {
            _modules.Add(text, module = parsed);
        }

        return module;
    }

    internal static ChangeActions? ReadActions(Value? value)
    {
        if (value is not ArrayValue { Count: > 0 } list)
        {
            return null;
        }

        var names = new string[list.Count];
        for (var i = 0; i < names.Length; i++)
        {
            if (list[i] is not StringValue name)
            {
                return null;
            }

            names[i] = name.Value;
        }

        return ChangeActions.Of(names);
    }

    private static ValuePath[] ReadReplacePaths(Value? value)
    {
        if (value is not ArrayValue { Count: > 0 } list)
        {
            return [];
        }

        var paths = new List<ValuePath>(list.Count);
        foreach (var steps in list.Items)
        {
            if (steps is ArrayValue path)
            {
                paths.Add(new ValuePath(path.Items));
            }
        }

        return [.. paths];
    }

    private void WrongShape(ValuePath path, string expected) =>
        diagnostics.Add(PlanDiagnostics.WrongShape(document.Source, document.Locate(path), path.ToString(), expected));

    private static string? TextAt(ObjectValue item, string key) => (item.Get(key) as StringValue)?.Value;
}
