namespace Turnpike.Hcl.Evaluation;

/// <summary>How much one evaluation may do before it is stopped with a diagnostic.</summary>
public sealed record EvaluationLimits
{
    public static EvaluationLimits Default { get; } = new();

    /// <summary>Expression nodes evaluated and elements made.</summary>
    public long Steps { get; init; } = 100_000_000;

    /// <summary>The text one template may make, in UTF-16 units.</summary>
    public int TextLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>The elements one expression may make.</summary>
    public int Elements { get; init; } = 4_000_000;

    /// <summary>How deep evaluation may nest: expressions in expressions, templates in templates.</summary>
    public int Depth { get; init; } = 2_000;
}
