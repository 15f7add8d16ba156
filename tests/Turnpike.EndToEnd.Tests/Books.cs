using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests;

/// <summary>A node, and the people and pipelines around it, each with a machine of their own.</summary>
internal sealed class Books(ServedNode node, Workplace office) : IAsyncDisposable
{
    public const string Password = "a quiet horse eats nine maps";
    public const string Admin = "ada@kestrel.example";

    public ServedNode Node { get; } = node;

    /// <summary>Where the node runs and its administrator sits.</summary>
    public Workplace Office { get; } = office;

    public static string Sample(string path) => Path.Combine(Vectors.RepositoryRoot, "samples", "kestrel", path);

    /// <summary>A node with its first user, made by the link that it printed.</summary>
    public static async Task<Books> OpenAsync(Workplace office, params string[] arguments)
    {
        var node = await ServedNode.StartAsync(office, [.. arguments, "--policy", Sample("policy")]);
        var books = new Books(node, office);
        using var client = new HttpClient();
        var link = new Uri(Assert.IsType<string>(node.SetUpLink));
        var token = link.Query[(link.Query.IndexOf("token=", StringComparison.Ordinal) + "token=".Length)..];
        using var made = await client.PostAsJsonAsync(node.Address + "/api/v1/setup", new SetupRequest(token, "Ada", Admin, Password), ApiJson.Options, TestContext.Current.CancellationToken);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await books.SignInAsync(office, Admin);
        return books;
    }

    public async Task SignInAsync(Workplace place, string email) =>
        (await place.TurnpikeAsync(Encoding.UTF8.GetBytes(Password + "\n"), "login", Node.Address, "--email", email, "--password-stdin")).Ends(0).Says($"as {email}");

    /// <summary>Somebody with a role, signed in at their own machine.</summary>
    public async Task<Workplace> PersonAsync(string email, Role role)
    {
        await PostAsync("users", new NewUserRequest(email, email.Split('@')[0], [role], Password));
        var place = new Workplace(Office.File(email));
        await SignInAsync(place, email);
        return place;
    }

    /// <summary>A pipeline with a token that pushes to some scopes.</summary>
    public async Task<Workplace> PipelineAsync(string name, string scope)
    {
        var said = (await Office.TurnpikeAsync(
            Encoding.UTF8.GetBytes(Password + "\n"), "token", "create", name, "--pipeline", "--scope", scope, "--email", Admin, "--password-stdin")).Ends(0);
        var place = new Workplace(Office.File(name));
        place.Environment["TURNPIKE_SERVER"] = Node.Address;
        place.Environment["TURNPIKE_TOKEN"] = said.Output.Trim();
        return place;
    }

    /// <summary>As the administrator, over the API.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var client = Client(TokenOf(Office));
        using var answer = await client.PostAsync("api/v1/" + path, JsonContent.Create(body, body.GetType(), options: ApiJson.Options), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public HttpClient Client(string token) =>
        new() { BaseAddress = new Uri(Node.Address + "/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    public static string TokenOf(Workplace place)
    {
        using var kept = JsonDocument.Parse(File.ReadAllBytes(place.File(".config/turnpike/credentials.json")));
        return kept.RootElement.GetProperty("tokens").EnumerateObject().Single().Value.GetString()!;
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
