using Turnpike.Cli.Files;

namespace Turnpike.Cli.Client;

/// <summary>Which server to talk to, and as whom.</summary>
/// <param name="Token">Null for what anybody may ask.</param>
internal sealed record ServerChoice(Uri Address, string? Token)
{
    private const int MaxTokenBytes = 4096;

    /// <summary>As people know it.</summary>
    public string Name => Address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Flags first, then the environment, then what <c>turnpike login</c> keeps.</summary>
    /// <param name="server">Null where no flag was given.</param>
    /// <exception cref="RefusedException">There is none, or one that cannot be meant.</exception>
    public static ServerChoice Find(string? server, string? tokenFile, bool needsToken = true)
    {
        var credentials = Credentials.Read();
        var address = Parse(server ?? FromEnvironment("TURNPIKE_SERVER") ?? credentials.Server ?? throw new RefusedException(ClientDiagnostics.NoServer()));
        var choice = new ServerChoice(address, tokenFile is not null ? ReadToken(tokenFile)
            : FromEnvironment("TURNPIKE_TOKEN") is { } given ? Check(given, "TURNPIKE_TOKEN")
            : credentials.TokenFor(address));
        if (needsToken && choice.Token is null)
        {
            throw new RefusedException(ClientDiagnostics.NoToken(choice.Name));
        }

        if (choice.Token is not null && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            Screen.WriteDiagnostics([ClientDiagnostics.PlainHttp(choice.Name)]);
        }

        return choice;
    }

    public static Uri Parse(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new RefusedException(ClientDiagnostics.BadAddress(text));

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string ReadToken(string path)
    {
        var faults = new Text.DiagnosticBag();
        var bytes = FileContent.Read(new FoundFile(path, IsNamed: true), MaxTokenBytes, faults, CancellationToken.None);
        return bytes is null ? throw new RefusedException([.. faults]) : Check(System.Text.Encoding.UTF8.GetString(bytes.Value.Span), path);
    }

    // What is no token could not be put into a header, or would smuggle another one in.
    private static string Check(string text, string from) =>
        text.Trim() is { Length: > 0 } token && token.All(static c => c is > ' ' and < '\u007f') ? token : throw new RefusedException(ClientDiagnostics.BadToken(from));
}
