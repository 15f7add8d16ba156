using Turnpike.Delivery.Judging;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Delivery.Standing;

/// <summary>
/// What the rules in force say of the estate as it is. Kept in the node's memory, scope by scope: a scope is judged again
/// when it was pushed, or one that stands next to it.
/// </summary>
public sealed class StandingFindings(EstateInventory inventory, PoliciesInForce policies, ExceptionProjection exceptions, TimeProvider time, int wholeEstate = EstateAround.WholeEstate) : IDisposable
{
    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JudgedScope> _judged = new(StringComparer.Ordinal);
    private Dictionary<string, int> _byRule = [];
    private int _scopes;
    private long _position = long.MinValue;

    /// <summary>Judges what has moved since the last call. Who comes meanwhile waits.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            await JudgeStaleAsync(cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();

    private async Task JudgeStaleAsync(CancellationToken cancellationToken)
    {
        var estate = await inventory.AtAsync(null, cancellationToken);
        if (estate.Position == _position)
        {
            return;
        }

        var versions = estate.Scopes.ToDictionary(static s => s.Name, VersionOf);
        foreach (var scope in Stale(estate, versions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var findings = await JudgeAsync(estate, scope, cancellationToken);
            lock (_lock)
            {
                _judged[scope] = new JudgedScope(versions[scope], findings);
                _byRule = Count();
            }
        }

        _position = estate.Position;
    }

    public StandingProgress Progress
    {
        get
        {
            lock (_lock)
            {
                return new StandingProgress(_scopes, _judged.Count(static j => j.Value.IsCurrent));
            }
        }
    }

    /// <summary>How many findings a rule has.</summary>
    public int CountOf(RuleId rule)
    {
        lock (_lock)
        {
            return _byRule.GetValueOrDefault(rule.Value);
        }
    }

    /// <summary>By scope, then by address, with the exceptions that cover them now.</summary>
    /// <param name="after">How many to pass over.</param>
    public (IReadOnlyList<Finding> Items, int? Next) Search(StandingQuery query, int limit, int after)
    {
        var found = Judged().Where(j => query.Scope is null || j.Scope == query.Scope).SelectMany(static j => j.Findings).Where(query.Matches).Skip(after).Take(limit + 1).ToList();
        return (Covered(found.Take(limit)), found.Count > limit ? after + limit : null);
    }

    /// <summary>All of them, with the exceptions that cover them now, once the estate is judged as it is: none of what was not judged yet is missing.</summary>
    public async Task<IReadOnlyList<Finding>> AllAsync(CancellationToken cancellationToken = default)
    {
        await RunAsync(cancellationToken);
        return Covered(Judged().SelectMany(static j => j.Findings));
    }

    /// <summary>Of one resource, with the exceptions that cover them now.</summary>
    public IReadOnlyList<Finding> On(ResourceKey key)
    {
        lock (_lock)
        {
            return _judged.TryGetValue(key.Scope, out var judged) ? Covered(judged.Findings.Where(f => f.Resource?.Address == key.Address)) : [];
        }
    }

    /// <summary>Of several resources, with the exceptions that cover them now.</summary>
    public IReadOnlyList<Finding> On(IReadOnlySet<ResourceKey> keys)
    {
        var scopes = keys.Select(static k => k.Scope).ToHashSet(StringComparer.Ordinal);
        return Covered(Judged().Where(j => scopes.Contains(j.Scope)).SelectMany(static j => j.Findings).Where(f => f.Resource is { } resource && keys.Contains(new ResourceKey(resource.Scope, resource.Address))));
    }

    private IReadOnlyList<(string Scope, IReadOnlyList<Finding> Findings)> Judged()
    {
        lock (_lock)
        {
            return [.. _judged.Select(static j => (j.Key, j.Value.Findings))];
        }
    }

    private IReadOnlyList<Finding> Covered(IEnumerable<Finding> findings)
    {
        var cover = new ExceptionCover(exceptions.All(), time.GetUtcNow());
        return [.. findings.Select(f => cover.Lay(f, ""))];
    }

    // What was pushed, and what stands next to it now or did when it was judged.
    private List<string> Stale(EstateSnapshot estate, Dictionary<string, string> versions)
    {
        lock (_lock)
        {
            foreach (var gone in _judged.Keys.Where(s => !versions.ContainsKey(s)).ToList())
            {
                _judged.Remove(gone);
            }

            var moved = versions.Where(v => !_judged.TryGetValue(v.Key, out var judged) || judged.Version != v.Value || !judged.IsCurrent).Select(static v => v.Key).ToHashSet();
            if (_judged.Count > 0)
            {
                moved.UnionWith(moved.ToList().SelectMany(scope => Adjacent(estate, scope)));
            }

            _scopes = versions.Count;
            foreach (var scope in moved.Where(_judged.ContainsKey))
            {
                _judged[scope] = _judged[scope] with { IsCurrent = false };
            }

            return [.. moved.Order(StringComparer.Ordinal)];
        }
    }

    private static IEnumerable<string> Adjacent(EstateSnapshot estate, string scope) =>
        estate.Rows(scope)
            .SelectMany(row => estate.DependsOn(row).Select(static r => r.To).Concat(estate.UsedBy(row).Select(static r => r.From)))
            .Select(static row => row.Key.Scope)
            .Distinct();

    private async Task<IReadOnlyList<Finding>> JudgeAsync(EstateSnapshot estate, string scope, CancellationToken cancellationToken)
    {
        var request = new EstateCheckRequest
        {
            Estate = await EstateAround.LoadAsync(estate, scope, wholeEstate, cancellationToken),
            Wanted = resource => resource.Id.Scope.Name == scope,
            Rules = policies.Rules,
            ProviderData = policies.ProviderData,
            FailOn = PoliciesInForce.FailOn,
            Clock = time,
            Threads = 1,
        };
        return EstateCheck.Run(request, null, cancellationToken).Findings;
    }

    private Dictionary<string, int> Count() =>
        _judged.Values.SelectMany(static j => j.Findings).GroupBy(static f => f.Rule.Id.Value).ToDictionary(static g => g.Key, static g => g.Count());

    private static string VersionOf(ScopeState scope) => string.Join('\n', scope.Sources.Select(static s => $"{s.Name} {s.Position}"));

    private sealed record JudgedScope(string Version, IReadOnlyList<Finding> Findings, bool IsCurrent = true);
}

/// <param name="Judged">Of the scopes, as they are now.</param>
public sealed record StandingProgress(int Scopes, int Judged);

/// <summary>Which standing findings to list. Absent members let every one through.</summary>
/// <param name="Text">In the address, the type or the message, whatever the case.</param>
public sealed record StandingQuery(RuleId? Rule = null, string? Scope = null, Severity? Severity = null, string? Text = null)
{
    internal bool Matches(Finding finding) =>
        (Rule is null || finding.Rule.Id == Rule)
        && (Severity is null || finding.Severity == Severity)
        && (Text is null || Holds(finding.Resource?.Address) || Holds(finding.Resource?.Type) || Holds(finding.Message));

    private bool Holds(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
