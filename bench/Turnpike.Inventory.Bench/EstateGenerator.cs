using System.Globalization;
using System.Text.Json;

namespace Turnpike.Inventory.Bench;

/// <summary>States of the shape of real ones: instances on subnets, in security groups, under keys; the same for the same numbers.</summary>
internal static class EstateGenerator
{
    private static readonly string[] s_environments = ["prod", "staging", "dev", "test"];
    private static readonly string[] s_teams = ["checkout", "payments", "search", "platform", "data", "identity", "shipping"];
    private static readonly string[] s_types = ["t3.micro", "t3.small", "t3.medium", "m5.large", "m5.xlarge", "c5.large", "r5.2xlarge"];

    /// <summary>One large scope, some middling ones and many small ones.</summary>
    public static IEnumerable<(string Name, int Resources)> Scopes(int resources)
    {
        yield return ("inventory/all-regions", resources / 10);
        for (var i = 0; i < 10; i++)
        {
            yield return (Name("platform/cell", i), resources / 50);
        }

        for (var i = 0; i < 100; i++)
        {
            yield return (Name("shop/service", i), resources / 200);
        }

        for (var i = 0; i < 200; i++)
        {
            yield return (Name("team/root", i), resources / 1_000);
        }
    }

    public static byte[] State(int scope, int count)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 4);
            json.WriteString("terraform_version", "1.11.4");
            json.WriteNumber("serial", 1);
            json.WriteString("lineage", Name("lineage", scope));
            json.WriteStartArray("resources");
            for (var i = 0; i < count; i++)
            {
                Resource(json, scope, i, count);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Of twenty: a network, a key, two subnets, three groups and thirteen instances.</summary>
    private static void Resource(Utf8JsonWriter json, int scope, int number, int count)
    {
        var (cell, kind) = (number / 20, number % 20);
        var type = kind switch { 0 => "aws_vpc", 1 => "aws_kms_key", 2 or 3 => "aws_subnet", 4 or 5 or 6 => "aws_security_group", _ => "aws_instance" };
        json.WriteStartObject();
        json.WriteString("module", Name("module.cell_", cell));
        json.WriteString("mode", "managed");
        json.WriteString("type", type);
        json.WriteString("name", Name("node_", kind));
        json.WriteString("provider", "provider[\"registry.terraform.io/hashicorp/aws\"]");
        json.WriteStartArray("instances");
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        json.WriteString("id", Id(type, scope, number));
        json.WriteString("arn", Arn(type, scope, number));
        switch (type)
        {
            case "aws_vpc":
                json.WriteString("cidr_block", "10.0.0.0/16");
                json.WriteBoolean("enable_dns_support", true);
                break;
            case "aws_kms_key":
                json.WriteBoolean("enable_key_rotation", number % 40 == 1);
                json.WriteString("key_usage", "ENCRYPT_DECRYPT");
                break;
            case "aws_subnet":
                json.WriteString("vpc_id", Id("aws_vpc", scope, cell * 20));
                json.WriteString("availability_zone", "eu-west-1a");
                json.WriteString("transit_gateway_id", Id("aws_vpc", 1 + ((scope + cell) % 10), 20 * (cell % Math.Max(1, count / 200))));
                break;
            case "aws_security_group":
                json.WriteString("vpc_id", Id("aws_vpc", scope, cell * 20));
                json.WriteString("description", "Managed by Terraform");
                break;
            default:
                Instance(json, scope, number, cell * 20);
                break;
        }

        Tags(json, number, kind);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Instance(Utf8JsonWriter json, int scope, int number, int first)
    {
        json.WriteString("ami", "ami-0abcdef1234567890");
        json.WriteString("instance_type", s_types[number % s_types.Length]);
        json.WriteString("subnet_id", Id("aws_subnet", scope, first + 2 + (number % 2)));
        json.WriteBoolean("monitoring", number % 3 == 0);
        json.WriteString("private_ip", string.Create(CultureInfo.InvariantCulture, $"10.{scope % 256}.{number / 250 % 256}.{number % 250}"));
        json.WriteNull("user_data");
        json.WriteStartArray("vpc_security_group_ids");
        for (var group = 4; group <= 6; group++)
        {
            json.WriteStringValue(Id("aws_security_group", scope, first + group));
        }

        json.WriteEndArray();
        json.WriteStartArray("root_block_device");
        json.WriteStartObject();
        json.WriteBoolean("encrypted", number % 11 != 0);
        json.WriteNumber("volume_size", 8 * (1 + (number % 5)));
        json.WriteString("kms_key_id", Arn("aws_kms_key", scope, first + 1));
        json.WriteString("volume_id", Id("aws_ebs_volume", scope, number));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("network_interface");
        json.WriteStartObject();
        json.WriteString("subnet_id", Id("aws_subnet", scope, first + 2 + (number % 2)));
        json.WriteStartArray("security_groups");
        json.WriteStringValue(Id("aws_security_group", scope, first + 4));
        json.WriteStringValue(Id("aws_security_group", scope, first + 5));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("metadata_options");
        json.WriteStartObject();
        json.WriteString("http_tokens", number % 9 == 0 ? "optional" : "required");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Tags(Utf8JsonWriter json, int number, int kind)
    {
        json.WriteStartObject("tags");
        json.WriteString("Name", Name(kind > 6 ? "web-" : "base-", number));
        json.WriteString("env", s_environments[number / 20 % s_environments.Length]);
        json.WriteString("team", s_teams[number / 20 % s_teams.Length]);
        json.WriteEndObject();
    }

    private static string Name(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");

    private static string Arn(string type, int scope, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"arn:aws:ec2:eu-west-1:{100000000000 + scope}:{type[4..]}/{Id(type, scope, number)}");

    private static string Id(string type, int scope, int number)
    {
        var prefix = type switch { "aws_vpc" => "vpc", "aws_kms_key" => "key", "aws_subnet" => "subnet", "aws_security_group" => "sg", "aws_ebs_volume" => "vol", _ => "i" };
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{scope:x4}{number:x9}{(uint)(number * 2654435761) >> 20:x4}");
    }
}
