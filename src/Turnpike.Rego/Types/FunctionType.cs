namespace Turnpike.Rego.Types;

/// <summary>What a function or builtin takes and gives.</summary>
public sealed class FunctionType : RegoType
{
    internal FunctionType(IReadOnlyList<RegoType> parameters, RegoType result)
    {
        Parameters = parameters;
        Result = result;
    }

    public IReadOnlyList<RegoType> Parameters { get; }

    public RegoType Result { get; }

    internal override int Kinds => 0;

    private protected override string Describe() => $"({string.Join(", ", Parameters)}) => {Result}";

    private protected override bool OverlapsOne(RegoType other) => false;
}
