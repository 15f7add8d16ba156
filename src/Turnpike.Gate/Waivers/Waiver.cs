using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Waivers;

/// <summary>Someone's decision to live with a finding until a day, with the reason.</summary>
/// <param name="Rule">The rule it is about.</param>
/// <param name="Resource">A pattern over instance or configuration addresses: <c>*</c> stands for any run of characters.</param>
/// <param name="Expires">The last day on which it holds.</param>
public sealed record Waiver(RuleId Rule, string Resource, string Reason, string Owner, DateOnly Expires)
{
    /// <summary>By which it is known where it is kept elsewhere than in a file; else null.</summary>
    public string? Id { get; init; }

    public SourceText? Source { get; init; }

    public TextSpan Span { get; init; }

    public bool HoldsOn(DateOnly day) => day <= Expires;
}
