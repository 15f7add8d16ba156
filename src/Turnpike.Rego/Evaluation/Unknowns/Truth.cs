namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>Kleene's three values.</summary>
internal enum Truth : byte
{
    False,
    Unknown,
    True,
}
