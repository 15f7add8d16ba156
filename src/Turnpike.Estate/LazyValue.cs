using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>
/// A value that is made when first asked for, from one source object (no closure a resource). Safe to share between
/// threads: a race makes it twice, from the same source.
/// </summary>
public sealed class LazyValue
{
    private readonly Func<object, Value?>? _read;
    private object? _source;
    private volatile object? _made;

    public LazyValue(Value? value) => _made = value ?? Absent;

    /// <param name="source">Handed to <paramref name="read"/>, which should be static.</param>
    public LazyValue(object source, Func<object, Value?> read)
    {
        _source = source;
        _read = read;
    }

    /// <summary>No value at all, as before a create and after a delete.</summary>
    public static LazyValue None { get; } = new((Value?)null);

    private static object Absent { get; } = new();

    public Value? Value
    {
        get
        {
            var made = _made;
            if (made is null)
            {
                // A racing thread may have cleared the source after setting the result.
                var source = _source;
                if (source is null)
                {
                    return _made as Value;
                }

                _made = made = _read!(source) ?? Absent;
                _source = null;
            }

            return made as Value;
        }
    }
}
