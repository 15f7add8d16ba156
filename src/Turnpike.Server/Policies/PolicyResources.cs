using Turnpike.Gate;
using Turnpike.Server.Changes;

namespace Turnpike.Server.Policies;

/// <summary>Rules that come together.</summary>
/// <param name="Name">Null for the policies of whoever runs the server.</param>
public sealed record PackResource(string? Name, int Rules, IReadOnlyDictionary<string, int> BySeverity);

/// <param name="Pack">Null for a policy of whoever runs the server.</param>
/// <param name="Scope"><c>resource</c>, <c>document</c>, <c>estate</c> or <c>admission</c>.</param>
/// <param name="Findings">Standing ones, over the whole estate.</param>
public sealed record RuleResource(
    string Id,
    string Title,
    string Description,
    string Severity,
    string Scope,
    IReadOnlyList<string> ResourceTypes,
    string Remediation,
    IReadOnlyList<string> Controls,
    string? Pack,
    int Findings);

/// <param name="Source">The text of the rule; null where there is none.</param>
public sealed record RuleDetailResource(RuleResource Rule, string? File, string? Source);

/// <summary>What the rules in force say of the estate as it is.</summary>
/// <param name="JudgedScopes">Of <paramref name="Scopes"/>, judged by these rules as they are now.</param>
public sealed record StandingFindingsResource(IReadOnlyList<FindingResource> Items, string? Next, string Policies, int Scopes, int JudgedScopes);

/// <summary>What a rule would have stopped.</summary>
/// <param name="Rego">A policy to try; null to try rules that are in force.</param>
/// <param name="Rules">Ids of rules in force; null to try <paramref name="Rego"/>.</param>
/// <param name="Over"><c>estate</c>, <c>changes</c> or <c>both</c>.</param>
/// <param name="Since">Of the changes, those from this moment on; null for all that are kept.</param>
public sealed record DryRunInput(string? Rego, IReadOnlyList<string>? Rules, string Over, DateTimeOffset? Since);

/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Done">Scopes and changes judged, of <paramref name="Total"/>.</param>
/// <param name="Why">What went wrong; null while nothing has.</param>
/// <param name="Stopped">Changes that it would have stopped, the newest first.</param>
/// <param name="Findings">On the estate as it is; at most as many as <paramref name="IsCut"/> says.</param>
/// <param name="NoLongerKept">Changes whose plan is not kept any more.</param>
/// <param name="WithoutEstate">Changes that were judged by themselves, since the estate of then is not kept any more.</param>
public sealed record DryRunResource(
    string Id,
    string By,
    DateTimeOffset StartedAt,
    string State,
    int Done,
    int Total,
    string? Why,
    IReadOnlyList<DryRunChangeResource> Stopped,
    IReadOnlyList<FindingResource> Findings,
    int FindingsTotal,
    bool IsCut,
    int NoLongerKept,
    int WithoutEstate = 0);

/// <param name="Verdict">By the rules of the dry run alone.</param>
/// <param name="IsOnEstate">Judged on the estate as it was then; false where that is no longer kept and it was judged by itself.</param>
public sealed record DryRunChangeResource(string Id, string Title, string Scope, string Author, DateTimeOffset CreatedAt, Verdict Was, Verdict Verdict, int Failed, int Undecided, bool IsOnEstate = true);
