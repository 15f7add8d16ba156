using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Web.Administration;
using Question = Turnpike.Web.Administration.RightsQuestion;

namespace Turnpike.Server.Pages;

/// <summary>Who may decide what: shown, asked about, and changed as data.</summary>
internal sealed class RightsPages(Visits visits, DecisionRights rights, DefineRights define, AccountStore accounts, PeopleProjection people)
{
    private const int MaxPeople = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/rights", ([FromServices] RightsPages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadGovernance);
        routes.MapGet("/admin/rights/edit", ([FromServices] RightsPages pages, HttpContext http) => pages.Edit(http, 200, pages.InForce, static now => now.Version)).Requires(Permission.ManageRights);
        routes.MapPost("/admin/rights/edit", ([FromServices] RightsPages pages, HttpContext http) => pages.DoAsync(http)).Requires(Permission.ManageRights);
    }

    private IReadOnlyList<RuleDraft> InForce => [.. rights.Now.Rules.Select(RuleDraft.Of)];

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var asked = http.Request.Query;
        var question = QuestionOf(n => asked[n].ToString());
        var isAsked = asked.ContainsKey("ask-verb");
        return Rendered.Page<RightsPage>(
            200,
            ("Visit", visits.Of(http)), ("Rights", rights.Now), ("Question", question), ("Answers", isAsked ? await AnswersAsync(http, rights.Now.Rules, question) : null));
    }

    private IResult Edit(HttpContext http, int status, IReadOnlyList<RuleDraft> rules, Func<DecisionRights.Definition, long> version, IReadOnlyList<string>? faults = null, Question? question = null, IReadOnlyList<RightsAnswerView>? answers = null) =>
        Rendered.Page<RightsEditPage>(
            status,
            ("Visit", visits.Of(http)), ("Version", version(rights.Now)), ("Rules", rules), ("Faults", faults ?? []), ("Question", question ?? QuestionOf(static _ => "")), ("Answers", answers));

    private async Task<IResult> DoAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var drafts = Drafts(form);
        var version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        var question = QuestionOf(n => form[n].ToString());
        var asked = form["do"].ToString();
        if (asked == "add")
        {
            return Edit(http, 200, [.. drafts, RuleDraft.Empty], _ => version, question: question);
        }

        if (asked.StartsWith("remove-", StringComparison.Ordinal) && int.TryParse(asked["remove-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < drafts.Count)
        {
            drafts.RemoveAt(at);
            return Edit(http, 200, drafts, _ => version, question: question);
        }

        var faults = new List<string>();
        var rules = drafts.ConvertAll(d => d.Read(faults));
        faults.AddRange(DefineRights.Faults(rules));
        if (faults.Count > 0)
        {
            return Edit(http, 422, drafts, _ => version, faults, question);
        }

        if (asked != "define")
        {
            return Edit(http, 200, drafts, _ => version, question: question, answers: await AnswersAsync(http, rules, question));
        }

        var defined = await define.RunAsync(http.Caller().Principal, rules, version, http.RequestAborted);
        return defined.Refusal is not { } refusal ? Rendered.SeeOther("/admin/rights?done=rights-defined")
            : Edit(http, refusal.Code == "conflict" ? 409 : 422, drafts, _ => version, [refusal.Code == "conflict" ? "Somebody else has changed the rules since you began. Open the page of the rules beside this one, take over what is new there, and begin again from them." : refusal.Message], question);
    }

    private async Task<IReadOnlyList<RightsAnswerView>?> AnswersAsync(HttpContext http, IReadOnlyList<DecisionRule> rules, Question question)
    {
        if (!http.Caller().May(Permission.ReadAccess))
        {
            return [Answer(new DecisionRights(rules), http.Caller().Principal, "You", question)];
        }

        var asked = new DecisionRights(rules);
        return [.. (await accounts.ListAsync(null, MaxPeople, http.RequestAborted))
            .Where(static a => !a.IsDisabled)
            .Select(a => Answer(asked, new Principal(a.Id, a.RoleNames.ToHashSet(StringComparer.Ordinal), people.TeamsOf(a.Id)), a.Name, question))
            .OrderByDescending(static a => a.IsAllowed).ThenBy(static a => a.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static RightsAnswerView Answer(DecisionRights rights, Principal principal, string name, Question question)
    {
        var answer = rights.Ask(principal, new DecisionRequest(question.Verb, Some(question.Environment), Some(question.Tier), Some(question.Kind), int.TryParse(question.Risk, NumberStyles.None, CultureInfo.InvariantCulture, out var risk) ? risk : null, Some(question.Author)));
        return new RightsAnswerView(principal.Id, name, [.. principal.Roles.Order(StringComparer.Ordinal)], answer.IsAllowed, answer.Why, answer.IsAllowed ? answer.Rule!.Needed : null);
    }

    private static List<RuleDraft> Drafts(IFormCollection form)
    {
        var count = int.TryParse(form["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Min(given, DefineRights.MaxRules) : 0;
        return [.. Enumerable.Range(0, count).Select(i => new RuleDraft(
            Of("id", i), Of("allow", i) != "false", Of("verbs", i), Of("roles", i), Of("environments", i), Of("tiers", i), Of("kinds", i), Of("min", i), Of("max", i), Of("own", i), Of("needed", i), Of("reason", i)))];

        string Of(string name, int i) => form[string.Create(CultureInfo.InvariantCulture, $"{name}-{i}")].ToString();
    }

    private static Question QuestionOf(Func<string, string> of) =>
        new(of("ask-verb") is { Length: > 0 } verb ? verb : "approve", of("ask-environment").Trim(), of("ask-tier").Trim(), of("ask-kind").Trim(), of("ask-risk").Trim(), of("ask-author").Trim());

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
