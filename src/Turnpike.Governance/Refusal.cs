namespace Turnpike.Governance;

/// <summary>Why something was not done.</summary>
/// <param name="Code">For programs; one a kind of refusal.</param>
/// <param name="Message">For people: what stands against it and what can be done.</param>
public sealed record Refusal(string Code, string Message);

/// <summary>What became of a request: a result, or the reason why not.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    public Outcome(T value)
    {
        Value = value;
        Refusal = null;
    }

    public Outcome(Refusal refusal)
    {
        Value = null;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Outcome<T>(Refusal refusal) => new(refusal);

    public static implicit operator Outcome<T>(T value) => new(value);
}
