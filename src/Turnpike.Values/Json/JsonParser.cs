using System.Runtime.InteropServices;
using Turnpike.Text;
using Turnpike.Text.Patterns;

namespace Turnpike.Values.Json;

/// <summary>
/// One run over a document. Written over bytes, not over tokens: in a plan most bytes are keys that stood in the same
/// order in an object before, and such a key is one comparison with the text where it was last seen.
/// </summary>
internal ref partial struct JsonParser
{
    private readonly SourceText _source;
    private readonly ReadOnlySpan<byte> _json;
    private readonly DiagnosticBag _diagnostics;
    private readonly JsonLimits _limits;
    private readonly StringTable _strings;
    private readonly ShapeTrie _shapes = new();
    private readonly JsonPlaces? _places;
    private readonly IStepCounter? _steps;
    private Value[] _stack;
    private int _top;
    private int _at;
    private int _depth;
    private bool _failed;

    public JsonParser(SourceText source, int start, DiagnosticBag diagnostics, JsonLimits limits, JsonPlaces? places = null, IStepCounter? steps = null)
    {
        _steps = steps;
        _places = places;
        _source = source;
        _json = source.Utf8.Span;
        _diagnostics = diagnostics;
        _limits = limits;
        _strings = new StringTable(source.Utf8);
        _stack = new Value[Math.Clamp(source.Length / 8, 8, 1024)];
        _at = start;
    }

    /// <summary>Null if there is a fault. A fault of syntax ends the run; others are collected.</summary>
    public Value? Read(out int end)
    {
        SkipWhiteSpace();
        if (_places is not null)
        {
            _places.Root = _at;
        }

        var value = ReadValue();
        end = _at;
        return _failed ? null : value;
    }

    // Null after a fault of syntax.
    private Value? ReadValue()
    {
        switch (Current)
        {
            case (byte)'"':
                return ReadString();
            case (byte)'{':
                return ReadObject();
            case (byte)'[':
                return ReadArray();
            case (byte)'n':
                return ReadLiteral("null"u8, Value.Null);
            case (byte)'t':
                return ReadLiteral("true"u8, Value.True);
            case (byte)'f':
                return ReadLiteral("false"u8, Value.False);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber();
            default:
                return Fault(_at == _json.Length ? "the text ends where a value is expected" : "a value is expected");
        }
    }

    private Value? ReadLiteral(ReadOnlySpan<byte> text, Value value)
    {
        if (!_json[_at..].StartsWith(text))
        {
            return Fault("a value is expected");
        }

        _at += text.Length;
        return value;
    }

    private ArrayValue? ReadArray()
    {
        var opening = _at;
        if (!Enter())
        {
            return null;
        }

        var floor = _top;
        var places = _places is not null && _depth == 2 ? new List<int>() : null;
        while (Current != (byte)']')
        {
            places?.Add(_at);
            if (ReadValue() is not { } item || !Separate((byte)']', "',' or ']' is expected"))
            {
                return null;
            }

            Push(item);
        }

        Leave();
        if (places is not null)
        {
            _places!.Items[opening] = [.. places];
        }

        var items = _stack.AsSpan(floor, _top - floor).ToArray();
        _top = floor;
        return ArrayValue.Create(items);
    }

    private ObjectValue? ReadObject()
    {
        if (!Enter())
        {
            return null;
        }

        var floor = _top;
        var node = _shapes.Root;
        WideKeys? wide = null;
        int lastStart = 0, lastEnd = 0;
        while (Current != (byte)'}')
        {
            var key = _at;
            if (!ReadKey(ref node, ref wide) || !ReadColon())
            {
                return null;
            }

            var start = _at;
            if (_depth == 1 && _places is not null)
            {
                var name = (StringValue)(wide is null ? node.Key! : wide.Keys[^1]);
                _places.Members[name.Value] = (key, start);
            }

            var value = Current == (byte)'"' && wide is null ? ReadTextOf(node)
                : RepeatsText(lastStart, lastEnd) ? Repeat(lastEnd - lastStart)
                : ReadValue();
            (lastStart, lastEnd) = (start, _at);
            if (value is null || !Separate((byte)'}', "',' or '}' is expected"))
            {
                return null;
            }

            Push(value);
        }

        Leave();
        return wide is null ? Narrow(node, floor) : Wide(wide, floor);
    }

    // What does not change in a plan stands there as "before" and again as "after": the same text has the same value.
    private readonly bool RepeatsText(int start, int end) =>
        end - start > 2
        && _json[start] == (byte)'{'
        && end - start <= _json.Length - _at
        && _json.Slice(_at, end - start).SequenceEqual(_json[start..end]);

    private Value Repeat(int length)
    {
        _at += length;
        return _stack[_top - 1];
    }

    // Many members hold the same text in one object after another: the provider, the type, the region.
    private StringValue? ReadTextOf(ShapeTrie.Node member)
    {
        if (member.Text is { } text && _json[_at..].StartsWith(_json.Slice(member.TextStart, member.TextLength)))
        {
            _at += member.TextLength;
            return text;
        }

        var start = _at;
        var read = ReadString();
        member.RememberText(read, start, _at - start);
        return read;
    }

    private bool ReadKey(ref ShapeTrie.Node node, ref WideKeys? wide)
    {
        if (wide is null && node.Likely is { } likely && _json[_at..].StartsWith(_json.Slice(likely.KeyStart, likely.KeyLength)))
        {
            _at += likely.KeyLength;
            node = likely;
            return true;
        }

        var start = _at;
        if (Current != (byte)'"')
        {
            Fault(_at == _json.Length ? "the text ends inside an object" : "a key in quotes is expected");
            return false;
        }

        if (ReadString() is not { } key)
        {
            return false;
        }

        if (wide is null && _shapes.Child(node, key, start, _at - start) is { } child)
        {
            if (child.IsDuplicate)
            {
                ReportDuplicate(key, start, _at);
            }

            node = child;
            return true;
        }

        wide ??= new WideKeys(node);
        wide.Add(key, start);
        return true;
    }

    private bool ReadColon()
    {
        SkipWhiteSpace();
        if (Current != (byte)':')
        {
            Fault("':' is expected after a key");
            return false;
        }

        _at++;
        SkipWhiteSpace();
        return true;
    }

    private ObjectValue Narrow(ShapeTrie.Node node, int floor)
    {
        if (node.Depth == 0)
        {
            return ObjectValue.Empty;
        }

        var (shape, places) = node.ToShape();
        return Place(shape, places, floor);
    }

    private ObjectValue Wide(WideKeys wide, int floor)
    {
        foreach (var (key, start) in wide.Duplicates())
        {
            ReportDuplicate(key, start, start + 1);
        }

        var (shape, places) = ShapeTrie.Sort(CollectionsMarshal.AsSpan(wide.Keys));
        return Place(shape, places, floor);
    }

    private ObjectValue Place(Shape shape, int[] places, int floor)
    {
        // Through spans: a store into an array of a class that is not sealed checks the type each time.
        var values = new Value[places.Length];
        var targets = values.AsSpan();
        var members = _stack.AsSpan(floor, places.Length);
        for (var i = 0; i < members.Length; i++)
        {
            targets[places[i]] = members[i];
        }

        _top = floor;
        return ObjectValue.Create(shape, values);
    }

    private bool Enter()
    {
        if (++_depth > _limits.MaxDepth)
        {
            _failed = true;
            _diagnostics.Add(JsonDiagnostics.TooDeep(_source, _at, _limits.MaxDepth));
            return false;
        }

        _at++;
        SkipWhiteSpace();
        return true;
    }

    private void Leave()
    {
        _depth--;
        _at++;
    }

    /// <summary>After a member: moves to the next one, or stays at the closing bracket.</summary>
    private bool Separate(byte closer, string expected)
    {
        SkipWhiteSpace();
        if (Current == closer)
        {
            return true;
        }

        if (Current != (byte)',')
        {
            Fault(_at == _json.Length ? "the text ends before the closing bracket" : expected);
            return false;
        }

        _at++;
        SkipWhiteSpace();
        if (Current != closer)
        {
            return true;
        }

        Fault("another member is expected after ','");
        return false;
    }

    /// <summary>0 past the end, which starts nothing in JSON.</summary>
    private readonly byte Current => (uint)_at < (uint)_json.Length ? _json[_at] : (byte)0;

    private void SkipWhiteSpace()
    {
        if (Current <= (byte)' ')
        {
            SkipWhiteSpaceRun();
        }
    }

    private void SkipWhiteSpaceRun()
    {
        var rest = _json[_at..];
        var next = rest.IndexOfAnyExcept(" \n\r\t"u8);
        _at += next < 0 ? rest.Length : next;
    }

    private void Push(Value value)
    {
        _steps?.Step();
        if (_top == _stack.Length)
        {
            Array.Resize(ref _stack, _top * 2);
        }

        _stack.AsSpan()[_top++] = value;
    }

    private Value? Fault(string what)
    {
        _failed = true;
        _diagnostics.Add(JsonDiagnostics.Syntax(_source, _at, what));
        return null;
    }

    private void ReportDuplicate(StringValue key, int start, int end)
    {
        _failed = true;
        _diagnostics.Add(JsonDiagnostics.DuplicateKey(_source, TextSpan.FromBounds(start, end), key.Value));
    }
}
