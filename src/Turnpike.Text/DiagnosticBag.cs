using System.Collections;

namespace Turnpike.Text;

/// <summary>Collects diagnostics, so that every fault is reported in one go. Not safe for several threads.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>A hostile input could fill memory with faults; past this many only the count grows.</summary>
    public const int Capacity = 1000;

    public int Count => _items.Count;

    public bool HasErrors { get; private set; }

    /// <summary>How many diagnostics were dropped because the bag was full.</summary>
    public int Dropped { get; private set; }

    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.IsError;
        if (_items.Count < Capacity)
        {
            _items.Add(diagnostic);
        }
        else
        {
            Dropped++;
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
