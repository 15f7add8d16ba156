namespace Turnpike.Delivery.Changes;

/// <summary>How many resources a plan creates, updates in place, deletes, and replaces; each resource in one of them.</summary>
/// <param name="Others">Imports, moves and forgets that do nothing else.</param>
public sealed record ActionCounts(int Create, int Update, int Delete, int Replace, int Others)
{
    public static ActionCounts None { get; } = new(0, 0, 0, 0, 0);

    public int Total => Create + Update + Delete + Replace + Others;
}

/// <summary>Findings by what they mean for the verdict; each in exactly one.</summary>
/// <param name="Covered">By an exception in force.</param>
/// <param name="NewlyBroken">On resources elsewhere in the estate that were in order before: counted in the others too.</param>
/// <param name="Existing">There before the change, and no worse with it: shown, not blamed.</param>
public sealed record FindingCounts(int Failed, int Undecided, int Covered, int BelowThreshold, int NewlyBroken, int Existing = 0);

/// <summary>An exception that covers findings of a change.</summary>
public sealed record AppliedException(string Id, string Rule, string Owner, DateTimeOffset Expires, int Findings);

/// <summary>What a part of the risk comes from.</summary>
/// <param name="Points">That it adds to the risk.</param>
/// <param name="Says">For people: <c>deletes aws_db_instance.orders, which keeps data</c>.</param>
public sealed record RiskFact(int Points, string Says);

/// <summary>What a change touches and how much can go wrong, with the facts it follows from.</summary>
/// <param name="Number">0 to 100.</param>
/// <param name="Environment">Such as <c>production</c>; null where nothing says it.</param>
/// <param name="Tier">Such as <c>critical</c>; null where nothing says it.</param>
/// <param name="Kind">What the decision rights call the kind of change: <c>passing</c>, <c>undecided</c> or <c>failing</c>, by its verdict.</param>
public sealed record ChangeRisk(int Number, string? Environment, string? Tier, string Kind, IReadOnlyList<RiskFact> Facts);
