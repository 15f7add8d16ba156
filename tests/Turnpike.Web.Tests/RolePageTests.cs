using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Data.Sqlite;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>What stands in the pages of each role, letter by letter: no browser is asked.</summary>
public partial class RolePageTests(World world)
{
    private const int MostLinks = 400;

    public static TheoryData<Role> EveryRole => [.. Enum.GetValues<Role>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A link, a form or an address that a script asks stands in a page only where its endpoint lets the viewer in.</summary>
    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Pages_lead_only_to_where_the_viewer_may_go(Role role)
    {
        await world.ReadyAsync();
        var session = await world.SessionAsync(role);
        var (faults, links) = (new List<string>(), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var path in PageAddresses.All(world).Where(p => !p.StartsWith("/signin", StringComparison.Ordinal)))
        {
            var html = await HtmlAsync(session, path);
            foreach (Match form in Form().Matches(html))
            {
                var action = WebUtility.HtmlDecode(form.Groups["action"].Value);
                var method = form.Groups["tag"].Value.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase) ? "POST" : "GET";
                Check(path, method, action.Length == 0 ? path : action);
                if (method == "POST" && !form.Value.Contains("name=\"__csrf\" value=\"", StringComparison.Ordinal) && !path.StartsWith("/setup", StringComparison.Ordinal))
                {
                    faults.Add($"{path}: the form to {action} has no token");
                }
            }

            foreach (var address in Link().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).Where(a => a.StartsWith('/') && !a.StartsWith("/assets/", StringComparison.Ordinal)))
            {
                Check(path, "GET", address);
                links.TryAdd(address.Split('#')[0], path);
            }
        }

        // And they are there: whatever a page links to answers.
        foreach (var (address, from) in links.Where(l => l.Key.Length < 2000).Take(MostLinks))
        {
            if (address.StartsWith("/api/v1/events", StringComparison.Ordinal))
            {
                continue;
            }

            using var answer = await session.GetPageAsync(address);
            if ((int)answer.StatusCode is 403 or 404 or 405 or >= 500)
            {
                faults.Add($"{from}: links to {address}, which answers {(int)answer.StatusCode}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
        Assert.InRange(links.Count, 20, 10_000);

        void Check(string path, string method, string address)
        {
            var endpoint = Find(method, address.Split('?', '#')[0]);
            if (endpoint is null)
            {
                faults.Add($"{path}: leads to {method} {address}, where nothing is");
            }
            else if (endpoint.Metadata.GetMetadata<EndpointAccess>()!.Permission is { } needed && !Roles.PermissionsOf(role).Contains(needed))
            {
                faults.Add($"{path}: leads to {method} {address}, which needs {needed}");
            }
        }
    }

    /// <summary>What only some may see stands in nobody else's pages, in no attribute and no script's data.</summary>
    [Theory]
    [InlineData(World.WebhookSecret, Permission.ManageWebhooks)]
    [InlineData(World.QuietUser, Permission.ReadAccess)]
    [InlineData(World.TokenSecret, Permission.ReadAccess)]
    public async Task What_a_role_may_not_see_is_in_none_of_its_pages(string secret, Permission needed)
    {
        await world.ReadyAsync();
        var entries = await PageAddresses.EntriesAsync(world);
        var shown = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            var session = await world.SessionAsync(role);
            foreach (var path in PageAddresses.All(world).Concat(entries).Append("/palette?q=" + secret[..5]))
            {
                var html = await HtmlAsync(session, path);
                var isOwn = role == Role.Operator && secret == World.TokenSecret && path.StartsWith("/admin/tokens", StringComparison.Ordinal);
                // A team's members are told to whoever reads about governance.
                var isTeam = html.Contains("team.defined", StringComparison.Ordinal);
                if (html.Contains(secret, StringComparison.Ordinal))
                {
                    shown++;
                    Assert.True(isOwn || isTeam || Roles.PermissionsOf(role).Contains(needed), $"{role} sees {secret} at {path}");
                }
            }
        }

        Assert.InRange(shown, 1, 1000);
    }

    /// <summary>Nothing comes of looking: neither the ledger nor any store is written, except when one was here.</summary>
    [Fact]
    public async Task Looking_changes_nothing()
    {
        await world.ReadyAsync();
        foreach (var role in new[] { Role.Admin, Role.Viewer })
        {
            var session = await world.SessionAsync(role);
            var pages = new List<string>();
            foreach (var path in PageAddresses.All(world))
            {
                using var answer = await session.GetPageAsync(path);
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                {
                    pages.Add(path);
                }
            }

            // Refusals are written down, so that guesses are seen; everything else stays as it is.
            var before = await KeptAsync();
            foreach (var path in pages)
            {
                await HtmlAsync(session, path);
            }

            var after = await KeptAsync();
            Assert.DoesNotContain(before.Keys.Union(after.Keys), k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k));
        }
    }

    /// <summary>By every form's address, also those that no page shows to whoever asks.</summary>
    [Fact]
    public async Task What_is_sent_without_our_pages_token_is_refused()
    {
        await world.ReadyAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = (await world.SessionAsync(Role.Admin)).Cookies }) { BaseAddress = world.Node.Address };
        var asked = 0;
        foreach (var route in world.Endpoints.Where(e => Methods(e).Contains("POST")).Select(e => e.RoutePattern.RawText!).Where(r => !r.StartsWith("/api/", StringComparison.Ordinal)).Distinct())
        {
            asked++;
            var address = Parameter().Replace(route, "none");
            foreach (var token in new[] { null, "", "guessed" })
            {
                using var body = new FormUrlEncodedContent(token is null ? [] : new Dictionary<string, string> { ["__csrf"] = token });
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                using var answer = await client.SendAsync(request, Stop);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden && (await answer.Content.ReadAsStringAsync(Stop)).Contains("csrf-token-missing", StringComparison.Ordinal), $"{route} takes a form with the token {token ?? "left out"}: {(int)answer.StatusCode}");
            }

            using var elsewhere = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([]) };
            elsewhere.Headers.Add("Origin", "https://evil.example.com");
            using var other = await client.SendAsync(elsewhere, Stop);
            Assert.Contains("other-site", await other.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        Assert.InRange(asked, 10, 200);
    }

    private static async Task<string> HtmlAsync(Turnpike.Tests.TestBrowser session, string path)
    {
        using var answer = await session.GetPageAsync(path);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private RouteEndpoint? Find(string method, string path) => world.Endpoints
        .Where(e => Methods(e).Contains(method) && new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!.TrimStart('/')), []).TryMatch(path, []))
        .MinBy(e => e.RoutePattern.InboundPrecedence);

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    // Each table of each store by a hash of all that is in it.
    private async Task<SortedDictionary<string, string>> KeptAsync()
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["ledger"] = (await world.Node.Get<ILedgerStore>().HeadAsync(Stop)).Size.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var file in Directory.EnumerateFiles(world.Node.Settings.DataFolder, "*.db", SearchOption.AllDirectories))
        {
            await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await database.OpenAsync(Stop);
            foreach (var table in await RowsAsync(database, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"))
            {
                // When somebody was here last is kept, and nothing else. Deliveries are tried again by the clock, whoever looks.
                if (table is not ("session" or "api_token" or "page_look" or "webhook_delivery" or "webhook_position"))
                {
                    var rows = string.Join('\n', await RowsAsync(database, $"select * from \"{table}\""));
                    kept[$"{Path.GetFileName(file)} {table}"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rows)));
                }
            }
        }

        Assert.InRange(kept.Count, 5, 500);
        return kept;
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var rows = new List<string>();
        while (await reader.ReadAsync(Stop))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(SHA256.HashData(bytes)) : reader.GetValue(i).ToString())));
        }

        return rows;
    }

    [GeneratedRegex("""(?<tag><form\b[^>]*?(action="(?<action>[^"]*)"[^>]*)?>).*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""\b(href|src|hx-get|data-source|data-from)="(?<address>[^"]*)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
