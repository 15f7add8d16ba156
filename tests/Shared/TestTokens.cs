using System.Net.Http.Headers;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Tests;

/// <summary>People of every role, and clients that call with their tokens.</summary>
internal static class TestTokens
{
    private static readonly Caller s_admin = new(Principal.With("root", Roles.NameOf(Role.Admin)), Roles.PermissionsOf(Role.Admin), null, null);

    /// <summary>Makes a person of a role and a token of theirs.</summary>
    public static async Task<(NewToken Token, Caller Owner)> TokenAsync(this TestNode node, Role role)
    {
        var email = $"{Roles.NameOf(role)}-{Guid.NewGuid():n}@example.com";
        var user = await node.Get<CreateUser>().RunAsync(s_admin, new UserWish(email, Roles.NameOf(role), [role], "a green lamp over nine stairs"), TestContext.Current.CancellationToken);
        Assert.Null(user.Refusal);
        var owner = new Caller(Principal.With(user.Value!.Id, Roles.NameOf(role)), Roles.PermissionsOf(role), null, null);
        var token = await node.Get<CreateToken>().RunAsync(owner, new TokenWish("test", TokenKind.Personal, role, null, null, node.Clock.Now.AddDays(30)), TestContext.Current.CancellationToken);
        Assert.Null(token.Refusal);
        return (token.Value!, owner);
    }

    public static async Task<HttpClient> ClientAsync(this TestNode node, Role role)
    {
        var client = node.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await node.TokenAsync(role)).Token.Text);
        return client;
    }
}
