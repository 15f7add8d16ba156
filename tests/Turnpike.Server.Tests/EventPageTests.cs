using System.Text;
using Turnpike.Ledger.Events;
using Turnpike.Tests;

namespace Turnpike.Server.Tests;

/// <summary>docs/formats/events.md is written from the code, and so says what the code records.</summary>
public class EventPageTests
{
    [Fact]
    public void The_page_lists_every_event() =>
        GoldenFile.Check(Path.Combine(Vectors.RepositoryRoot, "docs", "formats", "events.md"), Page());

    [Fact]
    public void No_two_events_share_a_type() =>
        Assert.Equal(ServerEvents.All.Count, ServerEvents.All.DistinctBy(e => e.Type).Count());

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Events

            What the [ledger](ledger.md) records: the type and version of each event, what it says, and the keys of its
            data. The actor and the time stand in the entry itself. This page is written from the source by `make golden`.

            | event | version | what it says | data |
            |---|---|---|---|

            """);
        foreach (var form in ServerEvents.All.OrderBy(e => e.Type.Name, StringComparer.Ordinal).ThenBy(e => e.Type.Version))
        {
            page.Append($"| `{form.Type.Name}` | {form.Type.Version} | {form.Says} | {string.Join(", ", Keys(form))} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<string> Keys(EventForm form) =>
        form.Data.GetProperties().Where(p => p.Name != "EqualityContract").Select(p => $"`{char.ToLowerInvariant(p.Name[0])}{p.Name[1..]}`");
}
