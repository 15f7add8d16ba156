using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Assessment.Facts;

/// <summary>Reads attributes by path. Null is absent or null, an unknown stays one: ask <see cref="IsOpen"/> before a null is taken for an answer.</summary>
public static class ValueReading
{
    /// <summary>
    /// The value of <c>a.b.0.c</c>: a name steps into the first of a list, as blocks that occur once are kept. Null where it
    /// is absent or null; the unknown itself where one is on the way.
    /// </summary>
    public static Value? At(this Value? value, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (value is UnknownValue)
            {
                return value;
            }

            if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && value is ArrayValue list)
            {
                value = index < list.Count ? list[index] : null;
                continue;
            }

            value = value is ArrayValue { Count: > 0 } blocks ? blocks[0] : value;
            value = value is UnknownValue ? value : (value as ObjectValue)?.Get(step);
        }

        return value is NullValue ? null : value;
    }

    /// <summary>Nobody knows what stands there: it was not read, or is known after an apply, or holds such a part.</summary>
    public static bool IsOpen(this Value? value) => value is { IsGround: false };

    public static string? Text(this Value? value, string path) => (value.At(path) as StringValue)?.Value;

    /// <summary>Numbers, and texts that hold one.</summary>
    public static double? Number(this Value? value, string path) => value.At(path) switch
    {
        NumberValue number => number.ToDouble(),
        StringValue text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Booleans, and the texts <c>true</c> and <c>false</c>.</summary>
    public static bool? Flag(this Value? value, string path) => value.At(path) switch
    {
        BooleanValue flag => flag.Value,
        StringValue { Value: "true" } => true,
        StringValue { Value: "false" } => false,
        _ => null,
    };

    public static DateTimeOffset? Time(this Value? value, string path) =>
        DateTimeOffset.TryParse(value.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>The items of a list or set; none where it is absent.</summary>
    public static IReadOnlyList<Value> List(this Value? value, string path) => value.At(path) switch
    {
        ArrayValue list => list.Items.ToArray(),
        SetValue set => set.Items.ToArray(),
        _ => [],
    };

    public static IReadOnlyList<string> Texts(this Value? value, string path) => [.. value.List(path).OfType<StringValue>().Select(static s => s.Value)];
}
