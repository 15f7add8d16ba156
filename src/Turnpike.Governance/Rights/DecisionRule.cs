namespace Turnpike.Governance.Rights;

/// <summary>
/// One line of who may decide what. A property that is left out says nothing; of one that is given, one value must match.
/// Values may end in <c>*</c>, which stands for any end.
/// </summary>
/// <param name="Id">What a refusal names.</param>
/// <param name="Allow">False for a rule that forbids: it wins over every rule that allows.</param>
public sealed record DecisionRule(string Id, bool Allow)
{
    /// <summary>What is decided: <c>approve</c>, <c>reject</c>, <c>grant-exception</c>, <c>override-freeze</c>, …</summary>
    public IReadOnlyList<string>? Verbs { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public IReadOnlyList<string>? Environments { get; init; }

    public IReadOnlyList<string>? Tiers { get; init; }

    /// <summary>Kinds of change: <c>standard</c>, <c>normal</c>, <c>emergency</c>, …</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>The highest risk for which the rule speaks, from 0 to 100.</summary>
    public int? MaxRisk { get; init; }

    /// <summary>The least risk for which the rule speaks, from 0 to 100.</summary>
    public int? MinRisk { get; init; }

    /// <summary>True: only about one's own changes. False: only about those of others.</summary>
    public bool? Own { get; init; }

    /// <summary>How many such decisions of different people are needed before the change may go on.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>Said to whoever the rule refuses.</summary>
    public string? Reason { get; init; }
}

/// <summary>What somebody wants to decide.</summary>
/// <param name="Risk">0 to 100; null where it was not assessed, which counts as the highest.</param>
/// <param name="Author">Whose change it is.</param>
public sealed record DecisionRequest(string Verb, string? Environment, string? Tier, string? Kind, int? Risk, string? Author)
{
    /// <summary>Who made the token that it was sent with: they can send what they like in its name. Null without one.</summary>
    public string? TokenOwner { get; init; }

    /// <summary>Who wrote it, as whoever sent it says: a name, an address, or <c>Ada Lovelace &lt;ada@example.com&gt;</c>.</summary>
    public string? ClaimedAuthor { get; init; }

    /// <summary>Why it is one's own change, as a clause; null for that of others.</summary>
    public string? WhyOwn(Principal principal) =>
        Author == principal.Id ? $"{principal.Id} sent it"
        : TokenOwner == principal.Id ? $"it was sent by {Author} with a token that {principal.Id} made"
        : ClaimedAuthor is { } claimed && IsMeant(claimed, principal) ? $"its author, as {Author} says, is {claimed}"
        : null;

    private static bool IsMeant(string claimed, Principal principal)
    {
        var open = claimed.LastIndexOf('<');
        string[] names = open < 0 ? [claimed] : [claimed, claimed[..open], claimed[(open + 1)..].TrimEnd('>', ' ')];
        return names.Any(name => name.Trim() is { Length: > 0 } said && principal.Names.Append(principal.Id).Any(known => string.Equals(known, said, StringComparison.OrdinalIgnoreCase)));
    }
}
