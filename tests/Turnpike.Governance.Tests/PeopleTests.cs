using Turnpike.Governance.People;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;

namespace Turnpike.Governance.Tests;

public class PeopleTests
{
    [Fact]
    public async Task Signing_in_again_is_no_news_and_groups_make_teams()
    {
        var cancel = TestContext.Current.CancellationToken;
        var people = new PeopleProjection();
        await using var books = new Books(people);
        var note = new NotePerson(books.Follower, people);
        var ada = new PersonSeen("ada@example.com", "Ada", "ada@example.com", ["platform", "oncall"], "sso");

        Assert.True(await note.RunAsync(ada, cancel));
        Assert.False(await note.RunAsync(ada with { Groups = ["oncall", "platform"] }, cancel));
        await books.Ledger.AppendAsync(new StreamName("team/core"), ExpectedVersion.None, [PeopleEvents.Defined.Draft(new TeamDefined("core", "Core", ["platform"], [], null), "admin")], cancel);
        await books.Ledger.AppendAsync(new StreamName("team/db"), ExpectedVersion.None, [PeopleEvents.Defined.Draft(new TeamDefined("db", "Databases", ["dba"], ["ada@example.com"], "#db"), "admin")], cancel);
        await books.Follower.CatchUpAsync(cancel);
        Assert.Equal(new HashSet<string> { "core", "db" }, people.TeamsOf("ada@example.com"));

        Assert.True(await note.RunAsync(ada with { Groups = [] }, cancel));
        Assert.Equal(new HashSet<string> { "db" }, people.TeamsOf("ada@example.com"));
        Assert.Equal(4, (await books.Ledger.HeadAsync(cancel)).Size);
    }
}
