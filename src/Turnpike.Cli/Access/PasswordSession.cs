using Turnpike.Cli.Client;
using Turnpike.Server.Identity;

namespace Turnpike.Cli.Access;

/// <summary>A person at the terminal, signed in for as long as one command runs: what tokens may not do is done so.</summary>
internal sealed class PasswordSession : IAsyncDisposable
{
    private PasswordSession(ApiClient client, SessionResource who)
    {
        Client = client;
        Who = who;
    }

    public ApiClient Client { get; }

    public SessionResource Who { get; }

    public static async Task<PasswordSession> BeginAsync(Uri server, string email, string password, CancellationToken cancellation)
    {
        var client = new ApiClient(new ServerChoice(server, null), hasSession: true);
        try
        {
            var who = await client.PostAsync<SessionResource>("api/v1/session", new SignInRequest(email, password), cancellation);
            client.UseSession(who.CsrfToken);
            return new PasswordSession(client, who);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Client.DeleteAsync("api/v1/session", CancellationToken.None);
        }
        catch (RefusedException)
        {
            // What was to be done is done, and a session ends by itself.
        }

        Client.Dispose();
    }
}
