using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats;

/// <summary>A JSON value inside a text (there may be noise around it), with the places of its parts.</summary>
internal sealed class JsonSource(SourceText text, ObjectValue root, int start, JsonPlaces? places = null)
{
    private readonly JsonLocator _locator = new(text, start, places);

    public SourceText Text => text;

    public ObjectValue Root => root;

    /// <summary>The same text with other values: places are those of what stands at the same path in the text.</summary>
    public JsonSource With(ObjectValue other) => new(text, other, start, places);

    public TextSpan Locate(ValuePath path) => _locator.Locate(path);
}
