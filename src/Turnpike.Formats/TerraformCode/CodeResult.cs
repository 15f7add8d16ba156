using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats.Marks;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// What a document says that is expanded code in the form of a plan, beside what a plan has. docs/formats/code-result.md
/// describes it.
/// </summary>
internal sealed class CodeResult
{
    public const int Version = 1;

    private readonly ObjectValue _said;
    private readonly IReadOnlyList<SourceText> _files;
    private readonly IReadOnlyList<CodeDetail> _resources;
    private readonly IReadOnlyList<ObjectValue> _data;
    private readonly Lazy<Dictionary<ValuePath, Value>> _parts;

    private CodeResult(ObjectValue said)
    {
        _said = said;
        _files = [.. Items("files").OfType<StringValue>().Select(static f => SourceText.From(f.Value, ""))];
        _resources = [.. Items("resources").Select(r => new CodeDetail(r as ObjectValue ?? ObjectValue.Empty, _files))];
        _data = [.. Items("data").OfType<ObjectValue>()];
        _parts = new(() => CodeDetail.PartsOf(said.Get("parts")));
    }

    public static StringValue Key { get; } = Value.Of("code_result");

    /// <summary>All resources of the code are here: what a state has beyond them is not wanted any more.</summary>
    public bool IsComplete => _said.Get("complete") is BooleanValue { Value: true };

    /// <summary>How many of the changes come from the code, the first ones. What follows is there and not in the code.</summary>
    public int Count => _resources.Count;

    /// <summary>Null where the document is no code result. False with a diagnostic where it is one that cannot be read.</summary>
    public static bool TryRead(JsonSource json, DiagnosticBag diagnostics, out CodeResult? result)
    {
        result = null;
        if (json.Root.Get(Key) is not { } value)
        {
            return true;
        }

        if (value is not ObjectValue said || said.Get("version") is not NumberValue version || !version.TryGetInt32(out var number) || number != Version)
        {
            var found = (value as ObjectValue)?.Get("version") is { IsGround: true } text ? JsonText.Redacted(text) : "(none)";
            diagnostics.Add(PlanDiagnostics.UnknownCodeVersion(json.Text, json.Locate(new ValuePath(Key, Value.Of("version"))), found));
            return false;
        }

        foreach (var list in (ReadOnlySpan<string>)["files", "resources", "data"])
        {
            if (said.Get(list) is not (null or ArrayValue))
            {
                diagnostics.Add(PlanDiagnostics.WrongCodeResult(json.Text, json.Locate(new ValuePath(Key, Value.Of(list))), $"code_result.{list}", "a list"));
            }
        }

        result = new CodeResult(said);
        if (result.Count > ((json.Root.Get("resource_changes") as ArrayValue)?.Count ?? 0))
        {
            diagnostics.Add(PlanDiagnostics.WrongCodeResult(json.Text, json.Locate(new ValuePath(Key, Value.Of("resources"))), "code_result.resources", "no longer than resource_changes"));
        }

        return !diagnostics.HasErrors;
    }

    /// <summary>Null for a change that is not in the code.</summary>
    public CodeDetail? Detail(int at) => at < _resources.Count ? _resources[at] : null;

    public IReadOnlyDictionary<string, string> Providers()
    {
        var providers = new Dictionary<string, string>();
        for (var i = 0; _said.Get("providers") is ObjectValue said && i < said.Count; i++)
        {
            if (said.Keys[i] is StringValue name && said.Values[i] is StringValue constraint)
            {
                providers[ProviderAddress.Of(name.Value)] = constraint.Value;
            }
        }

        return providers;
    }

    /// <summary>The data sources, as far as they are known.</summary>
    public IReadOnlyList<Resource> Data(SourceDocument document, MarkLayer marks, EstateScope scope)
    {
        var data = new List<Resource>(_data.Count);
        for (var i = 0; i < _data.Count; i++)
        {
            var item = _data[i];
            if (TextAt(item, "address") is not { } text || TextAt(item, "type") is not { } type || TextAt(item, "name") is not { } name || ModuleOf(item) is not { } module)
            {
                continue;
            }

            var index = item.Get("index_unknown") is BooleanValue { Value: true } ? ResourceAddress.UnknownKey : item.Get("index") is { } key and not NullValue ? key : null;
            var address = ResourceAddress.OfTrusted(text, module, ResourceMode.Data, type, name, index);
            var detail = new CodeDetail(item, _files);
            data.Add(new Resource
            {
                Id = new ResourceId(scope, address),
                Provider = ProviderAddress.Of(TextAt(item, "provider_name") ?? ""),
                Content = new LazyValue((item, detail.Source(text), marks), static s => Lay(((ObjectValue, UnknownSource, MarkLayer))s)),
                Origin = new ValueOrigin(document, new ValuePath(Key, Value.Of("data"), Value.Of(i), Value.Of("values"))),
                References = () => detail.References,
            });
        }

        return data;
    }

    /// <summary>The place in the code of what stands at a path of the document; null where it is not of the code.</summary>
    public DocumentPlace? PlaceOf(ValuePath path)
    {
        if (path.Count >= 2 && path[1] is NumberValue number && number.TryGetInt32(out var at) && path[0] is StringValue { Value: "resource_changes" })
        {
            return at >= 0 ? Detail(at)?.PlaceOf(path.Count > 4 ? path.Skip(4) : ValuePath.Root) : null;
        }

        if (path.Count >= 3 && path[0].Equals(Key) && path[2] is NumberValue place && place.TryGetInt32(out at) && at >= 0 && at < _data.Count)
        {
            return new CodeDetail(_data[at], _files).PlaceOf(path.Count > 4 ? path.Skip(4) : ValuePath.Root);
        }

        for (var count = path.Count; count > 0; count--)
        {
            if (_parts.Value.TryGetValue(path.Take(count), out var part) && CodeDetail.PlaceIn(part, 0, _files) is { } found)
            {
                return new DocumentPlace(found.Source, default, []) { Told = found.Start };
            }
        }

        return null;
    }

    private static Value? Lay((ObjectValue Item, UnknownSource Source, MarkLayer Marks) data) =>
        data.Marks.Lay(data.Item.Get("values"), data.Item.Get("values_unknown"), data.Item.Get("values_sensitive"), data.Source);

    private static ModulePath? ModuleOf(ObjectValue item) => TextAt(item, "module_address") is { } text ? ModulePath.TryParse(text) : ModulePath.Root;

    private Value[] Items(string key) => (_said.Get(key) as ArrayValue)?.Items.ToArray() ?? [];

    private static string? TextAt(ObjectValue item, string key) => (item.Get(key) as StringValue)?.Value;
}
