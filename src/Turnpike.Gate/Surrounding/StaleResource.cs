namespace Turnpike.Gate.Surrounding;

/// <summary>A resource of which a plan's starting point is not what the estate has.</summary>
/// <param name="Difference">How they differ.</param>
/// <param name="Attributes">Where both have it and differ; empty where one of them does not have it. At most <see cref="MaxAttributes"/>.</param>
/// <param name="ConflictsWith">
/// The approved change that alone makes the difference: the plan starts from the estate as it is, and that change will move
/// it. Null where the estate itself has moved since the plan was made.
/// </param>
public sealed record StaleResource(
    string Scope, string Address, StaleDifference Difference, IReadOnlyList<StaleAttribute> Attributes, string? ConflictsWith)
{
    public const int MaxAttributes = 20;
}

public enum StaleDifference
{
    /// <summary>Both have it, with other values.</summary>
    Changed,

    /// <summary>The plan starts from it, and the estate has it no longer.</summary>
    Gone,

    /// <summary>The estate has it, and the plan does not start from it.</summary>
    Appeared,
}

/// <summary>An attribute that differs.</summary>
/// <param name="Path">Such as <c>ingress[0].from_port</c>.</param>
/// <param name="Estate">As JSON, sensitive parts withheld; null where the estate leaves it out.</param>
/// <param name="Plan">The same of the plan's starting point.</param>
public sealed record StaleAttribute(string Path, string? Estate, string? Plan);
