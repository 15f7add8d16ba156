using System.Collections.Concurrent;

namespace Turnpike.Text.Patterns;

/// <summary>
/// Compiled patterns (regular expressions, globs, schemas) by kind and text. Bounded: what was not asked for while as many
/// others as it holds were compiled is forgotten. Safe for several threads.
/// </summary>
public sealed class PatternCache
{
    private const int Capacity = 1000;

    private Generation _recent = new();
    private Generation _older = new();

    public T Get<T>(string text, Func<string, T> compile)
        where T : class
    {
        var (recent, key) = (_recent, (typeof(T), text));
        if (recent.Patterns.TryGetValue(key, out var known))
        {
            return (T)known;
        }

        var pattern = _older.Patterns.TryGetValue(key, out known) ? (T)known : compile(text);

        // The dictionary's own count would take all of its locks.
        recent.Patterns[key] = pattern;
        if (Interlocked.Increment(ref recent.Count) == Capacity / 2)
        {
            _older = recent;
            _recent = new Generation();
        }

        return pattern;
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<(Type Kind, string Text), object> Patterns = new();
        public int Count;
    }
}
