using Turnpike.Gate.Judging;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate;

/// <summary>All that judging an estate as it stands needs.</summary>
public sealed record EstateCheckRequest
{
    public required Surroundings Estate { get; init; }

    /// <summary>Which of its resources to judge; null judges all.</summary>
    public Func<Turnpike.Estate.Resource, bool>? Wanted { get; init; }

    /// <summary>Its rules of scope resource are asked about each resource. <see cref="RuleSet.Only"/> takes a few of a set.</summary>
    public required RuleSet Rules { get; init; }

    public IReadOnlyList<DataFile> DataFiles { get; init; } = [];

    public IReadOnlyList<SourceText> ProviderData { get; init; } = [];

    public ObjectValue Parameters { get; init; } = ObjectValue.Empty;

    public Severity FailOn { get; init; } = Severity.Medium;

    public EvaluationLimits RuleLimits { get; init; } = CheckRequest.DefaultRuleLimits;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int Threads { get; init; } = 2;
}

/// <summary>Judges resources of the estate as they stand, as if nothing were planned: standing findings, and dry runs of rules.</summary>
public static class EstateCheck
{
    /// <summary>Never throws for what is in the request; every fault is in the report.</summary>
    /// <param name="progress">Told, now and then, how many resources have been judged.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CheckReport Run(EstateCheckRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new StandingRun(request, progress, cancellation).Run();
}
