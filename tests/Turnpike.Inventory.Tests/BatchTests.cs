using System.Text;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Snapshots;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Inventory.Tests;

public class BatchTests
{
    private const string Scope = "aws/123456789012";

    [Fact]
    public async Task Parts_of_a_scope_come_in_one_append_and_each_is_accounted_for()
    {
        await using var yard = new Yard();
        var first = await PushAsync(yard, ("eu-west-1/ec2", Part("ec2", ["i-1", "i-2"])), ("eu-west-1/sqs", Part("sqs", ["q-1"])), ("eu-west-1/bad", "nonsense"));

        Assert.Equal((2, false), Counts(first[0]));
        Assert.Equal((1, false), Counts(first[1]));
        Assert.IsType<SourceOutcome.Refused>(first[2]);
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal([("eu-west-1/ec2", 2), ("eu-west-1/sqs", 1)], now.Scopes.Single().Sources.Select(static s => (s.Name, s.Resources)));
        Assert.Equal(3, now.Count);

        var size = (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size;
        Assert.All(await PushAsync(yard, ("eu-west-1/ec2", Part("ec2", ["i-1", "i-2"])), ("eu-west-1/sqs", Part("sqs", ["q-1"]))), static o => Assert.True(Assert.IsType<SourceOutcome.Received>(o).Receipt.IsUnchanged));
        Assert.Equal(size, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);

        var next = await PushAsync(yard, ("eu-west-1/ec2", Part("ec2", ["i-1", "i-3"])), ("eu-west-1/sqs", Part("sqs", ["q-1"])));
        Assert.Equal((1, false), Counts(next[0]));
        Assert.Equal((0, true), Counts(next[1]));
        Assert.Equal(size + 1, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);
        var history = await yard.Inventory.HistoryAsync(new ResourceKey(Scope, """aws_thing.observed["q-1"]"""), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("eu-west-1/sqs", Assert.Single(history.Events).Source);
    }

    [Fact]
    public async Task Coverage_is_recorded_where_it_is_different_and_known_as_of_then()
    {
        await using var yard = new Yard();
        await PushAsync(yard, ("eu-west-1/ec2", Part("ec2", ["i-1"], CoverageStatus.Denied)));
        var then = yard.Clock.Now;
        var size = (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size;
        yard.Clock.Now += TimeSpan.FromMinutes(5);
        await PushAsync(yard, ("eu-west-1/ec2", Part("ec2", ["i-1"])));

        Assert.Equal(size + 1, (await yard.Ledger.HeadAsync(TestContext.Current.CancellationToken)).Size);
        Assert.Equal("read", Status(yard.Inventory, null));
        Assert.Equal("denied", Status(yard.Inventory, then));
        Assert.Equal("read", Status(await yard.RebuiltAsync(), null));
        await yard.Remove.RunAsync("ada", Scope, "eu-west-1/ec2", "The region is not used.", TestContext.Current.CancellationToken);
        Assert.Empty(yard.Inventory.Coverage().Sources);
    }

    [Fact]
    public async Task Many_are_read_each_with_its_row_and_what_is_gone_is_passed_over()
    {
        await using var yard = new Yard();
        await yard.PushAsync("shop", "a", StateFile.Of(Enumerable.Range(0, 2_500).Select(static i => ($"aws_thing.x{i}", $$"""{"id":"id-{{i}}"}"""))));
        var before = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        await yard.PushAsync("shop", "a", StateFile.Of(Enumerable.Range(0, 2_500).Where(static i => i % 3 > 0).Select(static i => ($"aws_thing.x{i}", $$"""{"id":"id-{{i}}"}"""))));
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);

        var read = 0;
        await foreach (var (row, resource) in now.ReadAsync(before.Rows(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(row.Key.Address["aws_thing.x".Length..], ((ObjectValue)resource.Attributes).Get("id")!.ToString()!.Trim('"')["id-".Length..]);
            Assert.NotNull(now.Find(row.Key));
            read++;
        }

        Assert.Equal(now.Count, read);
    }

    [Fact]
    public async Task No_secret_of_an_observation_is_kept()
    {
        await using var yard = new Yard();
        var secret = new ObservedResource("aws_thing", "x", Value.Object(("user_data", Value.Of("correct-horse").ToSensitive()), ("policy", ObservedResource.Unread)));
        await PushAsync(yard, ("global/x", Encoding.UTF8.GetString(ObservationDocument.Write(new ObservedPart(ObservedProvider.Aws, "123456789012", "", "x", [], [secret])))));

        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var attributes = (ObjectValue)(await now.LoadAsync([.. now.Rows()], TestContext.Current.CancellationToken)).Single().Attributes;
        Assert.True(attributes.Get("user_data") is UnknownValue { Origin: UnknownOrigin.Withheld });
        Assert.True(attributes.Get("policy") is UnknownValue { IsSensitive: false });
    }

    private static Task<IReadOnlyList<SourceOutcome>> PushAsync(Yard yard, params IReadOnlyList<(string Name, string Content)> parts) =>
        yard.ReceiveMany.RunAsync("ada", [.. parts.Select(static p => new SourcePush(Scope, p.Name, Encoding.UTF8.GetBytes(p.Content)))], TestContext.Current.CancellationToken);

    private static (int Added, bool IsUnchanged) Counts(SourceOutcome outcome) => Assert.IsType<SourceOutcome.Received>(outcome).Receipt is var receipt ? (receipt.Added, receipt.IsUnchanged) : default;

    private static string Status(EstateInventory inventory, DateTimeOffset? moment) => inventory.Coverage(moment).Sources.Single().Coverage.Items.Single().Status;

    private static string Part(string service, IReadOnlyList<string> ids, CoverageStatus status = CoverageStatus.Read) => Encoding.UTF8.GetString(ObservationDocument.Write(new ObservedPart(
        ObservedProvider.Aws, "123456789012", "eu-west-1", service, [new Formats.Observation.Coverage(service + ":List", status, ["aws_thing"])], [.. ids.Select(static id => new ObservedResource("aws_thing", id, ObjectValue.Empty))])));
}
