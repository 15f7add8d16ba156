namespace Turnpike.Web.Estate;

/// <summary>How much of a tree a page shows: more than people read, less than makes it slow.</summary>
public sealed class TreeBudget
{
    public const int Most = 1_000;

    private int _taken;

    public bool Take() => ++_taken <= Most;

    /// <summary>It is said once that there is more.</summary>
    public bool IsFirstRefused() => _taken == Most + 1;
}
