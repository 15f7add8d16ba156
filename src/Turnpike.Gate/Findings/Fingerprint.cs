using System.Security.Cryptography;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Findings;

/// <summary>
/// The identity of a finding, 64 lower-case hexadecimal digits: SHA-256 of canonical <c>[1, rule, scope, address after
/// moves, key]</c>. Message, line, file and status have no part in it, so plan, code and observed world agree.
/// </summary>
public readonly record struct Fingerprint(string Value)
{
    private const int Version = 1;

    /// <param name="address">Empty where the finding is about no resource.</param>
    /// <param name="key">What tells apart several findings of one rule on one resource; null where the rule gives none.</param>
    public static Fingerprint Of(RuleId rule, string scope, string address, Value? key)
    {
        var identity = ArrayValue.Create(
        [
            Values.Value.Of(Version), Values.Value.Of(rule.Value), Values.Value.Of(scope), Values.Value.Of(address), Withhold(key),
        ]);
        return new Fingerprint(Convert.ToHexStringLower(SHA256.HashData(JsonText.Canonical(identity))));
    }

    public override string ToString() => Value;

    // A hash of a secret can be guessed at. There is no installation key in a check to make an HMAC with, so what is
    // sensitive takes no part.
    private static Value Withhold(Value? key) =>
        key is null ? Values.Value.Null : key.HoldsSensitive ? Values.Value.Of(JsonText.Redacted(key)) : key;
}
