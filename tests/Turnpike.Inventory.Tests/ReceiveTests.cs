using Turnpike.Inventory.History;
using Turnpike.Inventory.Snapshots;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Inventory.Tests;

public class ReceiveTests
{
    private const string Bucket = """{"id":"logs","arn":"arn:aws:s3:::logs","bucket":"logs","versioning":[{"enabled":false}],"tags":{"env":"prod"}}""";

    [Fact]
    public async Task The_same_content_again_appends_nothing_within_the_hour()
    {
        await using var yard = new Yard();
        var first = await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket)));
        var size = (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size;
        var again = await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket)));
        var otherSerial = await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(2, [("aws_s3_bucket.logs", Bucket)]));

        Assert.Equal((1, false), (first.Added, first.IsUnchanged));
        Assert.Equal((0, true, first.Position), (again.Added, again.IsUnchanged, again.Position));
        Assert.True(otherSerial.IsUnchanged);
        Assert.Equal(size, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);
    }

    [Fact]
    public async Task A_later_push_of_the_same_is_noted_as_fresh_once_an_hour()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket)));
        var pushed = yard.Clock.Now;
        var before = (await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken)).Hash;
        yard.Clock.Now += TimeSpan.FromHours(2);
        var again = await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket)));
        await yard.PushAsync("prod", "terraform.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket)));

        Assert.Equal(yard.Clock.Now, again.ObservedAt);
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var source = Assert.Single(Assert.Single(now.Scopes).Sources);
        Assert.Equal((pushed, yard.Clock.Now), (source.ObservedAt, source.ConfirmedAt));
        Assert.Equal(before, now.Hash);
        Assert.Equal(2, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);
    }

    [Theory]
    [InlineData("prod", "x.json", "{\"format_version\":\"1.2\",\"resource_changes\":[],\"planned_values\":{}}", "PUSH001")]
    [InlineData("prod", "x.txt", "hello", "FORM001")]
    [InlineData("prod", "x.json", "{\"version\":4,\"serial\":1,\"resources\":[{\"type\":1}]", "JSON001")]
    [InlineData("prod", "x.json", "", "FORM004")]
    [InlineData("prod//x", "x.json", "{\"version\":4,\"serial\":1,\"resources\":[]}", "PUSH003")]
    [InlineData("", "x.json", "{\"version\":4,\"serial\":1,\"resources\":[]}", "PUSH003")]
    [InlineData("prod/", "x.json", "{\"version\":4,\"serial\":1,\"resources\":[]}", "PUSH003")]
    [InlineData("prod", "a\u0007", "{\"version\":4,\"serial\":1,\"resources\":[]}", "PUSH004")]
    public async Task What_is_no_source_is_refused_and_nothing_is_written(string scope, string name, string content, string code)
    {
        await using var yard = new Yard();
        var refused = await yard.RefusedAsync(scope, name, content);

        Assert.Contains(refused.Diagnostics, d => d.IsError && (d.Code == code || code.StartsWith("JSON", StringComparison.Ordinal)));
        Assert.Equal(0, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);
        await foreach (var kept in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Fail($"{kept} was written");
        }
    }

    [Fact]
    public async Task Sources_of_a_scope_refer_to_each_other_and_one_may_be_removed()
    {
        await using var yard = new Yard();
        await yard.PushAsync("cluster", "service.yaml", """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},"spec":{"selector":{"app":"web"}}}
            """);
        await yard.PushAsync("cluster", "deployment.yaml", """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","labels":{"team":"a"}},"spec":{"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[]}}}}
            """);
        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var service = estate.Find(new ResourceKey("cluster", "Service/shop/web"))!;

        var relation = Assert.Single(estate.DependsOn(service));
        Assert.Equal("cluster//Deployment/shop/web", relation.To.Key.ToString());
        Assert.Equal(2, Assert.Single(estate.Scopes).Sources.Count);

        var removal = await yard.Remove.RunAsync("ada", "cluster", "deployment.yaml", "moved", TestContext.Current.CancellationToken);
        Assert.Equal((null, 1), (removal.Code, removal.Resources));
        estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal("cluster//Service/shop/web", Assert.Single(estate.Rows()).Key.ToString());
        Assert.Empty(estate.DependsOn(service));
    }

    [Fact]
    public async Task The_last_source_to_name_an_address_speaks_for_it()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "old.tfstate", StateFile.Of(("aws_s3_bucket.logs", Bucket), ("aws_s3_bucket.other", """{"id":"other"}""")));
        var receipt = await yard.PushAsync("prod", "new.tfstate", StateFile.Of(("aws_s3_bucket.logs", """{"id":"logs","bucket":"logs"}""")));

        Assert.Equal((0, 1, 0), (receipt.Added, receipt.Changed, receipt.Removed));
        Assert.Contains(receipt.Warnings, static w => w.Code == "PUSH007");
        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(["new.tfstate", "old.tfstate"], estate.Rows().Select(static r => r.Source));
    }

    [Fact]
    public async Task History_tells_who_changed_what_with_which_change()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_s3_bucket.logs", Bucket)));
        yard.Clock.Now += TimeSpan.FromDays(1);
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_s3_bucket.logs", Bucket.Replace("false", "true", StringComparison.Ordinal)), ("aws_s3_bucket.b", """{"id":"b"}""")), "c-7");
        yard.Clock.Now += TimeSpan.FromDays(1);
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_s3_bucket.b", """{"id":"b"}""")));

        var history = await yard.Inventory.HistoryAsync(new ResourceKey("prod", "aws_s3_bucket.logs"), 100, TestContext.Current.CancellationToken);
        Assert.Equal([ResourceEventKind.Removed, ResourceEventKind.Changed, ResourceEventKind.Created], history.Events.Select(static e => e.Kind));
        Assert.Equal([null, "c-7", null], history.Events.Select(static e => e.Change));
        var change = Assert.Single(history.Events[1].Attributes!);
        Assert.Equal(("versioning[0].enabled", (Value)Value.False, (Value)Value.True), (change.Path.ToString(), change.Before, change.After));
        Assert.Null(history.CutBecause);
        Assert.Empty((await yard.Inventory.HistoryAsync(new ResourceKey("prod", "aws_s3_bucket.never"), 100, TestContext.Current.CancellationToken)).Events);
    }

    [Fact]
    public async Task Many_who_push_at_once_all_get_in()
    {
        await using var yard = new Yard();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => yard.PushAsync("prod", $"s{i}", StateFile.Of(($"aws_s3_bucket.b{i}", $$"""{"id":"b{{i}}"}""")))));

        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(5, estate.Count);
        Assert.Equal(5, Assert.Single(estate.Scopes).Sources.Count);
    }

    [Fact]
    public async Task What_is_not_different_is_not_kept_again()
    {
        await using var yard = new Yard();
        var many = Enumerable.Range(0, 3_000).Select(static i => ($"aws_s3_bucket.b{i}", $$"""{"id":"b{{i}}","bucket":"b{{i}}","tags":{"n":"{{i}}"} }""")).ToList();
        await yard.PushAsync("prod", "s", StateFile.Of(many));
        var first = await AttachmentsAsync(yard);
        many[1_500] = ("aws_s3_bucket.b1500", """{"id":"b1500","tags":{}}""");
        await yard.PushAsync("prod", "s", StateFile.Of(many));
        var second = await AttachmentsAsync(yard);

        // A block of documents, a page and the list of pages.
        Assert.True(first > 30, $"{first} attachments");
        Assert.Equal(first + 3, second);

        // Those of before are not needed any more.
        var used = await yard.Inventory.AttachmentsSinceAsync(yard.Clock.Now, TestContext.Current.CancellationToken);
        Assert.Equal(second - 3, used.Count);
    }

    private static async Task<int> AttachmentsAsync(Yard yard)
    {
        var count = 0;
        await foreach (var _ in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
