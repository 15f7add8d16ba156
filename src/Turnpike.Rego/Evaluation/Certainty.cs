namespace Turnpike.Rego.Evaluation;

/// <summary>How sure a solution or a member is, from strongest to weakest; a path has the weakest of its steps.</summary>
public enum Certainty : byte
{
    /// <summary>Has a counterpart in every completion of the unknown values.</summary>
    Definite,

    /// <summary>At most one counterpart in each completion.</summary>
    Possible,

    /// <summary>Any number of counterparts.</summary>
    Many,
}
