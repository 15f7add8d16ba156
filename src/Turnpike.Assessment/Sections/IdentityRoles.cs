using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Roles and rights: who may do everything, what nobody takes, who outside may come in.</summary>
internal sealed class IdentityRoles(AssessedEstate estate, SectionSheet sheet)
{
    private const int WeekDays = 7;

    public int UnusedCount { get; private set; }

    public int UsedKnown { get; private set; }

    public int AdministratorCount { get; private set; }

    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var days = estate.Profile.Number(Identity.RoleUnusedDays);
        var unused = new Answers("identity.unused-role", string.Create(CultureInfo.InvariantCulture, $"Roles that nobody took for {days} days"));
        var outside = new Answers("identity.outside-trust", "Roles that accounts outside the estate may take");
        var holders = await AttachedAsync(cancellationToken);
        var ours = OurAccounts();
        var count = 0;
        await foreach (var role in estate.ReadAsync(["aws_iam_role"], cancellationToken).Where(static r => !IsOfAws(r)))
        {
            count++;
            TakeUse(unused, role, days);
            TakeTrust(outside, role, ours);
            if (role.Attributes.Texts("managed_policy_arns").Any(IsAdministration))
            {
                holders.TryAdd($"{role.Resource.Place.Account} role {role.Resource.Name}", (role.Resource, role.EvidenceOf("managed_policy_arns")));
            }
        }

        (UnusedCount, UsedKnown) = (unused.Failing, unused.Known);
        unused.WriteTo(sheet, estate, "Its rights are there for whoever finds a way to it.", "Deny all to it for a month, then delete it.", "aws_iam_role");
        WriteAdministrators(holders, await MembersAsync(holders, cancellationToken));
        sheet.Add(Identity.OutsideTrust, count == 0 ? null : outside.Failing, outside.Known);
        outside.WriteTo(sheet, estate, "What happens in their account happens in yours.", "Ask whose accounts they are; remove those that nobody can name, and ask the rest for an external id.", "aws_iam_role");
    }

    private void TakeUse(Answers answers, ResourceFacts role, double days)
    {
        if (!role.Resource.IsSeen)
        {
            return;
        }

        var (last, created) = (role.Attributes.Time("last_used_week"), role.Attributes.Time("create_date"));
        bool? isUnused = role.At("last_used_week").IsOpen() ? null
            : last is { } used ? used.AddDays(WeekDays) < estate.Now.AddDays(-days)
            : created is { } at ? at < estate.Now.AddDays(-days) : null;
        answers.Take(role, isUnused, Severity.Low, role.EvidenceOf("last_used_week"), role.EvidenceOf("create_date"));
    }

    private static void TakeTrust(Answers answers, ResourceFacts role, HashSet<string> ours)
    {
        if (TrustPolicy.Read(role.At("assume_role_policy")) is not { } trust)
        {
            answers.IsOpen(role.Resource);
            return;
        }

        var outside = trust.Where(t => !ours.Contains(t.Account)).ToList();
        if (outside.Count == 0)
        {
            answers.Passes();
            return;
        }

        var isBound = outside.TrueForAll(static t => t.HasExternalId);
        answers.Fails(role.Resource, isBound ? Severity.Low : Severity.Medium, [.. outside.Select(t => new Evidence(role.Resource.Key.ToString(), "assume_role_policy", $"{t.Principal}{(t.HasExternalId ? " with an external id" : " without an external id")}"))]);
    }

    /// <summary>Who may do everything by what is attached to them: account, kind and name.</summary>
    private async Task<Dictionary<string, (AssessedResource Subject, Evidence Evidence)>> AttachedAsync(CancellationToken cancellationToken)
    {
        var holders = new Dictionary<string, (AssessedResource Subject, Evidence Evidence)>(StringComparer.Ordinal);
        foreach (var (type, who) in new[] { ("aws_iam_user_policy_attachment", "user"), ("aws_iam_role_policy_attachment", "role"), ("aws_iam_group_policy_attachment", "group") })
        {
            await foreach (var attachment in estate.ReadAsync([type], cancellationToken))
            {
                if (IsAdministration(attachment.Attributes.Text("policy_arn")) && attachment.Attributes.Text(who) is { } name)
                {
                    holders.TryAdd($"{attachment.Resource.Place.Account} {who} {name}", (attachment.Resource, attachment.EvidenceOf("policy_arn")));
                }
            }
        }

        return holders;
    }

    private void WriteAdministrators(Dictionary<string, (AssessedResource Subject, Evidence Evidence)> holders, int members)
    {
        AdministratorCount = holders.Keys.Count(static h => !h.Contains(" group ", StringComparison.Ordinal)) + members;
        var isRead = estate.IsRead("aws_iam_role_policy_attachment") || holders.Count > 0;
        sheet.Add(Identity.Administrators, isRead ? AdministratorCount : null);
        if (holders.Count > 0)
        {
            sheet.Add(new Line(
                "identity.administrators",
                Severity.Medium,
                [.. holders.Values.Select(static h => h.Subject.Key.ToString())],
                string.Create(CultureInfo.InvariantCulture, $"{AdministratorCount} users and roles may do everything ({members} of them as members of a group)"),
                "Each of them is a way to lose the account.",
                [.. holders.Values.Select(static h => h.Evidence)],
                null,
                "Leave two to be used when all else fails, with an alarm on each use; give the others what they need."));
        }
    }

    // How many users are administrators by a group alone.
    private async Task<int> MembersAsync(Dictionary<string, (AssessedResource Subject, Evidence Evidence)> holders, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var membership in estate.ReadAsync(["aws_iam_user_group_membership"], cancellationToken))
        {
            var account = membership.Resource.Place.Account;
            if (membership.Attributes.Text("user") is { } user && !holders.ContainsKey($"{account} user {user}") && membership.Attributes.Texts("groups").Any(g => holders.ContainsKey($"{account} group {g}")))
            {
                count++;
            }
        }

        return count;
    }

    private HashSet<string> OurAccounts()
    {
        var ours = estate.Joined.Coverage.Sources.Where(static s => s.Scope.StartsWith("aws/", StringComparison.Ordinal)).Select(static s => s.Scope["aws/".Length..]).ToHashSet(StringComparer.Ordinal);
        ours.UnionWith(estate.Of("aws_organizations_account").Select(static a => a.Id).OfType<string>());
        return ours;
    }

    private static bool IsAdministration(string? arn) => arn?.EndsWith(":policy/AdministratorAccess", StringComparison.Ordinal) == true;

    private static bool IsOfAws(ResourceFacts role) =>
        role.Resource.MadeBy?.Tool == "aws" || role.Attributes.Text("path") is { } path && (path.StartsWith("/aws-service-role/", StringComparison.Ordinal) || path.StartsWith("/aws-reserved/", StringComparison.Ordinal));
}
