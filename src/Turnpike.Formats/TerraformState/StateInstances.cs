using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>Reads the instances of a state's resources. Current and deposed objects share an address.</summary>
internal sealed class StateInstances(TerraformStateDocument document, JsonSource json, EstateScope scope, DiagnosticBag diagnostics)
{
    private readonly List<Resource> _resources = [];

    public List<Resource> Read()
    {
        var section = ValuePath.Of("resources");
        var value = json.Root.Get("resources");
        if (value is not ArrayValue list)
        {
            if (value is not (null or NullValue))
            {
                WrongShape(section, "a list");
            }

            return _resources;
        }

        for (var i = 0; i < list.Count; i++)
        {
            ReadResource(list[i], section.Append(i));
        }

        return _resources;
    }

    private void ReadResource(Value value, ValuePath path)
    {
        if (value is not ObjectValue resource || TextAt(resource, "type") is not { } type || TextAt(resource, "name") is not { } name)
        {
            WrongShape(path, "an object with type and name");
            return;
        }

        if (ModulePath.TryParse(TextAt(resource, "module") ?? "") is not { } module)
        {
            WrongShape(path.Append("module"), "a module address");
            return;
        }

        if (resource.Get("instances") is not ArrayValue instances)
        {
            WrongShape(path.Append("instances"), "a list");
            return;
        }

        var mode = TextAt(resource, "mode") == "data" ? ResourceMode.Data : ResourceMode.Managed;
        var provider = ProviderAddress.OfStateReference(TextAt(resource, "provider") ?? "");
        var list = path.Append("instances");
        for (var i = 0; i < instances.Count; i++)
        {
            if (instances[i] is ObjectValue instance)
            {
                var key = instance.Get("index_key") is { } index and not NullValue ? index : null;
                Add(instance, list.Append(i), ResourceAddress.Of(module, mode, type, name, key), provider);
            }
            else
            {
                WrongShape(list.Append(i), "an object");
            }
        }
    }

    private void Add(ObjectValue instance, ValuePath path, ResourceAddress address, string provider)
    {
        var isFlat = instance.Get("attributes") is null && instance.Get("attributes_flat") is ObjectValue { Count: > 0 } or UnknownValue;
        if (isFlat)
        {
            diagnostics.Add(StateDiagnostics.FlatAttributes(document.Source, document.Locate(path.Append("attributes_flat")), address.Text));
        }

        _resources.Add(new Resource
        {
            Id = new ResourceId(scope, address),
            Provider = provider,
            Content = isFlat
                ? new LazyValue(new UnknownValue(new ResourceId(scope, address).ToString(), UnknownOrigin.Reference).ToSensitive())
                : new LazyValue(instance, static i => SensitivePaths.Mark((ObjectValue)i)),
            Origin = new ValueOrigin(document, path.Append(isFlat ? "attributes_flat" : "attributes")),
            Deposed = TextAt(instance, "deposed"),
        });
    }

    private void WrongShape(ValuePath path, string expected) =>
        diagnostics.Add(StateDiagnostics.WrongShape(document.Source, document.Locate(path), path.ToString(), expected));

    private static string? TextAt(ObjectValue item, string key) => (item.Get(key) as StringValue)?.Value;
}
