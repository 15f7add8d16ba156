using Turnpike.Inventory.Search;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Inventory.Tests;

public class SuggestionTests
{
    private const string Web = """{"id":"i-0web","instance_type":"t3.large","root_block_device":[{"encrypted":false}],"tags":{"env":"prod","Name":"Web Front"}}""";
    private const string Db = """{"id":"db-1","name":"orders","instance_class":"t3.large","tags":{"env":"dev"},"password":"x"}""";

    [Theory]
    [InlineData("", 0, "type: scope: provider:")]
    [InlineData("ty", 0, "type:")]
    [InlineData("depends", 0, "dependson:")]
    [InlineData("instance", 0, "type:aws_db_instance type:aws_instance")]
    [InlineData("type:aws*", 0, "")]
    [InlineData("type:", 0, "type:aws_db_instance type:aws_instance")]
    [InlineData("type:aws_d", 0, "type:aws_db_instance")]
    [InlineData("web type:aws_d", 4, "type:aws_db_instance")]
    [InlineData("-type:aws_d", 1, "type:aws_db_instance")]
    [InlineData("(type:aws_d", 1, "type:aws_db_instance")]
    [InlineData("scope:p", 0, "scope:prod")]
    [InlineData("tag:e", 0, "tag:env= tag:name=")]
    [InlineData("tag:env=", 0, "tag:env=dev tag:env=prod")]
    [InlineData("tag:name=w", 0, "tag:\"name=web front\"")]
    [InlineData("type:aws_instance attr:enc", 18, "attr:root_block_device.encrypted=")]
    [InlineData("attr:instance_type=", 0, "attr:instance_type=t3.large")]
    [InlineData("attr:password=", 0, "")]
    [InlineData("rel:web", 0, "rel:aws_instance.web")]
    [InlineData("id:db", 0, "id:db-1")]
    [InlineData("\"type:", 0, "")]
    [InlineData("nonsense:x", 0, "")]
    public async Task A_query_goes_on_with_what_the_estate_holds(string typed, int start, string expected)
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_instance.web", Web), ("aws_db_instance.db", Db)));
        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);

        var found = await estate.SuggestAsync(typed, 3, TestContext.Current.CancellationToken);

        Assert.Equal(start, found.Start);
        Assert.Equal(expected, string.Join(' ', found.Items.Select(static i => i.Text)));
        foreach (var whole in found.Items.Where(static i => i is { IsWhole: true } && !i.Text.StartsWith("rel:", StringComparison.Ordinal)))
        {
            Assert.NotEqual(0, estate.Search(EstateQuery.Parse(whole.Text, new DiagnosticBag())!, 1, cancellationToken: TestContext.Current.CancellationToken).Total);
        }
    }
}
