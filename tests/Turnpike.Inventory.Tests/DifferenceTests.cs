using Turnpike.Inventory.History;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

public class DifferenceTests
{
    private const string Old = """{"id":"a","size":1}""";
    private const string New = """{"id":"a","size":2}""";

    [Fact]
    public async Task What_is_different_between_two_moments_is_told_by_scope_and_address()
    {
        await using var yard = new Yard();
        await yard.PushAsync("one", "s", StateFile.Of(("aws_instance.gone", Old), ("aws_instance.same", Old), ("aws_instance.moved", Old)));
        await yard.PushAsync("two", "s", StateFile.Of(("aws_instance.calm", Old)));
        var before = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        yard.Clock.Now += TimeSpan.FromHours(1);
        await yard.PushAsync("one", "s", StateFile.Of(("aws_instance.new", Old), ("aws_instance.same", Old), ("aws_instance.moved", New)));
        await yard.PushAsync("three", "s", StateFile.Of(("aws_instance.first", Old)));
        var after = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);

        var all = after.Since(before, null, 0, 10);
        Assert.Equal(
            [(ResourceEventKind.Removed, "one//aws_instance.gone"), (ResourceEventKind.Changed, "one//aws_instance.moved"), (ResourceEventKind.Created, "one//aws_instance.new"), (ResourceEventKind.Created, "three//aws_instance.first")],
            all.Items.Select(static i => (i.Kind, i.Row.Key.ToString())));
        Assert.Equal((2, 1, 1), (all.Created, all.Changed, all.Removed));
        Assert.Equal(["one//aws_instance.new"], after.Since(before, "one", 2, 1).Items.Select(static i => i.Row.Key.ToString()));
        Assert.Equal(3, after.Since(before, "one", 2, 1).Total);
        Assert.Equal(0, after.Since(after, null, 0, 10).Total);
        Assert.Equal(0, after.Since(before, "two", 0, 10).Total);
    }
}
