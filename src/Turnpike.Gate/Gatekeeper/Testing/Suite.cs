using Turnpike.Text;

namespace Turnpike.Gate.Gatekeeper.Testing;

/// <summary>A suite file (<c>test.gatekeeper.sh/v1alpha1</c>): tests of constraints against objects.</summary>
internal sealed record Suite(SourceText Source, bool IsSkipped, IReadOnlyList<SuiteTest> Tests);

/// <param name="Template">The path of its file, from the suite's folder; so are the others.</param>
/// <param name="Expansion">Null where there is none.</param>
/// <param name="IsInvalid">The constraint must be refused for its parameters.</param>
internal sealed record SuiteTest(
    string Name, TextSpan Span, string Template, string Constraint, string? Expansion, bool IsInvalid, bool IsSkipped, IReadOnlyList<SuiteCase> Cases);

internal sealed record SuiteCase(
    string Name, TextSpan Span, string Object, IReadOnlyList<string> Inventory, bool IsSkipped, IReadOnlyList<SuiteAssertion> Assertions);

/// <param name="Least">The fewest violations that there must be.</param>
/// <param name="Most">The most that there may be; null for any number.</param>
/// <param name="Message">A pattern that only some violations match; null for all of them.</param>
internal sealed record SuiteAssertion(int Least, int? Most, string? Message)
{
    public string? Fault(IReadOnlyList<string> messages, GoPattern patterns)
    {
        var count = messages.Count(message => Message is null || patterns.Matches(Message, message));
        if (count >= Least && count <= (Most ?? int.MaxValue))
        {
            return null;
        }

        var what = Message is null ? "" : $" with a message like /{Message}/";
        var wanted = Most is null ? $"at least {Least}" : Most == 0 ? "no" : $"exactly {Least}";
        var all = messages.Count == 0 ? "" : $"; all messages: {string.Join("; ", messages.Select(static m => $"\"{m}\""))}";
        return $"expected {wanted} violation{(Least == 1 ? "" : "s")}{what}, found {(count == 0 ? "none" : count.ToString(System.Globalization.CultureInfo.InvariantCulture))}{all}";
    }
}
