using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

/// <summary>Random estates over time, beside a model that keeps a whole copy of everything after each push.</summary>
public class NaiveTests
{
    private const int Scopes = 3;

    /// <summary>What a scope holds: attributes by address.</summary>
    private sealed record Push(int Scope, IReadOnlyDictionary<string, string> Resources);

    private static readonly Gen<Push> s_push =
        from scope in Gen.Choose(0, Scopes - 1)
        from resources in Gen.Sized(static size => Gen.Choose(0, Math.Min(size, 14))).SelectMany(n => Resource(0).ListOf(n))
        select new Push(scope, Named(scope, resources));

    [Fact]
    public void The_estate_of_any_moment_its_search_relations_and_history_are_those_of_a_model_that_keeps_everything() =>
        Prop.ForAll(s_push.NonEmptyListOf().ToArbitrary(), pushes => HoldsAsync([.. pushes.Take(12)]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static Gen<(int Kind, int Refers, int Value, bool IsProd)> Resource(int _) =>
        from kind in Gen.Choose(0, 5)
        from refers in Gen.Choose(0, 40)
        from value in Gen.Choose(0, 3)
        from isProd in Gen.Elements(true, false)
        select (kind, refers, value, isProd);

    private static Dictionary<string, string> Named(int scope, IEnumerable<(int Kind, int Refers, int Value, bool IsProd)> resources)
    {
        var named = new Dictionary<string, string>();
        foreach (var (kind, refers, value, isProd) in resources)
        {
            var name = $"aws_thing.n{kind}";

            // One in three refers to another scope.
            var target = refers % 3 == 0 ? $"thing-{refers % Scopes:x4}{refers % 6:x8}" : $"thing-{scope:x4}{refers % 6:x8}";
            named[name] = $$"""{"id":"thing-{{scope:x4}}{{kind:x8}}","size":{{value}},"peer_id":"{{target}}","tags":{"env":"{{(isProd ? "prod" : "dev")}}"} }""";
        }

        return named;
    }

    private static async Task HoldsAsync(List<Push> pushes)
    {
        await using var yard = new Yard();
        var model = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        var moments = new List<(DateTimeOffset At, Dictionary<string, IReadOnlyDictionary<string, string>> Copy)>();
        foreach (var push in pushes)
        {
            yard.Clock.Now += TimeSpan.FromMinutes(7);
            var scope = $"scope{push.Scope}";
            await yard.PushAsync(scope, "state", StateFile.Of(push.Resources.Select(static r => (r.Key, r.Value))));
            model[scope] = push.Resources;
            moments.Add((yard.Clock.Now, new(model)));
        }

        using var rebuilt = await yard.RebuiltAsync();
        foreach (var inventory in new[] { yard.Inventory, rebuilt })
        {
            foreach (var (at, copy) in moments)
            {
                await SameAsync(await inventory.AtAsync(at), copy);
            }

            await SameAsync(await inventory.AtAsync(), model);
            Assert.Equal(0, (await inventory.AtAsync(moments[0].At - TimeSpan.FromTicks(10))).Count);
            await SameHistoryAsync(inventory, moments);
        }
    }

    private static async Task SameAsync(EstateSnapshot estate, Dictionary<string, IReadOnlyDictionary<string, string>> copy)
    {
        var expected = copy.SelectMany(static s => s.Value.Select(r => (Key: s.Key + "//" + r.Key, r.Value))).OrderBy(static r => r.Key, StringComparer.Ordinal).ToList();
        var rows = estate.Rows().ToList();
        Assert.Equal(expected.Select(static e => e.Key), rows.Select(static r => r.Key.ToString()));
        var loaded = await estate.LoadAsync(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected[i].Value), JsonNode.Parse(Encoding.UTF8.GetString(Yard.Key.Write(loaded[i].Attributes)))));
            Assert.Equal(rows[i].Key, estate.Find(rows[i].Key)!.Key);
        }

        SameSearch(estate, expected);
        SameRelations(estate, expected, rows);
    }

    private static void SameSearch(EstateSnapshot estate, List<(string Key, string Value)> expected)
    {
        (string Query, Func<(string Key, string Value), bool> Filter)[] questions =
        [
            ("tag:env=prod", static e => e.Value.Contains("\"prod\"", StringComparison.Ordinal)),
            ("attr:size=2", static e => e.Value.Contains("\"size\":2", StringComparison.Ordinal)),
            ("-attr:size=2 scope:scope1", static e => !e.Value.Contains("\"size\":2", StringComparison.Ordinal) && e.Key.StartsWith("scope1", StringComparison.Ordinal)),
            ("n3 OR id:thing-000200000001", static e => e.Key.EndsWith("n3", StringComparison.Ordinal) || e.Value.Contains("\"id\":\"thing-000200000001\"", StringComparison.Ordinal)),
            ("dev thing-0001", static e => e.Value.Contains("\"dev\"", StringComparison.Ordinal) && e.Value.Contains("\"id\":\"thing-0001", StringComparison.Ordinal)),
        ];
        foreach (var (text, filter) in questions)
        {
            var wanted = expected.Where(filter).Select(static e => e.Key).ToList();
            var found = new List<string>();
            string? after = null;
            do
            {
                var page = estate.Search(QueryTests.Query(text), 3, after);
                Assert.Equal(wanted.Count, page.Total);
                found.AddRange(page.Items.Select(static r => r.Key.ToString()));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(wanted, found);
        }
    }

    private static void SameRelations(EstateSnapshot estate, List<(string Key, string Value)> expected, List<ResourceRow> rows)
    {
        var byId = expected.ToDictionary(static e => JsonNode.Parse(e.Value)!["id"]!.GetValue<string>(), static e => e.Key);
        var targets = expected.ToDictionary(static e => e.Key, e => byId.GetValueOrDefault(JsonNode.Parse(e.Value)!["peer_id"]!.GetValue<string>()) is { } to && to != e.Key ? to : null);
        foreach (var row in rows)
        {
            var key = row.Key.ToString();
            Assert.Equal(targets[key] is { } target ? [target] : [], estate.DependsOn(row).Select(static r => r.To.Key.ToString()));
            Assert.Equal(targets.Where(t => t.Value == key).Select(static t => t.Key).Order(StringComparer.Ordinal), estate.UsedBy(row).Select(static r => r.From.Key.ToString()).Order(StringComparer.Ordinal));
            SameRadius(estate, row, targets);
        }
    }

    private static void SameRadius(EstateSnapshot estate, ResourceRow row, Dictionary<string, string?> targets)
    {
        var distances = new Dictionary<string, int> { [row.Key.ToString()] = 0 };
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var (from, to) in targets)
            {
                if (to is not null && distances.TryGetValue(to, out var distance) && (!distances.TryGetValue(from, out var known) || known > distance + 1))
                {
                    distances[from] = distance + 1;
                    grew = true;
                }
            }
        }

        distances.Remove(row.Key.ToString());
        var radius = estate.BlastRadius([row]);
        Assert.Equal(distances.OrderBy(static d => d.Key, StringComparer.Ordinal), radius.Affected.Select(static a => KeyValuePair.Create(a.Resource.Key.ToString(), a.Distance)).OrderBy(static d => d.Key, StringComparer.Ordinal));
        foreach (var affected in radius.Affected)
        {
            var path = radius.PathOf(affected);
            Assert.Equal(affected.Distance, path.Count);
            Assert.Equal((affected.Resource.Key, row.Key), (path[0].From.Key, path[^1].To.Key));
            Assert.Equal(PathKind.DependsOn, estate.Path(affected.Resource, row)!.Kind);
        }

        var near = radius.Affected.Count(static a => a.Distance == 1);
        Assert.Equal(near < radius.Affected.Count, estate.BlastRadius([row], new ReachLimits(Depth: 1)).CutBecause is not null);
        Assert.Equal(radius.Affected.Count > 1, estate.BlastRadius([row], new ReachLimits(Resources: 1)).CutBecause is not null);
    }

    private static async Task SameHistoryAsync(EstateInventory inventory, List<(DateTimeOffset At, Dictionary<string, IReadOnlyDictionary<string, string>> Copy)> moments)
    {
        for (var scope = 0; scope < Scopes; scope++)
        {
            for (var kind = 0; kind < 6; kind++)
            {
                var expected = new List<(DateTimeOffset, ResourceEventKind)>();
                string? last = null;
                foreach (var (at, copy) in moments)
                {
                    var now = copy.GetValueOrDefault($"scope{scope}")?.GetValueOrDefault($"aws_thing.n{kind}");
                    if (now != last)
                    {
                        expected.Add((at, last is null ? ResourceEventKind.Created : now is null ? ResourceEventKind.Removed : ResourceEventKind.Changed));
                    }

                    last = now;
                }

                expected.Reverse();
                var history = await inventory.HistoryAsync(new ResourceKey($"scope{scope}", $"aws_thing.n{kind}"));
                Assert.Equal(expected, history.Events.Select(static e => (e.At, e.Kind)));
            }
        }
    }
}
