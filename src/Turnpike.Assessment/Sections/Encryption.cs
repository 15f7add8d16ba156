using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment.Sections;

/// <summary>Encryption at rest and on the way, as rules judge it.</summary>
internal sealed class Encryption() : RuleArea("encryption", "Encryption", "encryption", IsOfArea)
{
    private static readonly HashSet<string> s_rules = new(
        [
            "aws-lb-plain-http", "aws-elb-plain-http", "aws-cloudfront-plain-http", "aws-cloudfront-origin-http", "aws-database-plaintext", "aws-ecs-efs-transit", "aws-lb-tls-policy", "aws-kms-rotation", "aws-ec2-default-encryption-off",
            "google-kms-rotation", "azure-storage-transport",
        ],
        StringComparer.Ordinal);

    public override IReadOnlyList<RiskCandidate> Risks =>
    [
        new("data-readable", "Whoever gets at a disk, a snapshot or a wire can read what is on it", ["encryption.rule"], [], 0.1, "Turn encryption by default on in each region: what is made from then on is encrypted, and nothing that is there changes."),
    ];

    protected override string Why => "Whoever gets at the medium reads what is on it.";

    protected override Task JudgeGapsAsync(AssessedEstate estate, SectionSheet sheet, CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsOfArea(string rule) => s_rules.Contains(rule) || rule.EndsWith("-encryption", StringComparison.Ordinal) || rule.EndsWith("-tls", StringComparison.Ordinal);
}
