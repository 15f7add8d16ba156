using System.Text.Json;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Types;

namespace Turnpike.Rego;

/// <summary>How policies are read, compiled and evaluated. Everything has a default that suits most.</summary>
public sealed record RegoPolicyOptions
{
    public static RegoPolicyOptions Default { get; } = new();

    public RegoVersion Version { get; init; } = RegoVersion.V1;

    /// <summary>OPA's strict mode of compilation.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The functions that policies may call; <see cref="BuiltinRegistry.With"/> adds the host's own.</summary>
    public BuiltinRegistry Builtins { get; init; } = BuiltinRegistry.Default;

    /// <summary>What <c>input</c> and data look like, for errors when policies are compiled.</summary>
    public SchemaSet? Schemas { get; init; }

    /// <summary>How much one evaluation may use; nothing is limited but its depth unless said here.</summary>
    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    /// <summary>Throw where a builtin fails; else its call is undefined, as in OPA.</summary>
    public bool StrictBuiltinErrors { get; init; }

    /// <summary>How .NET objects become values and values become results; names are camelCase unless said otherwise.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of what <c>print</c> writes and <c>trace</c> notes, a line a call, by the thread that evaluates.</summary>
    public Action<string>? Print { get; init; }

    /// <summary>Handed to the host's own builtins.</summary>
    public object? Host { get; init; }
}
