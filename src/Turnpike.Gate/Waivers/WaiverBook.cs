using Turnpike.Estate.Identity;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Waivers;

/// <summary>The waivers of one check: finds the one that covers a finding and remembers which were of use.</summary>
internal sealed class WaiverBook(IReadOnlyList<Waiver> waivers, DateOnly today)
{
    private readonly Dictionary<RuleId, List<Waiver>> _byRule = waivers.GroupBy(static w => w.Rule).ToDictionary(static g => g.Key, static g => g.ToList());
    private readonly HashSet<Waiver> _used = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Waiver> Unused => [.. waivers.Where(w => !_used.Contains(w))];

    /// <summary>Waivers that have run out and would cover a finding: each makes that finding say so.</summary>
    public IReadOnlyList<Waiver> Expired => [.. waivers.Where(w => _used.Contains(w) && !w.HoldsOn(today))];

    /// <param name="address">Null where the finding is about no resource; <paramref name="file"/> is matched then.</param>
    public Finding Apply(Finding finding, ResourceAddress? address, string? file)
    {
        if (!_byRule.TryGetValue(finding.Rule.Id, out var candidates))
        {
            return finding;
        }

        Waiver? expired = null;
        foreach (var waiver in candidates)
        {
            if (!Covers(waiver, address, file))
            {
                continue;
            }

            _used.Add(waiver);
            if (waiver.HoldsOn(today))
            {
                return finding with { Status = FindingStatus.Waived, Otherwise = finding.Status, Waiver = waiver };
            }

            expired ??= waiver;
        }

        return expired is null ? finding : finding with { Waiver = expired };
    }

    private static bool Covers(Waiver waiver, ResourceAddress? address, string? file)
    {
        var pattern = new AddressPattern(waiver.Resource);
        return address is not null ? pattern.Matches(address) : pattern.MatchesText(file ?? "");
    }
}
