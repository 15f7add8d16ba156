using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Terraform;

public class ProviderSchemaTests
{
    private const string FromTerraform = """
        {"format_version": "1.0", "provider_schemas": {"registry.terraform.io/acme/cloud": {
          "provider": {"version": 0, "block": {"attributes": {"token": {"type": "string", "optional": true, "sensitive": true}}}},
          "resource_schemas": {
            "cloud_disk": {"version": 3, "block": {
              "attributes": {
                "id": {"type": "string", "computed": true},
                "size": {"type": "number", "required": true},
                "labels": {"type": ["map", "string"], "optional": true, "computed": true},
                "key": {"type": "string", "optional": true, "write_only": true},
                "access": {"nested_type": {"nesting_mode": "list", "attributes": {"who": {"type": "string", "required": true}}}, "optional": true}
              },
              "block_types": {"timeouts": {"nesting_mode": "single", "block": {"attributes": {"create": {"type": "string", "optional": true}}}},
                              "part": {"nesting_mode": "set", "min_items": 1, "max_items": 2, "block": {"attributes": {"n": {"type": "number", "optional": true}}}}}}},
            "cloud_image": {"version": 0, "block": {"block_types": {"timeouts": {"nesting_mode": "single", "block": {"attributes": {"create": {"type": "string", "optional": true}}}}}}}
          },
          "functions": {"join": {"return_type": "string", "parameters": [{"name": "a", "type": "string"}], "variadic_parameter": {"name": "rest", "type": ["list", "string"]}}}
        }}}
        """;

    [Fact]
    public void What_Terraform_prints_is_read_whole()
    {
        var schema = Assert.Single(ProviderSchema.ReadTerraform(SourceText.From("schema.json", FromTerraform), []));

        var disk = schema.Resource("cloud_disk")!;
        Assert.Equal("registry.terraform.io/acme/cloud", schema.Provider);
        Assert.Equal(3, disk.Version);
        Assert.Equal(AttributeTraits.Optional | AttributeTraits.Computed, disk.ByName["labels"].Traits);
        Assert.Equal(HclType.Map(HclType.String), disk.ByName["labels"].Type);
        Assert.True(disk.ByName["key"].IsWriteOnly);
        Assert.Equal(HclType.List(HclType.Object(("who", HclType.String))), disk.ByName["access"].Type);
        Assert.True(disk.ByName["access"].Nested!.Block.ByName["who"].IsRequired);
        Assert.Equal((BlockNesting.Set, 1, 2), (disk.BlocksByName["part"].Nesting, disk.BlocksByName["part"].MinItems, disk.BlocksByName["part"].MaxItems));
        Assert.Same(disk.BlocksByName["timeouts"].Block, schema.Resource("cloud_image")!.BlocksByName["timeouts"].Block);
        Assert.True(schema.Configuration!.ByName["token"].IsSensitive);
        Assert.Equal(HclType.List(HclType.String), schema.Function("join")!.Variadic);
        Assert.Null(schema.Resource("cloud_none"));
        Assert.Null(schema.Data("cloud_disk"));
    }

    [Fact]
    public void The_shipped_schema_of_AWS_says_what_the_vectors_say_and_every_entry_of_it_can_be_read()
    {
        var diagnostics = new DiagnosticBag();
        var schema = ProviderSchema.ReadCompact(Packs.Data("aws.schema").Single(), diagnostics)!;

        Assert.Equal("5.100.0", schema.Version);
        Assert.Equal(1526, schema.ResourceTypes.Count());
        Assert.All(schema.ResourceTypes, type => Assert.NotEmpty(schema.Resource(type)!.Attributes));
        Assert.All(schema.DataTypes, type => Assert.NotNull(schema.Data(type)));
        Assert.Empty(diagnostics);
        var bucket = schema.Resource("aws_s3_bucket")!;
        Assert.True(bucket.ByName["arn"] is { IsComputed: true, IsOnlyComputed: true });
        Assert.Equal(BlockNesting.List, bucket.BlocksByName["versioning"].Nesting);
        Assert.Equal(1, bucket.BlocksByName["versioning"].MaxItems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("turnpike-provider-schema 2\nprovider\tx\t1\n")]
    [InlineData("turnpike-provider-schema 1\nprovider\n")]
    public void What_is_no_schema_is_refused(string text)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(ProviderSchema.ReadCompact(SourceText.From("x.schema", text), diagnostics));
        Assert.Equal("SCHEMA001", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("{\"attributes\":{\"a\":7}}")]
    [InlineData("{\"attributes\":{\"a\":[[\"bag\",\"string\"],\"o\"]}}")]
    [InlineData("{\"blocks\":{\"a\":[\"list\",0,0,99]}}")]
    [InlineData("{\"blocks\":{\"a\":[\"list\",0,0,0]}}")]
    [InlineData("not json")]
    public void A_damaged_entry_is_a_diagnostic_and_the_others_can_be_read(string content)
    {
        var diagnostics = new DiagnosticBag();
        var text = $"turnpike-provider-schema 1\nprovider\tx\t1\nblock\t0\t{{\"blocks\":{{\"b\":[\"list\",0,0,0]}}}}\nresource\tx_bad\t{content}\nresource\tx_good\t{{\"attributes\":{{\"a\":\"r\"}}}}\n";
        var schema = ProviderSchema.ReadCompact(SourceText.From("x.schema", text), diagnostics)!;

        _ = schema.Resource("x_bad");
        Assert.True(schema.Resource("x_good")!.ByName["a"].IsRequired);
        Assert.Contains(diagnostics, static d => d.Code == "SCHEMA002");
    }

    [Fact]
    public void The_small_providers_are_known_without_a_file()
    {
        Assert.True(ProviderSchemas.Builtin.Find("registry.opentofu.org/hashicorp/random")!.Resource("random_password")!.ByName["result"].IsSensitive);
        Assert.Equal(HclType.Dynamic, ProviderSchemas.Builtin.Find("terraform.io/builtin/terraform")!.Resource("terraform_data")!.ByName["output"].Type);
    }
}
