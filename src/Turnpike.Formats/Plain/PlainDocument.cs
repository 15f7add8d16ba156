using Turnpike.Estate;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Plain;

/// <summary>A file judged as it stands. A path in it starts with the number of the document, from 0.</summary>
public sealed class PlainDocument : InputDocument
{
    private readonly IReadOnlyList<Func<ValuePath, TextSpan>> _locators;
    private readonly IReadOnlyList<Value> _values;
    private readonly Lazy<IReadOnlyList<DocumentView>> _views;

    internal PlainDocument(SourceText source, IReadOnlyList<Value> values, IReadOnlyList<Func<ValuePath, TextSpan>> locators)
        : base(source)
    {
        _values = values;
        _locators = locators;
        _views = new(() => [.. Views()]);
    }

    public override InputKind Kind => InputKind.Plain;

    public override int ResourceCount => _views.Value.Count;

    public override TextSpan Locate(ValuePath path) =>
        path.Count > 0 && path[0] is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < _locators.Count
            ? _locators[at](path.Skip(1))
            : new TextSpan(0, 0);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => _views.Value;

    // As Conftest has it, a list at the top is several documents.
    private IEnumerable<DocumentView> Views()
    {
        for (var i = 0; i < _values.Count; i++)
        {
            var at = new ValuePath(Value.Of(i));
            if (_values[i] is ArrayValue items)
            {
                for (var item = 0; item < items.Count; item++)
                {
                    yield return new DocumentView(items[item], new ValueOrigin(this, at.Append(item)));
                }
            }
            else if (_values[i] is not NullValue)
            {
                yield return new DocumentView(_values[i], new ValueOrigin(this, at));
            }
        }
    }
}
