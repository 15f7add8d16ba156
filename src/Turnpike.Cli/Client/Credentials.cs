using System.Text.Json;
using System.Text.Json.Nodes;

namespace Turnpike.Cli.Client;

/// <summary>
/// What <c>turnpike login</c> keeps: the server to talk to and a token for each, in a file that only its owner may read.
/// A token is only ever sent to the server it was made by.
/// </summary>
internal sealed class Credentials
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly JsonObject _document;

    private Credentials(string path, JsonObject document)
    {
        Path = path;
        _document = document;
    }

    public string Path { get; }

    /// <summary>The server signed in to last.</summary>
    public string? Server => (string?)_document["server"];

    /// <exception cref="RefusedException">The file is there and no good.</exception>
    public static Credentials Read()
    {
        var path = System.IO.Path.Join(Folder(), "credentials.json");
        try
        {
            return new Credentials(path, File.Exists(path) ? Check(JsonNode.Parse(File.ReadAllText(path))) : []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ClientDiagnostics.BadCredentials(path, FileFaults.Reason(fault)));
        }
        catch (JsonException)
        {
            throw new RefusedException(ClientDiagnostics.BadCredentials(path, "it is not what was written there"));
        }
    }

    public string? TokenFor(Uri server) => (string?)_document["tokens"]?[Key(server)];

    public void Keep(Uri server, string token)
    {
        _document["server"] = Key(server);
        var tokens = _document["tokens"] as JsonObject ?? [];
        tokens[Key(server)] = token;
        _document["tokens"] = tokens;
        Write();
    }

    /// <summary>True if there was a token.</summary>
    public bool Forget(Uri server)
    {
        var isKept = (_document["tokens"] as JsonObject)?.Remove(Key(server)) ?? false;
        if (Server == Key(server))
        {
            _document.Remove("server");
        }

        Write();
        return isKept;
    }

    private static JsonObject Check(JsonNode? node) =>
        node is JsonObject document
        && document["server"] is null or JsonValue
        && document["tokens"] is null or JsonObject
            ? document
            : throw new JsonException();

    private static string Key(Uri server) => server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static string Folder() =>
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } home
            ? System.IO.Path.Join(home, "turnpike")
            : System.IO.Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "turnpike");

    // Made with its mode and only then filled: at no moment may others read it.
    private void Write()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!, OwnerOnly | UnixFileMode.UserExecute);
            var beside = Path + "." + Environment.ProcessId;
            File.Delete(beside);
            using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
                _document.WriteTo(writer);
            }

            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ClientDiagnostics.BadCredentials(Path, FileFaults.Reason(fault)));
        }
    }
}
