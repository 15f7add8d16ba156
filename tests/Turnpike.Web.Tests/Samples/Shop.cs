using System.Text;

namespace Turnpike.Web.Tests.Samples;

/// <summary>A small shop as its states tell: a network, a database with an owner, and who stands on them.</summary>
internal static class Shop
{
    public const string Scope = "shop/production";

    public const string Database = "aws_db_instance.orders";

    public static byte[] Network { get; } = State(
        ("aws_vpc", "main", """{"id":"vpc-0123456789","arn":"arn:aws:ec2:eu-west-1:1:vpc/vpc-0123456789","cidr_block":"10.0.0.0/16","tags":{"team":"platform","env":"prod"}}"""),
        ("aws_subnet", "private", """{"id":"subnet-0123456789","vpc_id":"vpc-0123456789","cidr_block":"10.0.1.0/24","tags":{"team":"platform","env":"prod"}}"""),
        ("aws_security_group", "db", """{"id":"sg-0123456789","vpc_id":"vpc-0123456789","tags":{"team":"platform","env":"prod"}}"""));

    public static byte[] Orders(string engineVersion = "15.4", bool hasCache = true) => State(
        [
            ("aws_db_subnet_group", "orders", """{"id":"orders-subnets","subnet_ids":["subnet-0123456789"],"tags":{"team":"checkout","env":"prod"}}"""),
            ("aws_db_instance", "orders", """{"id":"db-ORDERS0123","arn":"arn:aws:rds:eu-west-1:1:db:orders","name":"orders","engine":"postgres","engine_version":"ENGINE","storage_encrypted":true,"publicly_accessible":false,"password":"hunter2","db_subnet_group_name":"orders-subnets","vpc_security_group_ids":["sg-0123456789"],"tags":{"team":"checkout","env":"prod"}}""".Replace("ENGINE", engineVersion, StringComparison.Ordinal)),
            ("aws_ecs_service", "api", """{"id":"arn:aws:ecs:eu-west-1:1:service/shop/api","name":"api","db_arn":"arn:aws:rds:eu-west-1:1:db:orders","network_configuration":[{"subnets":["subnet-0123456789"]}],"tags":{"team":"checkout","env":"prod"}}"""),
            .. hasCache ? [("aws_elasticache_cluster", "sessions", """{"id":"sessions","engine":"redis","security_group_ids":["sg-0123456789"],"tags":{"team":"checkout","env":"prod"}}""")] : Array.Empty<(string, string, string)>(),
        ]);

    private static byte[] State(params (string Type, string Name, string Attributes)[] resources)
    {
        var all = resources.Select(r => $$$"""{"mode":"managed","type":"{{{r.Type}}}","name":"{{{r.Name}}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{{{r.Attributes}}}}]}""");
        return Encoding.UTF8.GetBytes($$$"""{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"x","resources":[{{{string.Join(',', all)}}}]}""");
    }
}
