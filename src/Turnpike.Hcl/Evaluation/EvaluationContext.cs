using Turnpike.Text.Patterns;

namespace Turnpike.Hcl.Evaluation;

/// <summary>What all evaluations of one root share: functions, files, limits and what is left of them. For one thread.</summary>
public sealed class EvaluationContext
{
    public required FunctionTable Functions { get; init; }

    /// <summary>What file functions read; null where there are no files.</summary>
    public IFileTree? Files { get; init; }

    /// <summary>The folder in <see cref="Files"/> that relative paths start from: the root module's.</summary>
    public string WorkingFolder { get; init; } = "";

    /// <summary>What <c>~</c> stands for in <c>pathexpand</c> and file functions; null leaves it as it is.</summary>
    public string? HomeFolder { get; init; }

    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    public CancellationToken Cancellation { get; init; }

    /// <summary>The absolute path of <see cref="WorkingFolder"/>, as <c>abspath</c> and <c>path.cwd</c> give it; null where it is not known.</summary>
    public string? AbsoluteFolder { get; init; }

    internal PatternCache Patterns { get; private init; } = new();

    internal EvaluationBudget Budget
    {
        get => field ??= new EvaluationBudget(Limits, Cancellation);
        private init;
    }

    /// <summary>This context with other functions: a template's. What is spent there is spent here.</summary>
    internal EvaluationContext With(FunctionTable functions) => new()
    {
        Functions = functions,
        Files = Files,
        WorkingFolder = WorkingFolder,
        HomeFolder = HomeFolder,
        AbsoluteFolder = AbsoluteFolder,
        Limits = Limits,
        Cancellation = Cancellation,
        Patterns = Patterns,
        Budget = Budget,
    };
}
