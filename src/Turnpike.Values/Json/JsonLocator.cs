using System.Text.Json;
using Turnpike.Text;

namespace Turnpike.Values.Json;

/// <summary>
/// Finds where a path stands in a JSON document that has been read without error. Places are looked up when a finding
/// needs one instead of being kept with every value; the children of large containers are remembered.
/// Safe for several threads.
/// </summary>
/// <param name="known">What was noted while the document was read, if anything.</param>
public sealed class JsonLocator(SourceText source, int start = 0, JsonPlaces? known = null)
{
    private const int RememberFrom = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, int[]> _elements = known?.Items ?? [];
    private readonly Dictionary<int, Dictionary<string, (int Key, int Value)>> _members = known is null ? [] : new() { [known.Root] = known.Members };

    /// <summary>
    /// The span of the value at a path, its first line's worth for containers, with its key where it has one. Where the
    /// document has no such path, the deepest part of the path that it has.
    /// </summary>
    public TextSpan Locate(ValuePath path)
    {
        lock (_lock)
        {
            var value = SkipWhiteSpace(start);
            var key = value;
            foreach (var step in path)
            {
                var found = step switch
                {
                    StringValue { Value: var name } => FindMember(value, name),
                    NumberValue number when number.TryGetInt32(out var index) => FindElement(value, index),
                    _ => null,
                };
                if (found is null)
                {
                    break;
                }

                (key, value) = found.Value;
            }

            return TextSpan.FromBounds(key, HeadEnd(value));
        }
    }

    private (int Key, int Value)? FindMember(int container, string name)
    {
        if (source.Utf8.Span[container] != (byte)'{')
        {
            return null;
        }

        // Small objects, most of them asked once, are walked to the member; a dictionary of each would cost more.
        return _members.TryGetValue(container, out var members) || IsRoot(container)
            ? Known(container, members).TryGetValue(name, out var found) ? found : null
            : ScanFor(container, name);
    }

    private bool IsRoot(int container) => container == SkipWhiteSpace(start);

    private Dictionary<string, (int Key, int Value)> Known(int container, Dictionary<string, (int Key, int Value)>? members)
    {
        if (members is null)
        {
            members = ScanMembers(container);
            _members.Add(container, members);
        }

        return members;
    }

    private (int Key, int Value)? ScanFor(int container, string name)
    {
        var reader = ReaderAt(container);
        reader.Read();
        for (var count = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
        {
            if (count == RememberFrom)
            {
                return Known(container, null).TryGetValue(name, out var found) ? found : null;
            }

            var key = container + (int)reader.TokenStartIndex;
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
            {
                return (key, container + (int)reader.TokenStartIndex);
            }

            reader.Skip();
        }

        return null;
    }

    private (int Key, int Value)? FindElement(int container, int index)
    {
        if (source.Utf8.Span[container] != (byte)'[' || index < 0)
        {
            return null;
        }

        if (!_elements.TryGetValue(container, out var elements))
        {
            elements = ScanElements(container);
            if (elements.Length >= RememberFrom)
            {
                _elements.Add(container, elements);
            }
        }

        return index < elements.Length ? (elements[index], elements[index]) : null;
    }

    private Dictionary<string, (int Key, int Value)> ScanMembers(int container)
    {
        var members = new Dictionary<string, (int, int)>();
        var reader = ReaderAt(container);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = container + (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            members[name] = (key, container + (int)reader.TokenStartIndex);
            reader.Skip();
        }

        return members;
    }

    private int[] ScanElements(int container)
    {
        var elements = new List<int>();
        var reader = ReaderAt(container);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(container + (int)reader.TokenStartIndex);
            reader.Skip();
        }

        return [.. elements];
    }

    // A container is shown by its opening bracket; a scalar whole.
    private int HeadEnd(int value)
    {
        var reader = ReaderAt(value);
        reader.Read();
        return value + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : (int)reader.BytesConsumed);
    }

    private Utf8JsonReader ReaderAt(int offset) =>
        new(source.Utf8.Span[offset..], new JsonReaderOptions { MaxDepth = 10_000, AllowMultipleValues = true });

    private int SkipWhiteSpace(int offset)
    {
        var at = source.Utf8.Span[offset..].IndexOfAnyExcept(" \t\r\n"u8);
        return at < 0 ? offset : offset + at;
    }
}
