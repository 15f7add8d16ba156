using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>The day of these tests is 2026-03-02.</summary>
public class ExpiryTests
{
    [Theory]
    [InlineData("aws_acm_certificate", """{"not_after":"2026-03-01T00:00:00Z","in_use_by":["lb"]}""", "expiry.expired", Severity.Critical)]
    [InlineData("aws_acm_certificate", """{"not_after":"2026-03-01T00:00:00Z","in_use_by":[]}""", "expiry.expired", Severity.Low)]
    [InlineData("aws_acm_certificate", """{"not_after":"2026-03-20T00:00:00Z","in_use_by":["lb"],"renewal_eligibility":"INELIGIBLE"}""", "expiry.soon", Severity.High)]
    [InlineData("aws_acm_certificate", """{"not_after":"2026-03-20T00:00:00Z","in_use_by":["lb"],"renewal_eligibility":"ELIGIBLE"}""", "expiry.soon", Severity.Low)]
    [InlineData("aws_acm_certificate", """{"not_after":"2027-03-20T00:00:00Z","in_use_by":["lb"]}""", null, Severity.Low)]
    [InlineData("aws_iam_server_certificate", """{"expiration":"2026-03-20T00:00:00Z"}""", "expiry.soon", Severity.High)]
    [InlineData("aws_route53domains_registered_domain", """{"expiration_date":"2026-03-20T00:00:00Z","auto_renew":false}""", "expiry.soon", Severity.High)]
    [InlineData("aws_secretsmanager_secret", """{"last_changed_date":"2024-03-20T00:00:00Z","rotation_enabled":false}""", "expiry.secret-old", Severity.Medium)]
    [InlineData("aws_secretsmanager_secret", """{"last_changed_date":"2024-03-20T00:00:00Z","last_rotated_date":"2026-02-20T00:00:00Z","rotation_enabled":true}""", null, Severity.Low)]
    public async Task Each_has_its_day(string type, string attributes, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "some", [(type, "one", attributes)]);

        var result = await yard.JudgeAsync(new Expiry());

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task A_certificate_of_a_cluster_has_one_too()
    {
        await using var yard = new EstateYard();
        await yard.PushAsync("kubernetes/prod", "cert-manager.io/v1/certificates", """
            {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"cert-manager.io/v1","kind":"Certificate","metadata":{"name":"web","namespace":"shop"},"spec":{},"status":{"notAfter":"2026-02-01T00:00:00Z"}}]}
            """);

        Assert.Equal("Certificate of cert-manager: 1 expired", Assert.Single((await yard.JudgeAsync(new Expiry())).Lines).What);
    }

    [Fact]
    public async Task A_certificate_whose_day_was_not_read_is_neither()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "acm",
        [
            new ObservedResource("aws_acm_certificate", "one", EstateYard.Object("""{"status":"ISSUED"}""").With("not_after", ObservedResource.Unread)),
        ]);

        var result = await yard.JudgeAsync(new Expiry());

        Assert.Empty(result.Lines);
        Assert.Equal(1, Assert.Single(result.NotJudged).Count);
    }
}
