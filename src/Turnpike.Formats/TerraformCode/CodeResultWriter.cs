using System.Runtime.InteropServices;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// Expanded code as one JSON document, which <see cref="InputReader"/> reads and answers about as the code itself would:
/// values, unknowns, marks, references and places. docs/formats/code-result.md describes it. Secrets are in it in clear, as
/// they are in a plan. The same code makes the same bytes.
/// </summary>
public sealed class CodeResultWriter
{
    private const int MaxDepth = 12;

    private readonly TerraformCodeDocument _document;
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);
    private readonly List<Value> _fileNames = [];

    private CodeResultWriter(TerraformCodeDocument document) => _document = document;

    public static byte[] Write(TerraformCodeDocument document) => JsonText.Canonical(new CodeResultWriter(document).Make());

    private ObjectValue Make()
    {
        var root = _document.Root;
        var view = CodeView.Make(_document, root, unknownsAbsent: true);
        var changes = ((ArrayValue)view.Get("resource_changes")!).Items.ToArray();
        var resources = new Value[changes.Length];
        for (var i = 0; i < changes.Length; i++)
        {
            var after = _document.Planned.Changes[i].AfterContent.Value ?? Value.Null;
            changes[i] = WithMask((ObjectValue)changes[i], after);
            resources[i] = Detail(_document.PlannedInstances[i], after).ToValue();
        }

        var outputs = (ObjectValue)view.Get("output_changes")!;
        foreach (var output in root.Outputs)
        {
            var change = (ObjectValue)outputs.Get(output.Name)!;
            outputs = outputs.With(output.Name, change.With("after_sensitive", output.IsSensitive ? Value.True : SensitiveMask(output.Value) ?? Value.False));
        }

        var data = _document.Planned.PriorState.Select(r => (Value)Data(r)).ToArray();
        var parts = Declarations(root);
        return view
            .With("resource_changes", ArrayValue.Create(changes))
            .With("output_changes", outputs)
            .With(CodeResult.Key, Value.Object(
                ("version", Value.Of(CodeResult.Version)),
                ("folder", Value.Of(_document.Source.Name)),
                ("workspace", Value.Of(root.Workspace)),
                ("complete", Value.Of(root.IsComplete)),
                ("providers", Providers()),
                ("resources", ArrayValue.Create(resources)),
                ("data", ArrayValue.Create(data)),
                ("parts", ArrayValue.Create(parts)),
                ("files", ArrayValue.Create([.. _fileNames]))));
    }

    private ObjectValue Data(Estate.Resource resource)
    {
        var address = resource.Address;
        var instance = _document.Root.Find(address.Text)!;
        var made = Detail(instance, resource.Attributes);
        made.Set("address", Value.Of(address.Text));
        made.Set("type", Value.Of(address.Type));
        made.Set("name", Value.Of(address.Name));
        made.Set("provider_name", Value.Of(resource.Provider));
        made.Set("values", CodeView.Known(resource.Attributes));
        made.Set("values_unknown", CodeView.UnknownMask(resource.Attributes));
        made.Set("values_sensitive", SensitiveMask(resource.Attributes) ?? Value.False);
        CodeView.SetPlace(made, address);
        return made.ToValue();
    }

    private ObjectBuilder Detail(ResourceInstance instance, Value content)
    {
        var made = new ObjectBuilder();
        var parts = new List<Value>();
        var unknowns = new List<Value>();
        AddParts(instance, content, ValuePath.Root, instance.Declaration, parts);
        AddUnknowns(content, instance.Address.Text, ValuePath.Root, unknowns);
        made.Set("at", Place(instance.Declaration));
        Add("calls", Calls(instance));
        Add("parts", parts);
        Add("unknowns", unknowns);
        Add("references", [.. instance.References.Select(Reference)]);
        return made;

        void Add(string name, List<Value> list)
        {
            if (list.Count > 0)
            {
                made.Set(name, ArrayValue.Create([.. list]));
            }
        }
    }

    // What is not written has the place of what is around it, and is left out.
    private void AddParts(ResourceInstance instance, Value value, ValuePath path, SourcePlace around, List<Value> parts)
    {
        foreach (var (step, item) in path.Count < MaxDepth ? Members(value) : [])
        {
            var at = path.Append(step);
            var place = instance.PlaceOf(at);
            var isNew = place != around;
            if (!isNew && value is not ArrayValue)
            {
                continue;
            }

            if (isNew)
            {
                parts.Add(Value.Object(("path", UnknownDetail.Of(at)), ("at", Place(place))));
            }

            AddParts(instance, item, at, place, parts);
        }
    }

    private static void AddUnknowns(Value value, string resource, ValuePath path, List<Value> unknowns)
    {
        if (value is UnknownValue unknown)
        {
            if (UnknownDetail.Write(unknown, resource, path) is { } detail)
            {
                unknowns.Add(detail);
            }
        }
        else if (!value.IsGround)
        {
            foreach (var (step, item) in Members(value))
            {
                AddUnknowns(item, resource, path.Append(step), unknowns);
            }
        }
    }

    private static IEnumerable<(Value Step, Value Item)> Members(Value value) => value switch
    {
        ObjectValue obj => obj.Keys.ToArray().Zip(obj.Values.ToArray()),
        ArrayValue array => array.Items.ToArray().Select(static (item, i) => ((Value)Value.Of(i), item)),
        _ => [],
    };

    private List<Value> Calls(ResourceInstance instance)
    {
        var calls = new List<Value>();
        ModuleInstanceAddress? module = instance.Address.Module;
        for (var i = instance.Calls.Count - 1; i >= 0 && module is { IsRoot: false }; i--, module = module.Parent)
        {
            calls.Insert(0, ArrayValue.Create([Value.Of(module.Text), .. Place(instance.Calls[i]).Items]));
        }

        return calls;
    }

    private static Value Reference(ResourceReference reference)
    {
        var made = new ObjectBuilder();
        made.Set("path", UnknownDetail.Of(reference.Path));
        made.Set("address", Value.Of(reference.Target.Text));
        if (reference.TargetPath.Count > 0 && reference.TargetPath[0] is StringValue attribute)
        {
            made.Set("attribute", attribute);
        }

        return made.ToValue();
    }

    private Value[] Declarations(ExpandedRoot root)
    {
        Value Part(SourcePlace place, params ReadOnlySpan<string> path) => Value.Object(("path", UnknownDetail.Of(ValuePath.Of(path))), ("at", Place(place)));
        return
        [
            .. root.Outputs.Select(o => Part(o.Declaration, "output_changes", o.Name)),
            .. root.Variables.Select(v => Part(v.Place, "configuration", "root_module", "variables", v.Name)),
            .. root.ProviderLiterals.Select(l => Part(l.Place, "configuration", "provider_config", l.Key, "expressions", l.Name)),
        ];
    }

    private ObjectValue Providers()
    {
        var providers = new ObjectBuilder();
        foreach (var (name, constraint) in _document.Planned.ProviderConstraints)
        {
            providers.Set(name, Value.Of(constraint));
        }

        return providers.ToValue();
    }

    private ArrayValue Place(SourcePlace place)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_files, place.Source.Name, out var isKnown);
        if (!isKnown)
        {
            at = _fileNames.Count;
            _fileNames.Add(Value.Of(place.Source.Name));
        }

        var start = place.Source.PositionAt(place.Span.Start);
        return ArrayValue.Create([Value.Of(at), Value.Of(start.Line), Value.Of(start.Column)]);
    }

    private static ObjectValue WithMask(ObjectValue item, Value after) =>
        item.With("change", ((ObjectValue)item.Get("change")!).With("after_sensitive", SensitiveMask(after) ?? ObjectValue.Empty));

    // Null where nothing is sensitive.
    private static Value? SensitiveMask(Value value)
    {
        if (value.IsSensitive)
        {
            return Value.True;
        }

        if (!value.HoldsSensitive)
        {
            return null;
        }

        switch (value)
        {
            case ObjectValue obj:
                var members = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (SensitiveMask(obj.Values[i]) is { } mask)
                    {
                        members.Set(obj.Keys[i], mask);
                    }
                }

                return members.ToValue();
            case ArrayValue array:
                return ArrayValue.Create([.. array.Items.ToArray().Select(static i => SensitiveMask(i) ?? Value.False)]);
            default:
                return Value.True;
        }
    }
}
