using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// What a function takes at one place. Arguments are converted to the type before anything of the function runs; what
/// is not allowed here is refused or answered before that too: a null is a fault, an unknown makes the result unknown,
/// marks are taken off and put onto the result.
/// </summary>
/// <param name="Type">Dynamic takes any type.</param>
public sealed record HclParameter(string Name, HclType Type)
{
    public bool AllowNull { get; init; }

    /// <summary>An argument that is itself unknown reaches the function's body (one that only holds unknowns always does).</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>An argument of dynamic type (so unknown, or an untyped null) reaches the function's type rule.</summary>
    public bool AllowDynamicType { get; init; }

    public bool AllowMarked { get; init; }
}
