using System.Net.Http.Headers;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Tests;

/// <summary>People and pipelines that call a node in tests.</summary>
public static class TestCallers
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(30);

    /// <summary>A client with a personal token of somebody who has this role: <c>viewer@example.com</c>, unless another id is given.</summary>
    public static async Task<HttpClient> ClientAsync(this TestNode node, Role role, string? id = null)
    {
        var account = await node.UserAsync(role, id);
        return await node.ClientAsync(account, new TokenWish("tests", TokenKind.Personal, role, null, null, node.Clock.Now + s_lifetime));
    }

    /// <summary>A client with a pipeline's token: it may push to these scopes.</summary>
    public static async Task<HttpClient> PipelineAsync(this TestNode node, string? scope = null, string name = "ci")
    {
        var account = await node.UserAsync(Role.Admin, "keeper@example.com");
        return await node.ClientAsync(account, new TokenWish(name, TokenKind.Pipeline, Role.Contributor, null, scope, node.Clock.Now + s_lifetime));
    }

    /// <summary>A client with such a token of this person.</summary>
    public static async Task<HttpClient> ClientAsync(this TestNode node, Account account, TokenWish wish) => node.ClientWith((await node.TokenAsync(account, wish)).Token.Text);

    /// <summary>A personal token of somebody who has this role, and whom it acts as.</summary>
    public static async Task<(NewToken Token, Caller Owner)> TokenAsync(this TestNode node, Role role) =>
        await node.TokenAsync(await node.UserAsync(role), new TokenWish("tests", TokenKind.Personal, role, null, null, node.Clock.Now + s_lifetime));

    public static HttpClient ClientWith(this TestNode node, string token)
    {
        var client = node.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Somebody with this role and the password <see cref="Password"/>.</summary>
    public static async Task<Account> UserAsync(this TestNode node, Role role, string? id = null)
    {
        id ??= Roles.NameOf(role) + "@example.com";
        if (await node.Get<AccountStore>().FindAsync(id, TestContext.Current.CancellationToken) is { } known)
        {
            return known;
        }

        var root = new Caller(Principal.With("root@example.com", "admin"), Roles.PermissionsOf(Role.Admin), null, null);
        var made = await node.Get<CreateUser>().RunAsync(root, new UserWish(id, $"The {Roles.NameOf(role)}", [role], Password), TestContext.Current.CancellationToken);
        Assert.Null(made.Refusal);
        return made.Value!;
    }

    private static async Task<(NewToken Token, Caller Owner)> TokenAsync(this TestNode node, Account account, TokenWish wish)
    {
        var owner = new Caller(Principal.With(account.Id, account.RoleNames), account.Permissions, null, null);
        var made = await node.Get<CreateToken>().RunAsync(owner, wish, TestContext.Current.CancellationToken);
        Assert.Null(made.Refusal);
        return (made.Value!, owner);
    }

    public const string Password = "a gate that keeps the books";
}
