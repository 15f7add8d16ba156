using Turnpike.Gate.Rules;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Delivery.Tests;

/// <summary>Rule sets that tests judge by.</summary>
internal static class Rules
{
    private const string Owner = """
        # METADATA
        # title: Buckets have an owner
        # description: Somebody answers for what is in it.
        # custom:
        #   id: bucket-owner
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_s3_bucket]
        #   remediation: Add the tag owner.
        package trial.bucket_owner

        deny contains {"msg": "the bucket has no owner", "path": ["tags"]} if {
            input.after != null
            not input.after.tags.owner
        }
        """;

    private const string Names = """
        # METADATA
        # title: Buckets are named after the shop
        # description: So that they are found.
        # custom:
        #   id: bucket-name
        #   severity: medium
        #   scope: resource
        #   resource_types: [aws_s3_bucket]
        #   remediation: Begin the name with shop-.
        package trial.bucket_name

        deny contains {"msg": sprintf("%s does not begin with shop-", [input.after.bucket]), "path": ["bucket"]} if {
            not startswith(input.after.bucket, "shop-")
        }
        """;

    private const string Password = """
        # METADATA
        # title: Passwords are not weak
        # description: They are guessed.
        # custom:
        #   id: weak-password
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_db_instance]
        #   remediation: Use another.
        package trial.weak_password

        deny contains {"msg": "the password is weak", "path": ["password"]} if {
            CONDITION
        }
        """;

    /// <summary>A rule that needs to see a secret.</summary>
    public static RuleSet Passwords { get; } = Compile(("password.rego", Password.Replace("CONDITION", "input.after.password == \"changeme\"", StringComparison.Ordinal)));

    /// <summary>Another one.</summary>
    public static RuleSet LongPasswords { get; } = Compile(("password.rego", Password.Replace("CONDITION", "count(input.after.password) < 20", StringComparison.Ordinal)));

    private const string Attached = """
        # METADATA
        # title: Keys of attached disks are on
        # description: Else nothing on them can be read.
        # custom:
        #   id: attached-disk-key
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_ebs_volume]
        #   remediation: Leave the key on.
        package trial.attached_disk

        deny contains {"msg": "the key of an attached disk is off", "path": ["kms_key_id"]} if {
            count(turnpike.estate.referrers(input.address, "aws_volume_attachment")) > 0
            some key in turnpike.estate.refs(input.address, ["kms_key_id"])
            key.attributes.is_enabled == false
        }
        """;

    private const string OneQueue = """
        # METADATA
        # title: Where there are keys there is no queue of old
        # description: It was to be gone.
        # custom:
        #   id: no-old-queue
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_kms_key]
        #   remediation: Delete the queue.
        package trial.no_old_queue

        deny contains {"msg": "the old queue is still there"} if {
            some queue in turnpike.estate.resources("aws_sqs_queue")
            queue.attributes.name == "old"
        }
        """;

    /// <summary>A rule that looks two steps far.</summary>
    public static RuleSet Disks { get; } = Compile(("disk.rego", Attached));

    /// <summary>A rule that looks over the whole estate.</summary>
    public static RuleSet Queues { get; } = Compile(("queue.rego", OneQueue));

    /// <summary>Buckets have an owner.</summary>
    public static RuleSet Few { get; } = Compile(("owner.rego", Owner));

    /// <summary>The same and a second one.</summary>
    public static RuleSet More { get; } = Compile(("owner.rego", Owner), ("name.rego", Names));

    /// <summary>The packs that come with Turnpike.</summary>
    public static RuleSet Baseline { get; } = RuleSet.Compile([new RulePack("baseline", Read("baseline", "*.rego"))]);

    public static IReadOnlyList<SourceText> ProviderData { get; } = Read("data", "*.json");

    private static RuleSet Compile(params (string Name, string Text)[] files) =>
        RuleSet.Compile([new RulePack("trial", [.. files.Select(static f => SourceText.From(f.Name, f.Text))])]);

    private static List<SourceText> Read(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs", folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static f => new SourceText(Path.GetRelativePath(Vectors.RepositoryRoot, f), File.ReadAllBytes(f)))];
}
