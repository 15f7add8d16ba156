namespace Turnpike.Hcl.Evaluation;

/// <summary>Why a function refused its arguments.</summary>
/// <param name="Message">As Terraform says it, without a full stop.</param>
/// <param name="Argument">The place of the argument at fault, or -1 where it is the call.</param>
public sealed record FunctionFault(string Message, int Argument = -1)
{
    public static FunctionFault At(int argument, string message) => new(message, argument);
}

/// <summary>What was asked, or why there is none.</summary>
public readonly struct OrFault<T>
{
    private OrFault(T value, FunctionFault? fault)
    {
        Value = value;
        Fault = fault;
    }

    public T Value { get; }

    public FunctionFault? Fault { get; }

    public static implicit operator OrFault<T>(T value) => new(value, null);

    public static implicit operator OrFault<T>(FunctionFault fault) => new(default!, fault);
}
