using Turnpike.Estate.Changes;

namespace Turnpike.Estate.Tests.Changes;

public class ChangeActionsTests
{
    [Theory]
    [InlineData("no-op", "IsNoOp")]
    [InlineData("create", "Creates")]
    [InlineData("read", "Reads")]
    [InlineData("update", "Updates")]
    [InlineData("delete", "Deletes")]
    [InlineData("forget", "Forgets")]
    [InlineData("delete,create", "Creates Deletes Replaces")]
    [InlineData("create,delete", "Creates Deletes Replaces")]
    [InlineData("create,forget", "Creates Forgets Replaces")]
    [InlineData("quarantine", "")]
    [InlineData("quarantine,delete", "Deletes")]
    public void Actions_say_what_they_mean(string names, string expected)
    {
        var actions = ChangeActions.Of(names.Split(','));
        var said = typeof(ChangeActions).GetProperties()
            .Where(p => p.PropertyType == typeof(bool) && (bool)p.GetValue(actions)!)
            .Select(static p => p.Name).Order(StringComparer.Ordinal);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), said);
        Assert.Equal(names.Split(','), actions.Names);
        Assert.Equal(actions, ChangeActions.Of(names.Split(',')));
    }
}
