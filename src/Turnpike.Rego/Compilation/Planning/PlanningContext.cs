namespace Turnpike.Rego.Compilation.Planning;

/// <summary>
/// Numbers handed out to plans and caches; they index tables of the machine. Plans are made on first use, from any
/// thread, hence the interlocked counters.
/// </summary>
internal sealed class PlanningContext(RuleNode root)
{
    private int _plans;
    private int _caches;

    public RuleNode Root { get; } = root;

    public int NextPlan() => Interlocked.Increment(ref _plans) - 1;

    public int NextCache() => Interlocked.Increment(ref _caches) - 1;
}
