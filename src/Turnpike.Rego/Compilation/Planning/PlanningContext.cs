using System.Collections.Concurrent;
using Turnpike.Rego.Coverage;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>
/// Numbers handed out to plans and caches; they index tables of the machine. Plans are made on first use, from any
/// thread, hence the interlocked counters.
/// </summary>
internal sealed class PlanningContext(RuleNode root, RegoCoverage? coverage = null)
{
    private int _plans;
    private int _caches;
    private int _pathCount;
    private readonly ConcurrentDictionary<Value, int> _paths = new();

    public RuleNode Root { get; } = root;

    public RegoCoverage? Coverage { get; } = coverage;

    /// <summary>Whether a policy may write while it runs, so that the order of everything shows.</summary>
    public bool ShowsOrder { get; init; }

    /// <summary>A number that equal paths share.</summary>
    public int PathId(ReadOnlySpan<Value> path) => _paths.GetOrAdd(ArrayValue.Create(path.ToArray()), _ => Interlocked.Increment(ref _pathCount));

    public int NextPlan() => Interlocked.Increment(ref _plans) - 1;

    public int NextCache() => Interlocked.Increment(ref _caches) - 1;
}
