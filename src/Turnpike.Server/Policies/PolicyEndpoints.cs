using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;

namespace Turnpike.Server.Policies;

/// <summary>The rules in force, and what they say of the estate.</summary>
internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder policies)
    {
        policies.MapGet("/packs", Packs).Requires(Permission.ReadPolicies)
            .WithName("list-packs").WithSummary("Packs of rules in force").Produces<IReadOnlyList<PackResource>>();
        policies.MapGet("/rules", List).Requires(Permission.ReadPolicies)
            .WithName("list-rules").WithSummary("Rules in force, by id").Produces<Page<RuleResource>>();
        policies.MapGet("/rules/{id}", Show).Requires(Permission.ReadPolicies)
            .WithName("get-rule").WithSummary("A rule with its text").Produces<RuleDetailResource>();
        policies.MapGet("/findings", Findings).Requires(Permission.ReadPolicies)
            .WithName("list-standing-findings").WithSummary("What the rules in force say of the estate as it is").Produces<StandingFindingsResource>();
    }

    private static IResult Packs(PoliciesInForce policies) => Results.Ok(policies.Rules.Rules
        .GroupBy(static r => r.Pack)
        .OrderBy(static g => g.Key, StringComparer.Ordinal)
        .Select(static g => new PackResource(g.Key, g.Count(), g.GroupBy(static r => r.Severity).OrderByDescending(static s => s.Key).ToDictionary(static s => s.Key.Name(), static s => s.Count()))));

    private static IResult List([AsParameters] RuleQuery query, [AsParameters] PageRequest page, PoliciesInForce policies, StandingFindings standing)
    {
        var filter = new RuleFilter { Text = query.Text, AtLeast = SeverityOf(query.Severity) ?? Severity.Low, ResourceType = query.Type, Control = query.Control };
        var rules = policies.Rules.Rules.Where(r => filter.Matches(r) && (query.Pack is null || r.Pack == query.Pack));
        return Results.Ok(Paging.Cut(rules, page, static r => r.Id.Value).Select(r => Of(r, standing)));
    }

    private static IResult Show(string id, PoliciesInForce policies, StandingFindings standing) =>
        policies.Rules.Find(new RuleId(id)) is { } rule
            ? Results.Ok(new RuleDetailResource(Of(rule, standing), rule.Source?.Name, rule.Source is { } source ? System.Text.Encoding.UTF8.GetString(source.Utf8.Span) : null))
            : Problems.NotFound($"No rule {id} is in force.");

    private static IResult Findings([AsParameters] FindingQuery query, [AsParameters] PageRequest page, PoliciesInForce policies, StandingFindings standing)
    {
        var offset = page.AfterKey is not { } key ? 0
            : int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at
            : throw RequestFault.Query("after", "expected the next of an earlier answer");
        var wanted = new StandingQuery(query.Rule is { Length: > 0 } rule ? new RuleId(rule) : null, Empty(query.Scope), SeverityOf(query.Severity), Empty(query.Text));
        var (items, next) = standing.Search(wanted, page.Count, offset);
        var progress = standing.Progress;
        return Results.Ok(new StandingFindingsResource(
            [.. items.Select(static f => FindingViews.Of(f, ""))],
            next is { } n ? Paging.Cursor(n.ToString(CultureInfo.InvariantCulture)) : null,
            policies.Hash,
            progress.Scopes,
            progress.Judged));
    }

    private static RuleResource Of(RuleMetadata rule, StandingFindings standing) => new(
        rule.Id.Value,
        rule.Title,
        rule.Description,
        rule.Severity.Name(),
        rule.Scope.ToString().ToLowerInvariant(),
        rule.ResourceTypes,
        rule.Remediation,
        [.. rule.Controls.Select(static c => c.ToString())],
        rule.Pack,
        standing.CountOf(rule.Id));

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Severity? SeverityOf(string? text) =>
        string.IsNullOrEmpty(text) ? null : SeverityNames.Parse(text) ?? throw RequestFault.Query("severity", $"expected {SeverityNames.All}");
}

/// <param name="Text">In the id, the title or the description.</param>
/// <param name="Severity">This or worse.</param>
/// <param name="Type">A type of resource that it judges.</param>
/// <param name="Control">A framework, an id, or both.</param>
internal readonly record struct RuleQuery(
    [FromQuery(Name = "q")] string? Text,
    [FromQuery(Name = "severity")] string? Severity,
    [FromQuery(Name = "pack")] string? Pack,
    [FromQuery(Name = "type")] string? Type,
    [FromQuery(Name = "control")] string? Control);

/// <param name="Text">In the address, the type or the message.</param>
internal readonly record struct FindingQuery(
    [FromQuery(Name = "rule")] string? Rule,
    [FromQuery(Name = "scope")] string? Scope,
    [FromQuery(Name = "severity")] string? Severity,
    [FromQuery(Name = "q")] string? Text);
