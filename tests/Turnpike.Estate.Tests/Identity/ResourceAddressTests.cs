using FsCheck;
using FsCheck.Fluent;
using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.Tests.Identity;

public class ResourceAddressTests
{
    [Theory]
    [InlineData("aws_vpc.main", "", "aws_vpc", "main", null, "aws_vpc.main")]
    [InlineData("aws_vpc.main[0]", "", "aws_vpc", "main", "0", "aws_vpc.main")]
    [InlineData("aws_vpc.main[?]", "", "aws_vpc", "main", "?", "aws_vpc.main")]
    [InlineData("""aws_vpc.main["a.b\"]"]""", "", "aws_vpc", "main", "a.b\"]", "aws_vpc.main")]
    [InlineData("""module.a["k"].module.b[0].data.aws_x.y["z"]""", """module.a["k"].module.b[0]""", "aws_x", "y", "z", "module.a.module.b.data.aws_x.y")]
    [InlineData("""module.m["module.x.aws_vpc.y"].aws_vpc.v""", """module.m["module.x.aws_vpc.y"]""", "aws_vpc", "v", null, "module.m.aws_vpc.v")]
    [InlineData("""aws_x.y["$${not.interpolated}"]""", "", "aws_x", "y", "${not.interpolated}", "aws_x.y")]
    [InlineData("""aws_x.y["line\nbreak \\ \u0001"]""", "", "aws_x", "y", "line\nbreak \\ \u0001", "aws_x.y")]
    [InlineData("""aws_x.y["ünï-코드-🙂"]""", "", "aws_x", "y", "ünï-코드-🙂", "aws_x.y")]
    [InlineData("""aws_x.y[""]""", "", "aws_x", "y", "", "aws_x.y")]
    public void An_address_is_taken_apart_and_written_again(string text, string module, string type, string name, string? key, string configuration)
    {
        var address = ResourceAddress.TryParse(text);

        Assert.NotNull(address);
        Assert.Equal(text, address.Text);
        Assert.Equal(module, address.Module.Text);
        Assert.Equal((type, name), (address.Type, address.Name));
        Assert.Equal(configuration, address.ConfigurationText);
        Assert.Equal(key, address.Index switch { null => null, StringValue s => s.Value, UnknownValue => "?", var n => n.ToString() });
        Assert.Equal(text.Contains("data.aws_x", StringComparison.Ordinal) ? ResourceMode.Data : ResourceMode.Managed, address.Mode);
        Assert.Equal(address, ResourceAddress.Of(address.Module, address.Mode, address.Type, address.Name, address.Index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("aws_vpc")]
    [InlineData("aws_vpc.main[")]
    [InlineData("aws_vpc.main[]")]
    [InlineData("aws_vpc.main[0")]
    [InlineData("aws_vpc.main[x]")]
    [InlineData("aws_vpc.main[\"x]")]
    [InlineData("aws_vpc.main[\"\\q\"]")]
    [InlineData("aws_vpc.main.id")]
    [InlineData("module.a")]
    [InlineData("module.a.")]
    [InlineData("data.aws_x")]
    [InlineData("Pod/")]
    [InlineData("/default/web")]
    public void What_is_no_address_is_refused(string text) => Assert.Null(ResourceAddress.TryParse(text));

    [Fact]
    public void Modules_nested_beyond_reason_are_refused() =>
        Assert.Null(ResourceAddress.TryParse(string.Concat(Enumerable.Repeat("module.a.", 20_000)) + "aws_x.y"));

    [Fact]
    public void Any_key_survives_being_written_and_read() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string, string>((key, moduleKey) =>
        {
            // Lone surrogates cannot stand in a document.
            key = new string([.. (key ?? "").Where(static c => !char.IsSurrogate(c))]);
            moduleKey = new string([.. (moduleKey ?? "").Where(static c => !char.IsSurrogate(c))]);
            var address = ResourceAddress.Of(ModulePath.Root.Child("m", Value.Of(moduleKey)), ResourceMode.Managed, "aws_x", "y", Value.Of(key));
            var read = ResourceAddress.TryParse(address.Text);
            return read is not null && Value.Of(key).Equals(read.Index) && Value.Of(moduleKey).Equals(read.Module.Key) && read.Equals(address);
        }));

    [Fact]
    public void Kubernetes_addresses_leave_out_the_group_and_a_missing_namespace()
    {
        Assert.Equal("Deployment/shop/web", ResourceAddress.Kubernetes("apps/Deployment", "shop", "web").Text);
        Assert.Equal("ClusterRole/admin", ResourceAddress.Kubernetes("rbac.authorization.k8s.io/ClusterRole", null, "admin").Text);
        Assert.Equal("shop", ResourceAddress.TryParse("Deployment/shop/web")!.Namespace);
        Assert.Null(ResourceAddress.TryParse("ClusterRole/admin")!.Namespace);
    }

    [Theory]
    [InlineData("aws_s3_bucket.logs", "aws_s3_bucket.logs[\"a\"]", true)]
    [InlineData("aws_s3_bucket.logs[\"a\"]", "aws_s3_bucket.logs[\"a\"]", true)]
    [InlineData("aws_s3_bucket.logs[\"b\"]", "aws_s3_bucket.logs[\"a\"]", false)]
    [InlineData("module.a.*", "module.a[\"x\"].aws_s3_bucket.logs", true)]
    [InlineData("module.a[\"y\"].*", "module.a[\"x\"].aws_s3_bucket.logs", false)]
    [InlineData("*.aws_s3_bucket.*", "module.a.aws_s3_bucket.logs", true)]
    [InlineData("aws_s3_bucket.*", "module.a.aws_s3_bucket.logs", false)]
    [InlineData("*", "aws_s3_bucket.logs", true)]
    [InlineData("aws_s3_bucket.log", "aws_s3_bucket.logs", false)]
    [InlineData("Deployment/*/web", "Deployment/shop/web", true)]
    public void Patterns_match_an_instance_or_its_block(string pattern, string address, bool expected) =>
        Assert.Equal(expected, new AddressPattern(pattern).Matches(ResourceAddress.TryParse(address)!));
}
