using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.TerraformState;

public class StateReaderTests
{
    [Fact]
    public void Instances_have_their_address_provider_and_marks()
    {
        var state = Reading.ReadAs<TerraformStateDocument>("""
            {"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"l","outputs":{"o":{"value":"hidden","type":"string","sensitive":true}},"resources":[
              {"module":"module.a[\"k.\\\"]\"].module.b","mode":"managed","type":"x_y","name":"n","provider":"module.a.provider[\"registry.terraform.io/x/x\"].west","instances":[
                {"index_key":"a\"]","attributes":{"p":"hidden","l":[{"q":"hidden"},{"q":"shown"}],"n":null},
                 "sensitive_attributes":[[{"type":"get_attr","value":"p"}],[{"type":"get_attr","value":"l"},{"type":"index","value":{"value":0,"type":"number"}},{"type":"get_attr","value":"q"}],[{"type":"get_attr","value":"absent"}]],
                 "private":"hidden"},
                {"index_key":1,"deposed":"0a1b2c3d","attributes":{}}]},
              {"mode":"data","type":"x_d","name":"d","provider":"provider.aws.west","instances":[{"attributes":{"k":1}}]}]}
            """);
        Assert.Equal(
            ["""module.a["k.\"]"].module.b.x_y.n["a\"]"]""", "module.a[\"k.\\\"]\"].module.b.x_y.n[1]", "data.x_d.d"],
            state.Resources.Select(static r => r.Address.Text));
        Assert.Equal(["registry.terraform.io/x/x", "registry.terraform.io/x/x", "registry.terraform.io/hashicorp/aws"], state.Resources.Select(static r => r.Provider));
        Assert.Equal([null, "0a1b2c3d", null], state.Resources.Select(static r => r.Deposed));

        var attributes = state.Resources[0].Attributes;
        Assert.DoesNotContain("hidden", attributes.ToString(), StringComparison.Ordinal);
        Assert.Contains("shown", attributes.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", state.Documents()[0].Value.ToString(), StringComparison.Ordinal);
        Assert.Equal(("l", Value.Of(3)), (state.Lineage, state.Serial));
    }

    [Fact]
    public void Attributes_without_types_count_as_unknown_with_a_warning()
    {
        var read = Reading.Read("""{"version":4,"serial":1,"resources":[{"mode":"managed","type":"x_y","name":"n","provider":"provider.x","instances":[{"attributes_flat":{"password":"hidden"}}]}]}""");
        Assert.Equal(["STATE004 1:118"], Reading.Faults(read));
        Assert.False(read.Diagnostics.Single().IsError);
        var state = Assert.IsType<TerraformStateDocument>(read.Document);
        Assert.IsType<UnknownValue>(Assert.Single(state.Resources).Attributes);
        Assert.DoesNotContain("hidden", state.Documents()[0].Value.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"version":4,"serial":1,"resources":{}}""")]
    [InlineData("""{"version":4,"serial":1,"resources":[1]}""")]
    [InlineData("""{"version":4,"serial":1,"resources":[{"type":"x_y","name":"n"}]}""")]
    [InlineData("""{"version":4,"serial":1,"resources":[{"type":"x_y","name":"n","instances":[1]}]}""")]
    [InlineData("""{"version":4,"serial":1,"resources":[{"module":"x","type":"x_y","name":"n","instances":[]}]}""")]
    [InlineData("""{"format_version":"1.0","values":[]}""")]
    [InlineData("""{"format_version":"1.0","values":{"root_module":{"resources":{}}}}""")]
    [InlineData("""{"format_version":"1.0","values":{"root_module":{"resources":[{"type":"x_y"}]}}}""")]
    [InlineData("""{"format_version":"1.0","values":{"root_module":{"child_modules":[{}]}}}""")]
    public void A_state_of_another_shape_is_an_error_with_its_place(string text)
    {
        var diagnostic = Assert.Single(Reading.Read(text).Diagnostics);
        Assert.Equal("STATE003", diagnostic.Code);
        Assert.True(diagnostic.Span.Start > 20);
    }

    [Fact]
    public void A_state_as_show_writes_it_is_read_with_its_marks_and_places()
    {
        var state = Reading.ReadAs<TerraformShowDocument>("""
            {"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{"o":{"sensitive":true,"value":"hidden"}},"root_module":{
              "resources":[{"address":"x_y.a[0]","mode":"managed","type":"x_y","name":"a","index":0,"provider_name":"registry.opentofu.org/hashicorp/aws","values":{"p":"hidden","q":["shown"]},"sensitive_values":{"p":true,"q":[false]}}],
              "child_modules":[{"address":"module.m[\"x\"]","resources":[{"address":"module.m[\"x\"].data.x_d.d","mode":"data","type":"x_d","name":"d","provider_name":"x/x/x","values":{"k":"v"}}]}]}}}
            """);
        Assert.Equal(["x_y.a[0]", "module.m[\"x\"].data.x_d.d"], state.Resources.Select(static r => r.Address.Text));
        Assert.Equal("registry.terraform.io/hashicorp/aws", state.Resources[0].Provider);
        Assert.True(state.Resources[0].Attributes.HoldsSensitive);
        Assert.DoesNotContain("hidden", state.Documents()[0].Value.ToString(), StringComparison.Ordinal);
        Assert.Equal("\"k\":\"v\"", state.Source.GetString(state.Locate(state.Resources[1].Origin.At(Reading.Path("k")).Path)));
    }
}
