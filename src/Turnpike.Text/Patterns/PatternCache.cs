using System.Collections.Concurrent;

namespace Turnpike.Text.Patterns;

/// <summary>
/// Compiled patterns (regular expressions, globs, schemas) by kind and text. Bounded: when full it starts afresh,
/// which policies with a fixed set of patterns never see. Safe for several threads.
/// </summary>
public sealed class PatternCache
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<(Type Kind, string Text), object> _patterns = new();

    public T Get<T>(string text, Func<string, T> compile)
        where T : class
    {
        if (_patterns.TryGetValue((typeof(T), text), out var known))
        {
            return (T)known;
        }

        var compiled = compile(text);
        if (_patterns.Count >= Capacity)
        {
            _patterns.Clear();
        }

        _patterns[(typeof(T), text)] = compiled;
        return compiled;
    }
}
