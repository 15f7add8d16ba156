using Turnpike.Formats;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Assessment.Sections;

/// <summary>Which accounts a trust policy lets in.</summary>
/// <param name="Principal">As it stands there.</param>
internal sealed record TrustPolicy(string Account, string Principal, bool HasExternalId)
{
    /// <summary>The accounts that are named; null where the policy is not known. Anybody at all is another matter, which a rule judges.</summary>
    public static IReadOnlyList<TrustPolicy>? Read(Value? policy)
    {
        var document = policy is StringValue text ? JsonReader.Read(SourceText.From("policy", text.Value), []) : policy;
        if (document is not ObjectValue { IsGround: true } read)
        {
            return null;
        }

        Value[] statements = read.Get("Statement") is ArrayValue list ? list.Items.ToArray() : read.Get("Statement") is { } one ? [one] : [];
        return [.. from statement in statements
                   where statement.TextAt("Effect") == "Allow"
                   from principal in Texts(statement.At("Principal", "AWS"))
                   let account = AccountOf(principal)
                   where account is not null
                   select new TrustPolicy(account, principal, statement.EntriesAt("Condition").Any(static c => c.Value.At("sts:ExternalId") is not null))];
    }

    private static IEnumerable<string> Texts(Value? value) => value switch
    {
        StringValue one => [one.Value],
        ArrayValue many => many.Items.ToArray().OfType<StringValue>().Select(static t => t.Value),
        _ => [],
    };

    // 123456789012, or arn:aws:iam::123456789012:root.
    private static string? AccountOf(string principal) =>
        principal.Length == 12 && principal.All(char.IsAsciiDigit) ? principal
        : principal.Split(':') is ["arn", _, "iam" or "sts", _, { Length: 12 } account, ..] ? account : null;
}
