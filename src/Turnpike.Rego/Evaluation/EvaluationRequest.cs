using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>All that one evaluation is given; nothing else reaches a policy.</summary>
public sealed record EvaluationRequest
{
    /// <summary>What policies read as <c>input</c>; null where there is none.</summary>
    public Value? Input { get; init; }

    /// <summary>The base documents, read as <c>data</c>; virtual documents are laid over them.</summary>
    public ObjectValue Data { get; init; } = ObjectValue.Empty;

    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Stop with an error where a builtin fails; without it the call is undefined, as in OPA.</summary>
    public bool StrictBuiltinErrors { get; init; }

    /// <summary>Makes <c>rand.intn</c> and <c>uuid.rfc4122</c> repeatable; null takes a fresh seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Told of what <c>trace</c> notes, by the thread that evaluates.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Handed to the host's own builtins.</summary>
    public object? Host { get; init; }

    public CancellationToken Cancellation { get; init; }
}

/// <summary>How much one evaluation may use. Each limit has its own error.</summary>
public sealed record EvaluationLimits
{
    public static EvaluationLimits Default { get; } = new();

    /// <summary>Statements evaluated and members iterated.</summary>
    public long Steps { get; init; } = long.MaxValue;

    public TimeSpan Time { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Bytes allocated by the evaluation.</summary>
    public long Memory { get; init; } = long.MaxValue;

    /// <summary>Rules, functions and comprehensions open at one time.</summary>
    public int Depth { get; init; } = 4096;

    /// <summary>Solutions or members answered.</summary>
    public int Output { get; init; } = int.MaxValue;
}
