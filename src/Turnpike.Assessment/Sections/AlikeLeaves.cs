using Turnpike.Assessment.Facts;

namespace Turnpike.Assessment.Sections;

/// <summary>The plain values of a group of resources that should be alike, by path. Equal ones are kept once.</summary>
internal sealed class AlikeLeaves
{
    private const string Nothing = "nothing";

    private readonly List<AssessedResource> _resources = [];
    private readonly Dictionary<string, List<string?>> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public int Count => _resources.Count;

    /// <param name="leaves">By path; null where it is unknown or withheld.</param>
    public void Add(AssessedResource resource, IReadOnlyDictionary<string, string?> leaves)
    {
        foreach (var (path, value) in leaves)
        {
            var column = _columns.TryGetValue(path, out var known) ? known : _columns[path] = [];
            Fill(column);
            column.Add(value is null ? null : _values.TryGetValue(value, out var same) ? same : _values[value] = value);
        }

        _resources.Add(resource);
    }

    /// <summary>Who has another value than most, by path in order.</summary>
    /// <param name="majority">The share that must agree on a value.</param>
    public IReadOnlyDictionary<AssessedResource, List<(string Path, string Usual, string Own)>> Differences(double majority)
    {
        var differences = new Dictionary<AssessedResource, List<(string Path, string Usual, string Own)>>();
        foreach (var (path, column) in _columns.OrderBy(static c => c.Key, StringComparer.Ordinal))
        {
            // One of whom it is not known decides nothing and is not blamed.
            Fill(column);
            var values = _resources.Zip(column).Where(static v => v.Second is not null).ToList();
            var usual = values.GroupBy(static v => v.Second!, StringComparer.Ordinal).MaxBy(static g => g.Count());
            if (usual is null || usual.Count() == values.Count || usual.Count() < majority * Count)
            {
                continue;
            }

            foreach (var (resource, own) in values.Where(v => v.Second != usual.Key))
            {
                (differences.TryGetValue(resource, out var known) ? known : differences[resource] = []).Add((path, usual.Key, own!));
            }
        }

        return differences;
    }

    // Those before, who have nothing there.
    private void Fill(List<string?> column)
    {
        while (column.Count < Count)
        {
            column.Add(Nothing);
        }
    }
}
