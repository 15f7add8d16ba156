using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Formats.Marks;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// What a code result says of one resource beside its values: where its parts are written, what its unknowns are and what
/// its arguments refer to. What is of another form says nothing.
/// </summary>
internal sealed class CodeDetail
{
    private readonly ObjectValue _item;
    private readonly IReadOnlyList<SourceText> _files;
    private readonly Lazy<Dictionary<ValuePath, Value>> _parts;
    private readonly Lazy<Dictionary<ValuePath, UnknownValue>> _unknowns;
    private readonly Lazy<IReadOnlyList<ExactReference>> _references;

    public CodeDetail(ObjectValue item, IReadOnlyList<SourceText> files)
    {
        _item = item;
        _files = files;
        _parts = new(() => PartsOf(item.Get("parts")));
        _unknowns = new(() => ByPath(item.Get("unknowns"), static u => UnknownDetail.Read(u)));
        _references = new(() => [.. Objects(item.Get("references")).Select(Reference).OfType<ExactReference>()]);
    }

    public IReadOnlyList<ExactReference> References => _references.Value;

    public UnknownSource Source(string name) => new Unknowns(name, this);

    /// <summary>The place of a part, else of the nearest one around it; null where the block itself has none.</summary>
    public DocumentPlace? PlaceOf(ValuePath path)
    {
        for (var count = path.Count; count > 0; count--)
        {
            if (_parts.Value.TryGetValue(path.Take(count), out var at) && Place(at, 0) is { } place)
            {
                return new DocumentPlace(place.Source, default, Calls()) { Told = place.Start };
            }
        }

        return Place(_item.Get("at"), 0) is { } block ? new DocumentPlace(block.Source, default, Calls()) { Told = block.Start } : null;
    }

    public static Dictionary<ValuePath, Value> PartsOf(Value? list) => ByPath(list, static part => part.Get("at"));

    /// <summary>The number of a file, a line and a column.</summary>
    public static (SourceText Source, TextPosition Start)? PlaceIn(Value? at, int from, IReadOnlyList<SourceText> files) =>
        at is ArrayValue place && place.Count == from + 3 && Number(place[from]) is { } file && file < files.Count && Number(place[from + 1]) is { } line && Number(place[from + 2]) is { } column
            ? (files[file], new TextPosition(line, column))
            : null;

    private (SourceText Source, TextPosition Start)? Place(Value? at, int from) => PlaceIn(at, from, _files);

    private List<CallPlace> Calls()
    {
        var calls = new List<CallPlace>();
        foreach (var call in _item.ItemsAt("calls"))
        {
            if (call is ArrayValue { Count: 4 } parts && parts[0] is StringValue module && Place(call, 1) is { } place)
            {
                calls.Add(new CallPlace(module.Value, place.Source, default) { Told = place.Start });
            }
        }

        return calls;
    }

    private static ExactReference? Reference(ObjectValue item) =>
        item.TextAt("address") is { } text && ResourceAddress.TryParse(text) is { } target && UnknownDetail.PathOf(item.Get("path")) is { } path
            ? new ExactReference(path, target, item.TextAt("attribute"), IsCertain: true)
            : null;

    private static Dictionary<ValuePath, T> ByPath<T>(Value? list, Func<ObjectValue, T?> make)
        where T : Value
    {
        var made = new Dictionary<ValuePath, T>();
        foreach (var item in Objects(list))
        {
            if (UnknownDetail.PathOf(item.Get("path")) is { } path && make(item) is { } value)
            {
                made.TryAdd(path, value);
            }
        }

        return made;
    }

    private static IEnumerable<ObjectValue> Objects(Value? list) => (list as ArrayValue)?.Items.ToArray().OfType<ObjectValue>() ?? [];

    private static int? Number(Value value) => value is NumberValue number && number.TryGetInt32(out var n) && n >= 0 ? n : null;

    // Where nothing is said of an unknown, the provider decides.
    private sealed class Unknowns(string name, CodeDetail detail) : UnknownSource(name)
    {
        public override UnknownOrigin OriginOf(ReadOnlySpan<Value> path) => UnknownOrigin.ComputedUnset;

        public override UnknownValue Make(UnknownPath place, ReadOnlySpan<Value> path) =>
            !detail._unknowns.Value.TryGetValue(new ValuePath(path), out var told) ? base.Make(place, path)
            : told.IsAnonymous ? told.Anew()
            : told;
    }
}
