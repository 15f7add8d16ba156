using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Text;

namespace Turnpike.Assessment.Sections;

/// <summary>How something is protected.</summary>
/// <param name="IsCovered">Null where nobody can tell.</param>
/// <param name="IsContinuous">It can be brought back to any moment of the days that it is kept for.</param>
/// <param name="Newest">The newest backup that was seen.</param>
/// <param name="RetentionDays">Null where the service does not say it of the resource.</param>
internal sealed record Protection(bool? IsCovered, bool IsContinuous, DateTimeOffset? Newest, double? RetentionDays, IReadOnlyList<Evidence> Evidence);

/// <summary>What backups, plans and snapshots there are, of what.</summary>
internal sealed class BackupBook
{
    private const int WeekDays = 7;

    private static readonly string[] s_plans = ["aws_backup_protected_resource", "aws_backup_selection"];

    private readonly AssessedEstate _estate;
    private readonly HashSet<string> _protected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _points = new(StringComparer.Ordinal);
    private readonly List<(string Account, string Region, IReadOnlyList<string> Resources, IReadOnlyList<string> Not, IReadOnlyList<(string? Key, string? Value)> Tags)> _selections = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _passingVolumes = new(StringComparer.Ordinal);

    private BackupBook(AssessedEstate estate) => _estate = estate;

    public HashSet<string> AccountsWithPoints { get; } = new(StringComparer.Ordinal);

    public static async Task<BackupBook> ReadAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var book = new BackupBook(estate);
        await book.ReadPlansAsync(cancellationToken);
        await book.ReadSnapshotsAsync(cancellationToken);
        await foreach (var policy in estate.ReadAsync(["aws_efs_backup_policy"], cancellationToken))
        {
            if (policy.Attributes.Text("backup_policy.status") is "ENABLED" or "ENABLING" && policy.Attributes.Text("file_system_id") is { } id)
            {
                book._files.Add(id);
            }
        }

        // Whose disks go with it matters where disks are judged.
        await foreach (var instance in estate.ReadAsync(estate.Of("aws_ebs_volume").Count == 0 ? [] : estate.Of("aws_instance"), cancellationToken))
        {
            foreach (var device in instance.Attributes.List("root_block_device").Concat(instance.Attributes.List("ebs_block_device")))
            {
                if (device.Flag("delete_on_termination") == true && device.Text("volume_id") is { } volume)
                {
                    book._passingVolumes.Add(volume);
                }
            }
        }

        return book;
    }

    /// <summary>Neither a copy of what is counted itself, nor a disk that goes with its machine.</summary>
    public bool HoldsData(ResourceFacts facts) => facts.Resource.Type switch
    {
        "aws_db_instance" => facts.Attributes.Text("replicate_source_db") is not { Length: > 0 },
        "aws_ebs_volume" => facts.Resource.Id is { } id && !_passingVolumes.Contains(id) && facts.Attributes.Text("state") != "available",
        _ => true,
    };

    public Protection Of(ResourceFacts facts)
    {
        var (own, evidence, retention) = ByService(facts);
        var plan = InPlan(facts);
        var newest = Newest(facts);
        var isSnapped = facts.Resource.Type == "aws_ebs_volume" && newest is not null;
        bool? covered = own == true || plan == true || isSnapped ? true : own is null || plan is null ? null : false;
        return new Protection(
            covered,
            own == true,
            newest,
            retention,
            [evidence, new Evidence(facts.Resource.Key.ToString(), "backup plan", plan switch { true => "in a plan", false => "in none", _ => "not known" })]);
    }

    /// <summary>What backups there are of it would have been seen.</summary>
    public bool ArePointsRead(ResourceFacts facts)
    {
        string[] types = facts.Resource.Type == "aws_ebs_volume" ? ["aws_ebs_snapshot"] : ["aws_backup_recovery_point"];
        return _estate.IsRead(types) && !_estate.Unread(types).Any(u => u.Place.Agrees(facts.Resource.Place));
    }

    private static (bool? IsCovered, Evidence Evidence, double? Retention) ByService(ResourceFacts facts)
    {
        switch (facts.Resource.Type)
        {
            case "aws_dynamodb_table":
                return (facts.Attributes.Flag("point_in_time_recovery.enabled"), facts.EvidenceOf("point_in_time_recovery.enabled"), null);
            case "aws_db_instance" or "aws_rds_cluster":
                var days = facts.Attributes.Number("backup_retention_period");
                return (days is null ? null : days > 0, facts.EvidenceOf("backup_retention_period"), days);
            default:
                return (false, new Evidence(facts.Resource.Key.ToString(), null, "the service keeps no backup by itself"), null);
        }
    }

    private bool? InPlan(ResourceFacts facts)
    {
        if (facts.Resource.Arn is { } arn && (_protected.Contains(arn) || _points.ContainsKey(arn)) || facts.Resource.Id is { } id && _files.Contains(id) || _selections.Exists(s => Selects(s, facts.Resource)))
        {
            return true;
        }

        var isUnread = _estate.Unread(facts.Resource.Type == "aws_efs_file_system" ? [.. s_plans, "aws_efs_backup_policy"] : s_plans).Any(u => u.Place.Agrees(facts.Resource.Place));
        return isUnread || !_estate.IsRead(s_plans) ? null : false;
    }

    private static bool Selects((string Account, string Region, IReadOnlyList<string> Resources, IReadOnlyList<string> Not, IReadOnlyList<(string? Key, string? Value)> Tags) selection, AssessedResource resource)
    {
        var isThere = selection.Account == resource.Place.Account && selection.Region == resource.Place.Region;
        return isThere && resource.Arn is { } arn && !selection.Not.Any(p => Wildcard.Matches<char>(p, arn, '*'))
            && (selection.Resources.Any(p => Wildcard.Matches<char>(p, arn, '*')) || selection.Tags.Any(t => resource.Tags.Any(own => own.Key == t.Key && own.Value == t.Value)));
    }

    private DateTimeOffset? Newest(ResourceFacts facts)
    {
        string?[] keys = [facts.Resource.Arn, facts.Resource.Id, facts.Attributes.Text("identifier") is { } name ? $"{facts.Resource.Place} {name}" : null];
        return keys.OfType<string>().Select(k => _points.TryGetValue(k, out var at) ? at : (DateTimeOffset?)null).Max();
    }

    private async Task ReadPlansAsync(CancellationToken cancellationToken)
    {
        await foreach (var resource in _estate.ReadObservedAsync(["aws_backup_protected_resource"], cancellationToken))
        {
            if (resource.Attributes.Text("resource_arn") is { } arn)
            {
                _protected.Add(arn);
                Add(arn, resource.Attributes.Time("last_backup_week")?.AddDays(WeekDays - 1), resource.Account);
            }
        }

        await foreach (var point in _estate.ReadObservedAsync(["aws_backup_recovery_point"], cancellationToken))
        {
            if (point.Attributes.Text("status") is null or "COMPLETED")
            {
                Add(point.Attributes.Text("resource_arn"), point.Attributes.Time("creation_date"), point.Account);
            }
        }

        await foreach (var selection in _estate.ReadAsync(["aws_backup_selection"], cancellationToken))
        {
            _selections.Add((
                selection.Resource.Place.Account,
                selection.Resource.Place.Region,
                selection.Attributes.Texts("resources"),
                selection.Attributes.Texts("not_resources"),
                [.. selection.Attributes.List("selection_tag").Select(static t => (KeyOf(t.Text("key")), t.Text("value")))]));
        }
    }

    private async Task ReadSnapshotsAsync(CancellationToken cancellationToken)
    {
        await foreach (var snapshot in _estate.ReadAsync(["aws_ebs_snapshot"], cancellationToken))
        {
            Add(snapshot.Attributes.Text("volume_id"), snapshot.Attributes.Time("start_time"), snapshot.Resource.Place.Account);
        }

        await foreach (var snapshot in _estate.ReadAsync(["aws_db_snapshot"], cancellationToken))
        {
            Add($"{snapshot.Resource.Place} {snapshot.Attributes.Text("db_instance_identifier")}", snapshot.Attributes.Time("snapshot_create_time"), snapshot.Resource.Place.Account);
        }
    }

    private void Add(string? of, DateTimeOffset? at, string account)
    {
        if (of is not null && at is { } made)
        {
            AccountsWithPoints.Add(account);
            _points[of] = _points.TryGetValue(of, out var known) && known > made ? known : made;
        }
    }

    private static string? KeyOf(string? key) => key?.StartsWith("aws:ResourceTag/", StringComparison.Ordinal) == true ? key["aws:ResourceTag/".Length..] : key;
}
