using Turnpike.Text.Patterns;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Why a builtin failed.</summary>
/// <param name="Code"><see cref="BuiltinError.Type"/> or <see cref="BuiltinError.Failed"/>.</param>
/// <param name="Message">Starts with the builtin's name.</param>
public sealed record BuiltinFailure(string Code, string Message);

/// <summary>The codes of failures, which are OPA's.</summary>
public static class BuiltinError
{
    /// <summary>An argument is of a kind, or holds something, that the builtin does not take.</summary>
    public const string Type = "eval_type_error";

    /// <summary>The arguments are of the right types, and there is no answer for them.</summary>
    public const string Failed = "eval_builtin_error";
}

/// <summary>
/// What builtins are given beside their arguments. One for each evaluation; not safe for several threads.
/// </summary>
public sealed class BuiltinContext : IStepCounter
{
    // A result of this many characters or items is an accident or an attack.
    internal const int MaxLength = 64 * 1024 * 1024;

    private const int StepsBetweenChecks = 1024;

    private BuiltinFailure? _failure;
    private Random? _random;
    private Dictionary<(string Builtin, Value Key), Value>? _remembered;
    private int _uncharged;

    /// <summary>The time of the evaluation in nanoseconds since 1970; the same for all of its calls.</summary>
    public long Now { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>Whatever the host handed to the evaluation, for its own builtins.</summary>
    public object? Host { get; init; }

    /// <summary>Makes random results repeatable.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Told of steps done inside a builtin; throws to stop the evaluation where a limit is passed.</summary>
    public Action<int>? Meter { get; init; }

    /// <summary>Told of what <c>trace</c> says.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Compiled patterns; shared by all evaluations of a program.</summary>
    public PatternCache Patterns { get => field ??= new PatternCache(); init; }

    /// <summary>The unknowns that the last call had to look into; its result is then only possible.</summary>
    public List<UnknownValue> LookedInto { get; } = [];

    internal Builtin? Current { get; set; }

    internal Random Random => _random ??= Seed is { } seed ? new Random((int)(seed ^ (seed >> 32))) : new Random();

    /// <summary>Fails the running builtin with <see cref="BuiltinError.Failed"/>; the name is put before the message.</summary>
    public Value? Fail(string message) => Fail(BuiltinError.Failed, message);

    /// <summary>Records why the running builtin has no answer, and gives the null to return.</summary>
    public Value? Fail(string code, string message)
    {
        _failure = new BuiltinFailure(code, $"{Current?.Name}: {message}");
        return null;
    }

    /// <summary>Fails as OPA does for an operand: "operand 1 must be string but got number".</summary>
    public Value? WrongType(int operand, string expected, string got) =>
        Fail(BuiltinError.Type, $"operand {operand} must be {expected} but got {got}");

    /// <inheritdoc cref="WrongType(int, string, string)"/>
    public Value? WrongType(int operand, string expected, Value got) => WrongType(operand, expected, ValueKindNames.Of(got.Kind));

    /// <summary>The failure of the last call, if it failed, and forgets it.</summary>
    public BuiltinFailure? TakeFailure()
    {
        var failure = _failure;
        _failure = null;
        return failure;
    }

    /// <summary>To be called in loops: counts steps, and throws where the evaluation is cancelled or past a limit.</summary>
    public void Step(int steps = 1)
    {
        _uncharged += steps;
        if (_uncharged >= StepsBetweenChecks)
        {
            var charged = _uncharged;
            _uncharged = 0;
            Cancellation.ThrowIfCancellationRequested();
            Meter?.Invoke(charged);
        }
    }

    /// <summary>Notes that the result depends on an unknown inside an argument.</summary>
    public void LookInto(UnknownValue unknown) => LookedInto.Add(unknown);

    internal bool HasFailed => _failure is not null;

    internal Value? WrongType(int operand, RegoType expected, Value got)
    {
        var names = expected.Alternatives.Select(static type => KindName(type)).Distinct().ToArray();
        return WrongType(operand, names.Length == 1 ? names[0] : $"one of {{{string.Join(", ", names)}}}", got);
    }

    /// <summary>One answer for a builtin and key through the whole evaluation, as OPA gives for what may answer differently each time.</summary>
    internal Value? Remember(Value key, Func<BuiltinContext, Value?> create)
    {
        _remembered ??= [];
        var entry = (Current!.Name, key);
        if (!_remembered.TryGetValue(entry, out var value) && create(this) is { } created)
        {
            value = created;
            _remembered[entry] = created;
        }

        return value;
    }

    private static string KindName(RegoType type) => type switch
    {
        ScalarType scalar => ValueKindNames.Of(scalar.Kind),
        ArrayType => "array",
        SetType => "set",
        ObjectType => "object",
        _ => "any",
    };
}
