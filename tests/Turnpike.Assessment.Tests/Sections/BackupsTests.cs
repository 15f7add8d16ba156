using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>The day of these tests is 2026-03-02.</summary>
public class BackupsTests
{
    private static readonly string[] s_books = ["aws_backup_protected_resource", "aws_backup_recovery_point", "aws_backup_selection", "aws_efs_backup_policy", "aws_ebs_snapshot", "aws_backup_restore_job", "aws_backup_job"];

    [Theory]
    [InlineData("aws_db_instance", """{"identifier":"orders","backup_retention_period":0}""", "backup.none", Severity.High)]
    [InlineData("aws_db_instance", """{"identifier":"orders","backup_retention_period":0,"tags":{"tier":"1"}}""", "backup.none", Severity.Critical)]
    [InlineData("aws_db_instance", """{"identifier":"orders","backup_retention_period":7}""", null, Severity.Low)]
    [InlineData("aws_db_instance", """{"identifier":"orders","backup_retention_period":7,"tags":{"tier":"1"}}""", "backup.short", Severity.Medium)]
    [InlineData("aws_db_instance", """{"identifier":"copy","backup_retention_period":0,"replicate_source_db":"orders"}""", null, Severity.Low)]
    [InlineData("aws_dynamodb_table", """{"name":"t","point_in_time_recovery":[{"enabled":false}]}""", "backup.none", Severity.High)]
    [InlineData("aws_dynamodb_table", """{"name":"t","point_in_time_recovery":[{"enabled":true}]}""", null, Severity.Low)]
    [InlineData("aws_efs_file_system", """{"creation_token":"f"}""", "backup.none", Severity.High)]
    [InlineData("aws_ebs_volume", """{"state":"in-use"}""", "backup.none", Severity.High)]
    [InlineData("aws_ebs_volume", """{"state":"available"}""", null, Severity.Low)]
    public async Task What_holds_data_has_a_backup_or_not(string type, string attributes, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "some", [(type, "one", attributes)], s_books);

        var result = await yard.JudgeAsync(new Backups());

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task Plans_points_and_snapshots_count_and_so_does_their_age()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "efs",
        [
            Arn("aws_efs_file_system", "fs-plan", """{"tags":{"backup":"yes"}}"""), Arn("aws_efs_file_system", "fs-new", "{}"), Arn("aws_efs_file_system", "fs-old", "{}"), Arn("aws_efs_file_system", "fs-none", "{}"),
            Arn("aws_ebs_volume", "vol-1", """{"state":"in-use"}"""), Arn("aws_ebs_volume", "vol-root", """{"state":"in-use"}"""), Arn("aws_ebs_snapshot", "snap-1", """{"volume_id":"vol-1","start_time":"2026-03-01T00:00:00Z"}"""),
            Arn("aws_instance", "i-1", """{"root_block_device":[{"volume_id":"vol-root","delete_on_termination":true}]}"""),
        ]);
        await yard.ObserveAsync("eu-west-1", "backup",
        [
            ("aws_backup_selection", "sel", """{"resources":[],"selection_tag":[{"type":"STRINGEQUALS","key":"backup","value":"yes"}]}"""),
            ("aws_backup_recovery_point", "p1", """{"resource_arn":"arn:fs-new","status":"COMPLETED","creation_date":"2026-03-01T00:00:00Z"}"""),
            ("aws_backup_recovery_point", "p2", """{"resource_arn":"arn:fs-old","status":"COMPLETED","creation_date":"2025-03-01T00:00:00Z"}"""),
        ], s_books);

        var result = await yard.JudgeAsync(new Backups());

        Assert.Equal(
            ["Data without a backup: 1 of 5 (fs-none)", "Backups that are too old: 2 of 4 (fs-old, fs-plan)", "Accounts that tried no restore for 365 days: 1 of 1 (aws/123456789012)"],
            result.Lines.Select(static l => l.What));
        Assert.Equal([("backup.covered", 80.0), ("backup.stale", 2.0), ("backup.tested", 0.0)], result.Measures.Where(static m => m.Value is not null).Select(static m => (m.Id, m.Value!.Value)));
    }

    [Fact]
    public async Task Where_the_plans_were_denied_what_the_service_does_not_keep_is_open()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "efs", [("aws_efs_file_system", "fs-1", "{}")]);
        await yard.ObserveAsync("eu-west-1", "backup", coverage: [new("backup:ListProtectedResources", CoverageStatus.Denied, ["aws_backup_protected_resource"], "Grant backup:ListProtectedResources.")], resources: []);

        var result = await yard.JudgeAsync(new Backups());

        Assert.Empty(result.Lines);
        Assert.Contains(result.NotJudged, static n => n is { What: "Data without a backup", Count: 1 } && n.Why.Contains("backup:ListProtectedResources in 123456789012 eu-west-1 was denied", StringComparison.Ordinal));
    }

    private static ObservedResource Arn(string type, string id, string attributes) => new(type, id, EstateYard.Object(attributes)) { Arn = "arn:" + id };
}
