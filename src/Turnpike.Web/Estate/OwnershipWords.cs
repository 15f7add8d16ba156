using Turnpike.Inventory.Ownership;

namespace Turnpike.Web.Estate;

/// <summary>What questions and sources are called on pages.</summary>
internal static class OwnershipWords
{
    public static string Of(OwnershipQuestion question) => question switch
    {
        OwnershipQuestion.CostCentre => "Cost centre",
        OwnershipQuestion.DataClass => "Data class",
        _ => question.ToString(),
    };

    public static string Of(OwnershipSource source) => source switch
    {
        OwnershipSource.Correction => "people",
        OwnershipSource.Tag => "tags",
        OwnershipSource.Catalog => "the catalog",
        OwnershipSource.Code => "owners of code",
        OwnershipSource.Place => "rules",
        OwnershipSource.Account => "accounts",
        _ => "neighbours",
    };
}
