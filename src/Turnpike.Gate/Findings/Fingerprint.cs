namespace Turnpike.Gate.Findings;

/// <summary>The identity of a finding, 64 lower-case hexadecimal digits: the same however plan, line, order or wording change.</summary>
public readonly record struct Fingerprint(string Value)
{
    public override string ToString() => Value;
}
