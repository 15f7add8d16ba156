using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>The day of these tests is 2026-03-02.</summary>
public class IdentityTests
{
    [Theory]
    [InlineData("aws_iam_account_summary", """{"root_access_keys_present":true,"root_mfa_enabled":true}""", "identity.root-key", Severity.Critical)]
    [InlineData("aws_iam_account_summary", """{"root_access_keys_present":false,"root_mfa_enabled":false}""", "identity.root-mfa", Severity.Critical)]
    [InlineData("aws_iam_account_summary", """{"root_access_keys_present":false,"root_mfa_enabled":true}""", null, Severity.Low)]
    [InlineData("aws_iam_credential_report", """{"user":"<root_account>","password_last_used_week":"2026-02-16"}""", "identity.root-used", Severity.Medium)]
    [InlineData("aws_iam_credential_report", """{"user":"<root_account>","password_last_used_week":"2024-02-12"}""", null, Severity.Low)]
    [InlineData("aws_iam_credential_report", """{"user":"ada","password_enabled":true,"mfa_active":false,"user_creation_time":"2026-02-01T00:00:00Z","access_key_1_active":false,"access_key_2_active":false}""", "identity.no-mfa", Severity.High)]
    [InlineData("aws_iam_credential_report", """{"user":"ada","password_enabled":true,"mfa_active":true,"user_creation_time":"2024-02-01T00:00:00Z","password_last_used_week":"2026-02-23","access_key_1_active":false,"access_key_2_active":false}""", null, Severity.Low)]
    [InlineData("aws_iam_credential_report", """{"user":"ada","password_enabled":true,"mfa_active":true,"user_creation_time":"2024-02-01T00:00:00Z","access_key_1_active":false,"access_key_2_active":false}""", "identity.unused-user", Severity.Medium)]
    [InlineData("aws_iam_access_key", """{"user":"ci","status":"Active","create_date":"2025-11-20T00:00:00Z","last_used_week":"2026-02-23"}""", "identity.old-key", Severity.Medium)]
    [InlineData("aws_iam_access_key", """{"user":"ci","status":"Active","create_date":"2023-11-20T00:00:00Z","last_used_week":"2026-02-23"}""", "identity.old-key", Severity.High)]
    [InlineData("aws_iam_access_key", """{"user":"ci","status":"Inactive","create_date":"2023-11-20T00:00:00Z"}""", null, Severity.Low)]
    [InlineData("aws_iam_access_key", """{"user":"ci","status":"Active","create_date":"2026-02-20T00:00:00Z"}""", null, Severity.Low)]
    [InlineData("aws_iam_role", """{"name":"old","path":"/","create_date":"2023-11-20T00:00:00Z","last_used_week":"2024-02-19","assume_role_policy":"{\"Statement\":[]}"}""", "identity.unused-role", Severity.Low)]
    [InlineData("aws_iam_role", """{"name":"AWSServiceRoleForRDS","path":"/aws-service-role/rds.amazonaws.com/","create_date":"2023-11-20T00:00:00Z"}""", null, Severity.Low)]
    [InlineData("aws_iam_role", """{"name":"partner","path":"/","create_date":"2026-02-20T00:00:00Z","assume_role_policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:root\"}}]}"}""", "identity.outside-trust", Severity.Medium)]
    [InlineData("aws_iam_role", """{"name":"partner","path":"/","create_date":"2026-02-20T00:00:00Z","assume_role_policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"999999999999\"},\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}}]}"}""", "identity.outside-trust", Severity.Low)]
    [InlineData("aws_iam_role", """{"name":"ours","path":"/","create_date":"2026-02-20T00:00:00Z","assume_role_policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/ci\"}}}"}""", null, Severity.Low)]
    [InlineData("aws_iam_role_policy_attachment", """{"role":"ci","policy_arn":"arn:aws:iam::aws:policy/AdministratorAccess"}""", "identity.administrators", Severity.Medium)]
    [InlineData("aws_iam_role_policy_attachment", """{"role":"ci","policy_arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}""", null, Severity.Low)]
    public async Task Each_identity_is_held_against_what_is_asked(string type, string attributes, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("", "iam", [(type, "one", attributes)]);

        var result = await yard.JudgeAsync(new Identity());

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task Without_the_report_devices_tell_who_has_a_second_factor()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("", "iam",
        [
            ("aws_iam_user_login_profile", "ada", """{"user":"ada"}"""), ("aws_iam_user_login_profile", "bob", """{"user":"bob"}"""), ("aws_iam_user_mfa_device", "mfa-1", """{"user":"ada"}"""),
        ]);

        var result = await yard.JudgeAsync(new Identity());

        Assert.Equal("Console users without a second factor: 1 of 2 (bob)", Assert.Single(result.Lines).What);
        Assert.Equal((50.0, 2), result.Measures.Where(static m => m.Id == "identity.no-mfa").Select(static m => (m.Value!.Value, m.Of!.Value)).Single());
    }

    [Fact]
    public async Task What_was_denied_is_neither_good_nor_bad()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("", "iam",
            [new("iam:GetAccountAuthorizationDetails", CoverageStatus.Read, ["aws_iam_user_login_profile"]), new("iam:GetAccessKeyLastUsed", CoverageStatus.Denied, ["aws_iam_access_key"]), new("iam:ListMFADevices", CoverageStatus.Denied, ["aws_iam_user_mfa_device"], "Grant iam:ListMFADevices.")],
            [("aws_iam_user_login_profile", "ada", """{"user":"ada"}""")]);

        var result = await yard.JudgeAsync(new Identity());

        Assert.Empty(result.Lines);
        Assert.Equal(Grade.Unknown, result.Measures.Single(static m => m.Id == "identity.no-mfa").Grade);
        Assert.Contains(result.NotJudged, static n => n is { What: "Console users without a second factor", Count: 1 } && n.Why.Contains("iam:ListMFADevices in 123456789012 was denied", StringComparison.Ordinal));
        Assert.Contains(result.NotJudged, static n => n.Why.StartsWith("iam:GetAccessKeyLastUsed was denied", StringComparison.Ordinal));
    }
}
