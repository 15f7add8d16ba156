using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment.Sections;

/// <summary>Who can do what, and whether anybody looks after it: people, keys, roles, root.</summary>
internal sealed class Identity : ISection
{
    internal static readonly MeasureForm OldKeys = new("identity.old-keys", "Access keys older than allowed", "%", HigherIsBetter: false);
    internal static readonly MeasureForm NoMfa = new("identity.no-mfa", "Console users without a second factor", "%", HigherIsBetter: false);
    internal static readonly MeasureForm Unused = new("identity.unused", "Unused users, roles and keys", "%", HigherIsBetter: false);
    internal static readonly MeasureForm Administrators = new("identity.administrators", "Administrators", "", HigherIsBetter: false);
    internal static readonly MeasureForm OutsideTrust = new("identity.outside-trust", "Roles that accounts outside may take", "", HigherIsBetter: false);

    internal static readonly SettingForm KeyAgeDays = new("identity.key-age-days", "An access key is old after so many days.", 90);
    internal static readonly SettingForm UnusedDays = new("identity.unused-days", "A user or key that was not used for so many days is unused.", 90);
    internal static readonly SettingForm RoleUnusedDays = new("identity.role-unused-days", "A role that nobody took for so many days is unused.", 180);
    internal static readonly SettingForm RootUseDays = new("identity.root-use-days", "Root should not have signed in within so many days.", 90);

    private static readonly string[] s_types = ["aws_iam_user", "aws_iam_access_key", "aws_iam_role", "aws_iam_credential_report", "aws_iam_account_summary", "aws_iam_user_policy_attachment", "aws_iam_role_policy_attachment", "aws_iam_group_policy_attachment"];

    private static readonly string[] s_wide = ["aws-iam-wide-actions", "aws-iam-admin-policy", "aws-iam-admin-attachment", "k8s-rbac-wildcard", "k8s-rbac-cluster-admin", "k8s-rbac-escalation", "google-basic-roles", "azure-role-owner"];

    private static readonly string[] s_open = ["aws-iam-trust-anyone", "aws-iam-oidc-trust", "aws-iam-password-policy"];

    public string Id => "identity";

    public string Title => "Identities and access";

    public IReadOnlyList<MeasureForm> Measures => [OldKeys, NoMfa, Unused, Administrators, OutsideTrust];

    public IReadOnlyList<SettingForm> Settings => [KeyAgeDays, UnusedDays, RoleUnusedDays, RootUseDays];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "stolen-credentials",
            "One leaked key or password opens an account, and nothing else has to fail",
            ["identity.root-key", "identity.root-mfa", "identity.no-mfa", "identity.old-key", "identity.unused-key", "identity.unused-user"],
            ["aws_iam_user", "aws_iam_access_key"],
            0.4,
            "Give root and every console user a second factor; delete the keys that nobody used."),
        new(
            "too-many-rights",
            "Whoever takes over one identity can do everything, since many may do everything",
            ["identity.administrators", "identity.wide", "identity.outside-trust", "identity.open", "identity.unused-role"],
            ["aws_iam_role", "aws_iam_user", "aws_iam_policy"],
            0.25,
            "Delete what was not used for a year; replace the widest policy by what its holder really called."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var users = new IdentityUsers(estate, sheet);
        await users.JudgeAsync(cancellationToken);
        var roles = new IdentityRoles(estate, sheet);
        await roles.JudgeAsync(cancellationToken);

        sheet.AddShare(Unused, users.UnusedCount + roles.UnusedCount, users.UsedKnown + roles.UsedKnown);
        FindingLines.Write(sheet, estate, "identity.wide", "Policies that allow more than anybody needs", s_wide, "An identity that is taken over can do all of it.");
        FindingLines.Write(sheet, estate, "identity.open", "Trust and passwords without a bound", s_open, "Somebody outside may become one of yours.");
        sheet.AddUnread("Identities", s_types);
        return sheet.ToResult(Id, Title, estate.IsRead(s_types)
            ? string.Create(CultureInfo.InvariantCulture, $"{users.WithoutFactor} console users without a second factor, {users.OldKeyCount} old access keys, {roles.AdministratorCount} administrators.")
            : "No identities were read.");
    }
}
