using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Waivers;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Reports;

/// <summary>Reports made by hand, so that what is printed can be judged without a check.</summary>
internal static class ReportSamples
{
    public const string Escape = "\u001b]0;owned\u0007\u001b[2J";

    public static RuleMetadata PublicAcl { get; } = new()
    {
        Id = new RuleId("aws-s3-public-acl"),
        Title = "S3 bucket policy or ACL must not grant public access",
        Description = "Anyone on the internet could list and read what is stored here. Most leaks of customer data from object storage began so.",
        Severity = Severity.Critical,
        Scope = RuleScope.Resource,
        ResourceTypes = ["aws_s3_bucket"],
        Remediation = "Set acl to \"private\" and add an aws_s3_bucket_public_access_block with all four settings true.",
        Controls = [new Control("cis-aws-3.0", "2.1.4"), new Control("nist-800-53-r5", "AC-3"), new Control("soc2", "CC6.1")],
        Pack = "baseline",
        Package = "turnpike.baseline.aws.s3_public_acl",
    };

    public static RuleMetadata Encryption { get; } = new()
    {
        Id = new RuleId("aws-db-encryption"),
        Title = "Databases must be encrypted at rest",
        Description = "A copied disk or snapshot of an unencrypted database is readable by whoever holds it.",
        Severity = Severity.High,
        Scope = RuleScope.Resource,
        ResourceTypes = ["aws_db_instance"],
        Remediation = "Set storage_encrypted to true; an existing instance must be restored from an encrypted copy of its snapshot.",
        Controls = [new Control("nist-800-53-r5", "SC-28")],
        Pack = "baseline",
        Package = "turnpike.baseline.aws.db_encryption",
    };

    public static RuleMetadata Tags { get; } = new()
    {
        Id = new RuleId("required-tags"),
        Title = "Resources must say who owns them",
        Description = "Without an owner nobody is asked when it breaks or costs.",
        Severity = Severity.Low,
        Scope = RuleScope.Resource,
        Remediation = "Add the tags owner, environment and cost-centre.",
        Package = "turnpike.baseline.governance.required_tags",
        Pack = "baseline",
    };

    public static RuleMetadata Quiet { get; } = Tags with { Id = new RuleId("aws-sqs-encryption"), Title = "Queues must be encrypted" };

    public static CheckReport Mixed { get; } = MakeMixed();

    public static CheckReport Passed { get; } = new()
    {
        Verdict = Verdict.Pass,
        Summary = new CheckSummary { Resources = 3, ResourcesJudged = 2, Rules = 63, RulesRun = 4 },
        Inputs = [new CheckedInput("plan.json", "terraform-plan", 3)],
        RulesRun = [Quiet],
        FailOn = Severity.Medium,
    };

    public static CheckReport Deposed { get; } = Mixed with
    {
        Findings = [Mixed.Findings[1] with { Resource = new FindingSubject("shop/prod", "aws_db_instance.orders", "aws_db_instance", ["delete"], "5f1f4a1b") }],
        Diagnostics = [new Diagnostic("GATE030", DiagnosticSeverity.Warning, "the waiver expired", SourceText.From("waivers.yaml", "- rule: x"), new TextSpan(2, 4), "Renew it or mend what it covered.")],
    };

    public static CheckReport InModule { get; } = Mixed with
    {
        Findings =
        [
            Mixed.Findings[1] with
            {
                Source = new SourcePlace("infra/modules/bucket/main.tf", 3, 5),
                Calls = [new ModuleCallPlace("module.a[\"k\"]", new SourcePlace("infra/prod/main.tf", 12, 1))],
            },
        ],
    };

    /// <summary>Of a plan judged on the whole estate.</summary>
    public static CheckReport InEstate { get; } = Mixed with
    {
        Findings = [Mixed.Findings[1] with { BrokenBy = [new FindingSubject("network", "aws_security_group.web", "aws_security_group", ["delete", "create"])] }],
        Stale =
        [
            new StaleResource("app", "aws_s3_bucket.logs", StaleDifference.Changed, [new StaleAttribute("acl", "\"private\"", null)], "change-7"),
            new StaleResource("app", "aws_s3_bucket.old", StaleDifference.Gone, [], null),
        ],
        JudgedOn = new JudgementInputs(new ContentHash(new byte[32]), new ContentHash(new byte[32]), default),
    };

    public static CheckReport BadInput { get; } = new()
    {
        Verdict = Verdict.Unknown,
        Summary = new CheckSummary(),
        Diagnostics =
        [
            new Diagnostic("PLAN002", DiagnosticSeverity.Error, "the plan ends in the middle of an object", SourceText.From("plan.json", "{\n  \"a\": {"), new TextSpan(10, 1), "Write the plan again with terraform show -json."),
        ],
        FailOn = Severity.Medium,
    };

    /// <summary>Text that a plan's author controls is hostile in each of its places.</summary>
    public static CheckReport Hostile { get; } = MakeHostile();

    public static CheckReport Many(int count) => Mixed with
    {
        Findings = [.. Enumerable.Range(0, count).Select(i => Fail(PublicAcl, $"aws_s3_bucket.b[{i}]", i + 1, $"the bucket's ACL is \"public-read\" for the {i}th time"))],
        Summary = new CheckSummary { Failed = count, Resources = count, ResourcesJudged = count, Rules = 63, RulesRun = 3 },
    };

    private static CheckReport MakeMixed()
    {
        var waiver = new Waiver(Encryption.Id, "aws_db_instance.legacy", "Moves to the new cluster", "data-platform", new DateOnly(2026, 12, 31));
        var expired = new Waiver(Encryption.Id, "aws_db_instance.orders", "Waiting for the migration", "payments", new DateOnly(2026, 1, 31));
        return new CheckReport
        {
            Verdict = Verdict.Fail,
            Summary = new CheckSummary { Failed = 3, Undecided = 1, Waived = 1, BelowThreshold = 2, Existing = 1, Resources = 9, ResourcesJudged = 7, Rules = 63, RulesRun = 4 },
            Findings =
            [
                Fail(Encryption, "aws_db_instance.legacy", 40, "the database's storage is not encrypted") with { Status = FindingStatus.Waived, Waiver = waiver },
                Fail(Encryption, "aws_db_instance.orders", 52, "the database's storage is not encrypted") with { Path = "storage_encrypted", Waiver = expired },
                Fail(PublicAcl, "aws_s3_bucket.logs", 7, "the bucket's ACL is \"public-read\"") with { Path = "acl" },
                Fail(Tags, "aws_s3_bucket.logs", 9, "the tags owner and cost-centre are missing") with { Path = "tags" },
                Fail(PublicAcl, "aws_s3_bucket.old", 60, "the bucket's ACL is \"public-read-write\"") with { IsExisting = true },
                Fail(PublicAcl, "module.site[\"eu.west\"].aws_s3_bucket.assets", 12, "the bucket's ACL is \"public-read\"") with { Path = "acl" },
                Fail(PublicAcl, "module.site[\"eu.west\"].aws_s3_bucket.uploads", 30, "the bucket's policy may grant access to everyone") with
                {
                    Status = FindingStatus.Unknown,
                    Path = "policy",
                    Unknowns = [new UnknownPart("policy", "known after apply: refers to data.aws_iam_policy_document.uploads.json")],
                    FurtherUnknowns = 2,
                },
                Fail(Quiet, "aws_sqs_queue.jobs", 71, "the queue keeps messages for a minute only") with { IsWarning = true, Severity = Severity.Medium },
            ],
            Inputs = [new CheckedInput("plans/prod.json", "terraform-plan", 8), new CheckedInput("cluster/api.yaml", "kubernetes", 1)],
            Skipped = [new SkippedInput("chart/templates/api.yaml", "Helm template", true), new SkippedInput("README.md", "not a plan, state or manifest", false)],
            Diagnostics = [new Diagnostic("GATE031", DiagnosticSeverity.Warning, "the waiver of aws-s3-logging on aws_s3_bucket.x covers nothing", null, default, "Remove it.")],
            RulesRun = [Encryption, PublicAcl, Quiet, Tags],
            ExpiredWaivers = [expired],
            UnusedWaivers = [waiver with { Rule = new RuleId("aws-s3-logging"), Resource = "aws_s3_bucket.x" }],
            FailOn = Severity.Medium,
        };
    }

    private static CheckReport MakeHostile()
    {
        const string Name = "a\"]</summary><script>alert(1)</script>`|*@everyone* ::error::x\n::error::y ]]> %0A";
        var rule = PublicAcl with { Title = Name + Escape, Description = Name + Escape, Remediation = Name + Escape, Controls = [new Control(Name, Escape)] };
        var finding = Fail(rule, "aws_s3_bucket.b[\"" + Name + Escape + "\"]", 3, Name + Escape + "\ud800 \u202egnp.exe \uffff") with
        {
            Path = Name + Escape,
            Source = new SourcePlace(Name + Escape, 1, 1),
            Unknowns = [new UnknownPart(Name + Escape, Escape + Name)],
        };
        return Mixed with
        {
            Findings = [finding, finding with { IsWarning = true }, finding with { Status = FindingStatus.Waived, Waiver = new Waiver(rule.Id, Name, Escape + Name, Name + Escape, new DateOnly(2026, 12, 31)) }],
            Inputs = [new CheckedInput(Name + Escape, "terraform-plan", 1)],
            Skipped = [new SkippedInput(Escape, Escape, true)],
            Diagnostics = [new Diagnostic("PLAN001", DiagnosticSeverity.Error, Name + Escape, SourceText.From(Name + Escape, "x"), default, Name + Escape)],
        };
    }

    private static Finding Fail(RuleMetadata rule, string address, int line, string message) => new()
    {
        Rule = rule,
        Severity = rule.Severity,
        Status = FindingStatus.Fail,
        Resource = new FindingSubject("", address, "aws_s3_bucket", ["create"]),
        Message = message,
        Source = new SourcePlace("plans/prod.json", line, 21),
        Fingerprint = new Fingerprint(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(rule.Id + address)))),
    };
}
