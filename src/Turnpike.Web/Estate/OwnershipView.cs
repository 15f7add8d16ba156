using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Web.Estate;

/// <param name="Text">In the key or the name, whatever the case.</param>
/// <param name="OnlyCosts">Only what bears cost.</param>
public sealed record UnownedAsked(string? Type, string? Text, bool OnlyCosts, int Skip)
{
    public const string Path = "/estate/ownership";

    public string Address(int skip) => Elements.Address.Of(Path, ("type", Type), ("q", Text), ("costs", OnlyCosts ? "1" : null), ("skip", skip == 0 ? null : skip.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>Something that nobody says the owner of, and who likely has it.</summary>
public sealed record UnownedItem(JoinedResource Resource, bool BearsCost, OwnerProposal? Proposal);

/// <summary>What the page of owners shows.</summary>
/// <param name="Unowned">How many match what was asked for.</param>
/// <param name="MayCorrect">The viewer may say who owns what.</param>
/// <param name="Refused">Why what was sent was not recorded.</param>
public sealed record OwnershipView(
    IReadOnlyList<OwnershipCoverage> Coverage,
    IReadOnlyList<UnownedItem> Items,
    int Unowned,
    UnownedAsked Asked,
    IReadOnlyList<OwnershipCorrection> Corrections,
    OwnershipRules Rules,
    bool MayCorrect,
    string? Refused)
{
    public OwnershipCoverage Owners => Coverage.First(static c => c.Question == OwnershipQuestion.Owner);
}
