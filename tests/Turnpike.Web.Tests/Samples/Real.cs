using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Connectors;
using Turnpike.Formats.Observation;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Web.Tests.Samples;

/// <summary>An account and a cluster as they really are, and the states and manifests that speak of them: of each status something.</summary>
internal static class Real
{
    public const string Account = "111122223333";
    public const string Scope = "shop/web";
    public const string Drifted = Scope + "//aws_instance.api";
    public const string Orphaned = Scope + "//aws_sqs_queue.jobs";
    public const string Unknown = Scope + "//aws_db_instance.orders";
    public const string Unmanaged = "aws/" + Account + "//aws_instance.observed[\"i-00000000000000f0a\"]";

    private const int Fleet = 12;

    public static byte[] State { get; } = StateOf(
    [
        .. Enumerable.Range(0, Fleet).Select(static i => ("aws_instance", "web" + i, Instance(i, "t3.small", "checkout"))),
        ("aws_instance", "api", Instance(90, "t3.small", "checkout")),
        ("aws_security_group", "web", Group("10.0.0.0/8")),
        ("aws_s3_bucket", "logs", Bucket("shop-logs", "platform")),
        ("aws_db_instance", "orders", """{"id":"db-ORDERS","arn":"arn:aws:rds:eu-west-1:111122223333:db:orders","identifier":"orders","engine":"postgres","tags":{"team":"checkout"}}"""),
        ("aws_sqs_queue", "jobs", """{"id":"https://sqs.eu-west-1.amazonaws.com/111122223333/jobs","arn":"arn:aws:sqs:eu-west-1:111122223333:jobs","name":"jobs","tags":{"team":"checkout"}}"""),
    ]);

    /// <summary>Claims what the other claims already.</summary>
    public static byte[] OtherState { get; } = StateOf([("aws_instance", "old", Instance(0, "t3.small", "checkout"))]);

    public static byte[] Manifests { get; } = Encoding.UTF8.GetBytes($"{Deployment("web", "nginx:1.27")}\n---\n{Deployment("never-applied", "nginx:1.27")}");

    /// <param name="isCalm">Without the hostile names: for pictures.</param>
    public static IReadOnlyList<PartReading> Parts(string apiType = "m5.large", bool isCalm = false) =>
    [
        Part("eu-west-1", "ec2",
        [
            .. Enumerable.Range(0, Fleet).Select(static i => Observed("aws_instance", Id(i), Instance(i, "t3.small", "checkout"))),
            Observed("aws_instance", Id(90), Instance(90, apiType, "checkout")),
            Observed("aws_security_group", "sg-0aa", Group("0.0.0.0/0")),
            Observed("aws_instance", Id(10 + 0xf00), Instance(10 + 0xf00, "m5.4xlarge", null)) with { Name = isCalm ? "bastion" : Hostile.Of(120) },
            Observed("aws_instance", Id(91), Instance(91, "t3.micro", "platform")) with { MadeBy = new MadeBy("autoscaling", "workers") },
        ], new("ec2:DescribeInstances", CoverageStatus.Read, ["aws_instance"]), new("ec2:DescribeSecurityGroups", CoverageStatus.Read, ["aws_security_group"])),
        Part("", "s3",
        [
            Observed("aws_s3_bucket", "shop-logs", Bucket("shop-logs", "platform")),
            Observed("aws_s3_bucket", "stack-artifacts", Bucket("stack-artifacts", null)) with { MadeBy = new MadeBy("cloudformation", isCalm ? "artifacts" : Hostile.Of(80)) },
        ], new Coverage("s3:ListBuckets", CoverageStatus.Read, ["aws_s3_bucket"])),
        Part("eu-west-1", "sqs", [], new Coverage("sqs:ListQueues", CoverageStatus.Read, ["aws_sqs_queue"])),
        Part("eu-west-1", "rds", null, new Coverage("rds:DescribeDBInstances", CoverageStatus.Denied, ["aws_db_instance"], "Not allowed: grant rds:DescribeDBInstances to arn:aws:iam::111122223333:role/turnpike-reader." + (isCalm ? "" : " " + Hostile.Of(120)))),
        Part("us-east-1", "ec2", null, new Coverage("ec2:DescribeInstances", CoverageStatus.Failed, ["aws_instance"], "503 after 5 tries")),
        new PartReading(
            new Part("kubernetes/prod", "apps/v1/deployments"),
            Encoding.UTF8.GetBytes($$"""{"apiVersion":"v1","kind":"List","items":[{{DeploymentJson("web", "nginx:1.26")}}]}"""),
            [new Coverage("/apis/apps/v1/deployments", CoverageStatus.Read, ["apps/Deployment"])]),
    ];

    private static string Id(int number) => $"i-0{number:x16}";

    private static string Instance(int number, string type, string? team) =>
        $$$"""{"id":"{{{Id(number)}}}","arn":"arn:aws:ec2:eu-west-1:111122223333:instance/{{{Id(number)}}}","ami":"ami-1","instance_type":"{{{type}}}","monitoring":false,"tags":{"Name":"web-{{{number}}}"{{{(team is null ? "" : $",\"team\":\"{team}\"")}}} } }""";

    private static string Group(string from) =>
        $$$"""{"id":"sg-0aa","arn":"arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aa","name":"web","ingress":[{"from_port":22,"to_port":22,"protocol":"tcp","cidr_blocks":["{{{from}}}"],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[],"self":false,"description":""}],"tags":{"team":"platform"}}""";

    private static string Bucket(string name, string? team) => $$$"""{"id":"{{{name}}}","arn":"arn:aws:s3:::{{{name}}}","bucket":"{{{name}}}","tags":{{{(team is null ? "{}" : $"{{\"team\":\"{team}\"}}")}}} }""";

    private static string Deployment(string name, string image) => $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}, namespace: shop}}\nspec: {{replicas: 2, selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: [{{name: web, image: \"{image}\"}}]}}}}}}\n";

    private static string DeploymentJson(string name, string image) => $$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{name}}}}","namespace":"shop"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"{{{{name}}}}"}},"template":{"metadata":{"labels":{"app":"{{{{name}}}}"} },"spec":{"containers":[{"name":"web","image":"{{{{image}}}}"}]} } } }""";

    private static ObservedResource Observed(string type, string id, string attributes)
    {
        var value = (ObjectValue)JsonReader.Read(SourceText.From("observed", attributes), [])!;
        return new ObservedResource(type, id, value) { Arn = (value.Get("arn") as StringValue)?.Value };
    }

    private static PartReading Part(string region, string service, IReadOnlyList<ObservedResource>? resources, params Coverage[] coverage) => new(
        new Part("aws/" + Account, $"{(region.Length == 0 ? "global" : region)}/{service}"),
        resources is null ? null : ObservationDocument.Write(new ObservedPart(ObservedProvider.Aws, Account, region, service, coverage, resources)),
        coverage);

    private static byte[] StateOf(IEnumerable<(string Type, string Name, string Attributes)> resources) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["version"] = 4,
        ["terraform_version"] = "1.11.4",
        ["serial"] = 1,
        ["lineage"] = "3f0b8f39-8f9c-4a61-9a26-1f8f2f5b0c12",
        ["outputs"] = new JsonObject(),
        ["resources"] = new JsonArray([.. resources.Select(static r => (JsonNode)new JsonObject
        {
            ["mode"] = "managed",
            ["type"] = r.Type,
            ["name"] = r.Name,
            ["provider"] = "provider[\"registry.terraform.io/hashicorp/aws\"]",
            ["instances"] = new JsonArray(new JsonObject { ["schema_version"] = 0, ["attributes"] = JsonNode.Parse(r.Attributes), ["sensitive_attributes"] = new JsonArray() }),
        })]),
    }.ToJsonString());
}
