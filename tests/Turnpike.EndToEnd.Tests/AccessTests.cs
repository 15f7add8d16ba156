using System.Net;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.EndToEnd.Tests;

/// <summary>People who are invited, locked out and signed out, at the command line.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Grace = "grace@kestrel.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-access-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_invited_signs_in_forgets_the_password_and_leaves()
    {
        var office = new Workplace(_folder.FullName);
        await using var books = await Books.OpenAsync(office, "--data", "books");
        var invited = (await office.TurnpikeAsync("user", "invite", "Grace@kestrel.example", "--name", "Grace", "--role", "approver", "--role", "operator")).Ends(0);
        Assert.Contains("for " + Grace, invited.Error, StringComparison.Ordinal);
        (await office.TurnpikeAsync("user", "list")).Ends(0).Says("nothing yet: invited").Says("approver, operator");
        Assert.Contains("already", (await office.TurnpikeAsync("user", "invite", Grace)).Ends(3).Error, StringComparison.Ordinal);
        await AcceptAsync(books, invited.Output, Books.Password);
        var place = new Workplace(office.File("grace"));
        await books.SignInAsync(place, Grace);
        Assert.Contains("manage-access", (await place.TurnpikeAsync("user", "invite", "eve@kestrel.example")).Ends(3).Error, StringComparison.Ordinal);

        const string Another = "seven maps under one lamp";
        await AcceptAsync(books, (await office.TurnpikeAsync("user", "reset", Grace)).Ends(0).Output, Another);
        Assert.NotEqual(0, (await LoginAsync(books, place, Books.Password)).ExitCode);
        (await LoginAsync(books, place, Another)).Ends(0);

        (await office.TurnpikeAsync("user", "disable", Grace)).Ends(0).Says("disabled  " + Grace);
        (await place.TurnpikeAsync("changes")).Ends(3);
        (await office.TurnpikeAsync("user", "enable", Grace)).Ends(0);
        (await place.TurnpikeAsync("changes")).Ends(0);
        (await office.TurnpikeAsync("user", "remove", Grace)).Ends(0);
        (await place.TurnpikeAsync("changes")).Ends(3);
        Assert.DoesNotContain(Grace, (await office.TurnpikeAsync("user", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_token_wherever_it_may_have_got()
    {
        var office = new Workplace(_folder.FullName);
        await using var books = await Books.OpenAsync(office, "--data", "books");
        var first = Books.TokenOf(office);
        await books.SignInAsync(office, Books.Admin);
        var token = Books.TokenOf(office);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(books, first), await StatusAsync(books, token)));

        (await office.TurnpikeAsync("logout")).Ends(0).Says("signed out of " + books.Node.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(books, token));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(office.File(".config/turnpike/credentials.json"), Cancel), StringComparison.Ordinal);
        (await office.TurnpikeAsync("logout", books.Node.Address)).Ends(0).Says("nobody was signed in to");

        await books.SignInAsync(office, Books.Admin);
        await books.Node.KillAsync();
        (await office.TurnpikeAsync("logout")).Ends(0).Says("the server could not be told");
        Assert.Contains("no server was named", (await office.TurnpikeAsync("changes")).Ends(3).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task AcceptAsync(Books books, string link, string password)
    {
        using var client = new HttpClient();
        var token = new Uri(link.Trim()).Query["?token=".Length..];
        using var answer = await client.PostAsJsonAsync(books.Node.Address + "/api/v1/invitations/acceptance", new AcceptanceRequest(token, password), ApiJson.Options, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task<Said> LoginAsync(Books books, Workplace place, string password) =>
        place.TurnpikeAsync(Encoding.UTF8.GetBytes(password + "\n"), "login", books.Node.Address, "--email", Grace, "--password-stdin");

    private static async Task<HttpStatusCode> StatusAsync(Books books, string token)
    {
        using var client = books.Client(token);
        using var answer = await client.GetAsync("api/v1/session", Cancel);
        return answer.StatusCode;
    }
}
