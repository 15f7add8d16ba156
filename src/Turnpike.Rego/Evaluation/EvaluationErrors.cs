using Turnpike.Text;

namespace Turnpike.Rego.Evaluation;

/// <summary>The errors that stop an evaluation, one method each.</summary>
internal static class EvaluationErrors
{
    public static EvaluationStopped CompleteConflict(SourceText? source, TextSpan span) =>
        Stop("eval_conflict_error", "complete rules must not produce multiple outputs", source, span);

    public static EvaluationStopped FunctionConflict(SourceText? source, TextSpan span) =>
        Stop("eval_conflict_error", "functions must not produce multiple outputs for same inputs", source, span);

    public static EvaluationStopped ObjectConflict(SourceText? source, TextSpan span) =>
        Stop("eval_conflict_error", "object keys must be unique", source, span);

    public static EvaluationStopped Builtin(string code, string message, SourceText? source, TextSpan span) => Stop(code, message, source, span);

    public static EvaluationStopped Cancelled() => Limit("eval_cancel_error", "the evaluation was cancelled");

    public static EvaluationStopped Steps(long limit) => Limit("eval_step_limit_error", $"the evaluation took more than {limit} steps");

    public static EvaluationStopped Time(TimeSpan limit) =>
        Limit("eval_time_limit_error", FormattableString.Invariant($"the evaluation took longer than {limit.TotalMilliseconds} ms"));

    public static EvaluationStopped Memory(long limit) => Limit("eval_memory_limit_error", $"the evaluation allocated more than {limit} bytes");

    public static EvaluationStopped Depth(int limit) => Limit("eval_depth_limit_error", $"rules and functions nest deeper than {limit}");

    public static EvaluationStopped Stack() => Limit("eval_depth_limit_error", "rules and functions nest deeper than the stack allows");

    public static EvaluationStopped Output(int limit) => Limit("eval_output_limit_error", $"the answer has more than {limit} members");

    private static EvaluationStopped Stop(string code, string message, SourceText? source, TextSpan span) =>
        new(new RegoError(code, message, source, span), isFinal: false);

    private static EvaluationStopped Limit(string code, string message) => new(new RegoError(code, message, null, default), isFinal: true);
}
