using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformShow;

/// <summary>
/// Reads the resources of a <c>values</c> tree, which <c>terraform show -json</c> of a state, a plan's <c>prior_state</c> and
/// its <c>planned_values</c> share. What is of another form is passed over, and reported where someone listens.
/// </summary>
internal sealed class ShowValues(SourceDocument document, MarkLayer marks, EstateScope scope, Action<ValuePath, string>? reportShape)
{
    private readonly List<Resource> _resources = [];

    /// <param name="path">Of <paramref name="values"/> in the document.</param>
    /// <param name="reportShape">Takes the path of what is of another form than it should be, and what that is.</param>
    public static List<Resource> Read(Value? values, ValuePath path, SourceDocument document, MarkLayer marks, EstateScope scope, Action<ValuePath, string>? reportShape = null)
    {
        var reader = new ShowValues(document, marks, scope, reportShape);
        if (reader.As<ObjectValue>(values, path, "an object") is { } root
            && reader.As<ObjectValue>(root.Get("root_module"), path.Append("root_module"), "an object") is { } module)
        {
            reader.ReadModule(module, path.Append("root_module"), ModulePath.Root);
        }

        return reader._resources;
    }

    private void ReadModule(ObjectValue module, ValuePath path, ModulePath address)
    {
        var list = path.Append("resources");
        if (As<ArrayValue>(module.Get("resources"), list, "a list") is { } resources)
        {
            for (var i = 0; i < resources.Count; i++)
            {
                ReadResource(resources[i] as ObjectValue, list.Append(i), address);
            }
        }

        list = path.Append("child_modules");
        if (As<ArrayValue>(module.Get("child_modules"), list, "a list") is { } children)
        {
            for (var i = 0; i < children.Count; i++)
            {
                if (children[i] is ObjectValue child && TextAt(child, "address") is { } text && ModulePath.TryParse(text) is { } inner)
                {
                    ReadModule(child, list.Append(i), inner);
                }
                else
                {
                    reportShape?.Invoke(list.Append(i), "an object with a module address");
                }
            }
        }
    }

    private T? As<T>(Value? value, ValuePath path, string expected)
        where T : Value
    {
        if (value is not (T or null or NullValue))
        {
            reportShape?.Invoke(path, expected);
        }

        return value as T;
    }

    private void ReadResource(ObjectValue? resource, ValuePath path, ModulePath module)
    {
        if (resource is null || TextAt(resource, "address") is not { } text || TextAt(resource, "type") is not { } type || TextAt(resource, "name") is not { } name)
        {
            reportShape?.Invoke(path, "an object with address, type and name");
            return;
        }

        var mode = TextAt(resource, "mode") == "data" ? ResourceMode.Data : ResourceMode.Managed;
        var index = resource.Get("index") is { } key and not NullValue ? key : null;
        _resources.Add(new Resource
        {
            Id = new ResourceId(scope, ResourceAddress.OfTrusted(text, module, mode, type, name, index)),
            Provider = ProviderAddress.Of(TextAt(resource, "provider_name") ?? ""),
            Content = Content(resource),
            Origin = new ValueOrigin(document, path.Append("values")),
            Deposed = TextAt(resource, "deposed_key"),
        });
    }

    private LazyValue Content(ObjectValue resource)
    {
        var values = resource.Get("values");
        var mask = resource.Get("sensitive_values");
        return MarkLayer.HasTrue(mask)
            ? new LazyValue(new Masked(marks, values, mask), static m => ((Masked)m).Lay())
            : new LazyValue(values);
    }

    private static string? TextAt(ObjectValue item, string key) => (item.Get(key) as StringValue)?.Value;

    private sealed record Masked(MarkLayer Marks, Value? Values, Value? Mask)
    {
        public Value? Lay() => Marks.Lay(Values, null, Mask, SameOrigin.None);
    }
}
