namespace Turnpike.Estate.Identity;

/// <summary>What tells apart two roots that use the same addresses: a repository and root, or the source of a push. Default empty.</summary>
public readonly record struct EstateScope(string Name)
{
    public static EstateScope None { get; } = new("");

    public override string ToString() => Name ?? "";
}
