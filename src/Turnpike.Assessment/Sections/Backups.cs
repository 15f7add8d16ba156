using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>What holds data and how it could be brought back: by the service itself, by a plan, by snapshots; how old, and whether anybody tried.</summary>
internal sealed class Backups : ISection
{
    private static readonly MeasureForm s_covered = new("backup.covered", "Data with a backup", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_first = new("backup.covered-first-tier", "Data of the first tier and production with a backup", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_stale = new("backup.stale", "Backups that are too old", "", HigherIsBetter: false);
    private static readonly MeasureForm s_tested = new("backup.tested", "Accounts that tried a restore", "%", HigherIsBetter: true);

    private static readonly SettingForm s_retention = new("backup.retention-days", "Backups of a database shall be kept for so many days.", 7);
    private static readonly SettingForm s_firstRetention = new("backup.first-tier-retention-days", "Those of the first tier and of production for so many.", 14);
    private static readonly SettingForm s_age = new("backup.point-age-days", "The newest backup shall be at most so many days old.", 8);
    private static readonly SettingForm s_firstAge = new("backup.first-tier-point-age-days", "That of the first tier and of production at most so many.", 2);
    private static readonly SettingForm s_tryDays = new("backup.restore-days", "A restore shall have been tried within so many days.", 365);

    private static readonly string[] s_books = ["aws_backup_protected_resource", "aws_backup_recovery_point", "aws_backup_selection"];

    public string Id => "backup";

    public string Title => "Backups";

    public IReadOnlyList<MeasureForm> Measures => [s_covered, s_first, s_stale, s_tested];

    public IReadOnlyList<SettingForm> Settings => [s_retention, s_firstRetention, s_age, s_firstAge, s_tryDays];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "data-lost-for-good",
            "A deletion, a mistake or an attacker destroys data that nothing can bring back",
            ["backup.none", "backup.stale", "backup.short", "backup.failed"],
            StatefulTypes.All,
            0.2,
            "Put the databases and file systems of the first tier into a backup plan by a tag, and make the tag part of the module that makes them."),
        new("restore-fails", "The backups are there, and on the day nobody can restore from them in time", ["backup.untested", "backup.failed"], [], 0.25, "Restore one database of production into an empty account this week, and write down how long it took."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var book = await BackupBook.ReadAsync(estate, cancellationToken);
        var none = new Answers("backup.none", "Data without a backup");
        var first = new Answers("backup.none", "Data without a backup");
        var old = new Answers("backup.stale", "Backups that are too old");
        var kept = new Answers("backup.short", "Databases whose backups are kept too short");
        await foreach (var facts in estate.ReadAsync(StatefulTypes.All, cancellationToken).Where(book.HoldsData))
        {
            var protection = book.Of(facts);
            var isWeighty = Importance.IsWeighty(facts.Resource);
            none.Take(facts, protection.IsCovered is { } covered ? !covered : null, Importance.Weigh(Severity.High, facts.Resource), [.. protection.Evidence]);
            if (isWeighty)
            {
                first.Take(facts, protection.IsCovered is { } known ? !known : null, Severity.High);
            }

            if (protection is { IsCovered: true, IsContinuous: false } && book.ArePointsRead(facts))
            {
                var limit = estate.Now.AddDays(-estate.Profile.Number(isWeighty ? s_firstAge : s_age));
                old.Take(facts, protection.Newest is null || protection.Newest < limit, Importance.Weigh(Severity.Medium, facts.Resource), new Evidence(facts.Resource.Key.ToString(), "newest backup", protection.Newest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none was made"));
            }

            if (protection.RetentionDays is { } days and > 0)
            {
                kept.Take(facts, days < estate.Profile.Number(isWeighty ? s_firstRetention : s_retention), Importance.Weigh(Severity.Low, facts.Resource), facts.EvidenceOf("backup_retention_period"));
            }
        }

        none.WriteTo(sheet, estate, "What is lost there is lost for good.", "Turn the service's own backups on, or put it into a backup plan.", s_books);
        old.WriteTo(sheet, estate, "What was written since would be lost.", "See why the jobs do not run: the plan's window, its role, its vault's key.", s_books);
        kept.WriteTo(sheet, estate, "A mistake that is found after that cannot be undone.", "Keep them longer: it costs the storage of what changed.", "aws_db_instance");
        sheet.AddShare(s_covered, none.Fine, none.Known);
        sheet.AddShare(s_first, first.Fine, first.Known);
        sheet.Add(s_stale, old.Known == 0 ? null : old.Failing, old.Known);
        await JobsAsync(estate, sheet, cancellationToken);
        await TriesAsync(estate, sheet, book, cancellationToken);
        sheet.AddUnread("Backups", [.. StatefulTypes.All, .. s_books, "aws_backup_job", "aws_backup_restore_job"]);
        return sheet.ToResult(Id, Title, none.Known == 0
            ? "Nothing was seen that holds data."
            : string.Create(CultureInfo.InvariantCulture, $"{none.Fine} of {none.Known} that hold data have a backup; {old.Failing} of the backups are too old."));
    }

    private static async Task JobsAsync(AssessedEstate estate, SectionSheet sheet, CancellationToken cancellationToken)
    {
        var answers = new Answers("backup.failed", "Backup jobs that failed");
        await foreach (var job in estate.ReadObservedAsync(["aws_backup_job"], cancellationToken).Where(static j => j.Attributes.Text("state") is "FAILED" or "ABORTED" or "EXPIRED"))
        {
            answers.Fails(job, job.Attributes.Text("resource_arn") ?? job.Id ?? "", Severity.Medium, job.EvidenceOf("resource_arn"), job.EvidenceOf("status_message"));
        }

        answers.WriteTo(sheet, estate, "A plan that does not run protects nothing, and nobody looks at it.", "Read the job's message; have failed jobs tell somebody.", "aws_backup_job");
    }

    // An account that keeps backups should have brought one back.
    private static async Task TriesAsync(AssessedEstate estate, SectionSheet sheet, BackupBook book, CancellationToken cancellationToken)
    {
        var days = estate.Profile.Number(s_tryDays);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var job in estate.ReadObservedAsync(["aws_backup_restore_job"], cancellationToken))
        {
            if (job.Attributes.Text("status") == "COMPLETED" && job.Attributes.Time("creation_date") >= estate.Now.AddDays(-days))
            {
                tried.Add(job.Account);
            }
        }

        tried.UnionWith(estate.Of("aws_backup_restore_testing_plan").Select(static p => p.Place.Account));
        var answers = new Answers("backup.untested", string.Create(CultureInfo.InvariantCulture, $"Accounts that tried no restore for {days} days"));
        foreach (var account in book.AccountsWithPoints.Order(StringComparer.Ordinal))
        {
            if (tried.Contains(account))
            {
                answers.Passes();
            }
            else if (estate.Unread("aws_backup_restore_job").Any(u => u.Place.Account == account) || !estate.IsRead("aws_backup_restore_job"))
            {
                answers.IsOpen(account);
            }
            else
            {
                answers.Fails("aws/" + account, Severity.Medium, new Evidence(null, null, "no restore job that completed, no restore testing plan", "backup:ListRestoreJobs"));
            }
        }

        sheet.AddShare(s_tested, answers.Fine, answers.Known);
        answers.WriteTo(sheet, estate, "A backup that was never restored is a hope. Only restores by AWS Backup are seen.", "Make a restore testing plan: it restores, checks and deletes by itself.", "aws_backup_restore_job");
    }
}
