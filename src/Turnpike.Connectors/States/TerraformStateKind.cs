using Turnpike.Connectors.Repositories.Git;
using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.States;

internal static class TerraformStateKind
{
    private static readonly ConnectorSetting[] s_settings =
    [
        new("backend", "text", "Where the states are kept: local, s3, http, pg or git.", IsRequired: true),
        new("name", "text", "What the states are called in the estate: their scope is terraform/NAME.", IsRequired: true),
        new("path", "list of text", "local and git: paths of state files or of the folders that hold them; * stands for part of a name, ** for any folders."),
        new("address", "list of text", "http: the addresses of the states."),
        new("username", "text", "http: the user. Not set: what TF_HTTP_USERNAME says."),
        new("password_variable", "text", "http: the variable of the environment that holds the password.", Default: "TF_HTTP_PASSWORD"),
        new("bucket", "text", "s3: the bucket."),
        new("key", "list of text", "s3: the keys, as in the backend block; * stands for part of a name, ** for any folders."),
        new("region", "text", "s3: the bucket's region. Not set: what AWS_REGION says."),
        new("workspace_key_prefix", "text", "s3: where other workspaces are.", Default: "env:"),
        new("dynamodb_table", "text", "s3: the table of locks, to tell who holds one. Locks that are objects are found without."),
        new("profile", "text", "s3: a profile of ~/.aws/config. Not set: credentials as every tool of AWS finds them."),
        new("role_arn", "text", "s3: a role to assume."),
        new("endpoint", "text", "s3: the address of a server that speaks its protocol. Not set: AWS's own."),
        new("conn_str_variable", "text", "pg: the variable of the environment that holds the connection string.", Default: "PG_CONN_STR"),
        new("schema_name", "text", "pg: the schema.", Default: "terraform_remote_state"),
        new("repository", "text", "git: the address of the repository, https or ssh."),
        new("ref", "text", "git: the branch, tag or commit. Not set: the default branch."),
    ];

    public static ConnectorKind Kind { get; } = new(
        "terraform-state",
        "Terraform and OpenTofu states, every workspace: files, S3, HTTP, PostgreSQL, Git.",
        s_settings,
        Create);

    private static StatesConnector? Create(SettingReader reader, ConnectorSurroundings surroundings)
    {
        IStateBackend? backend = reader.Text("backend") switch
        {
            "local" => new LocalStates([.. Needed(reader, "path", "local").Select(p => p.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(surroundings.Home, p[2..]) : p)]),
            "http" => Http(reader, surroundings),
            "s3" => S3(reader, surroundings),
            "pg" => Postgres(reader, surroundings),
            "git" => Git(reader, surroundings),
            null => null,
            _ => Unknown(reader),
        };
        return reader.Faults.HasErrors || backend is null ? null : new StatesConnector(reader.Text("name")!, backend);
    }

    private static HttpStates Http(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var addresses = new List<Uri>();
        foreach (var text in Needed(reader, "address", "http"))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                reader.Refuse("address", $"{text} is no address", "Give it as in the backend block, https://…");
            }
            else if (address.UserInfo.Length > 0)
            {
                reader.Refuse("address", "it holds credentials", "Put the user into username and the password into the variable that password_variable names.");
            }
            else
            {
                addresses.Add(address);
            }
        }

        var user = reader.Text("username") ?? surroundings.Environment("TF_HTTP_USERNAME");
        var password = surroundings.Environment(reader.Text("password_variable")!) ?? "";
        return new HttpStates(addresses, user is null ? null : (user, password), surroundings.Time);
    }

    private static S3States? S3(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var region = reader.Text("region") ?? surroundings.Environment("AWS_REGION") ?? surroundings.Environment("AWS_DEFAULT_REGION");
        if (region is null)
        {
            reader.Refuse("region", "the backend s3 needs it", "Set it, or AWS_REGION.");
        }

        Uri? endpoint = null;
        if (reader.Text("endpoint") is { } text && (!Uri.TryCreate(text, UriKind.Absolute, out endpoint) || endpoint.Scheme is not ("https" or "http")))
        {
            reader.Refuse("endpoint", $"{text} is no address", "Give it as https://HOST.");
        }

        var keys = Needed(reader, "key", "s3");
        return Needed(reader, "bucket", "s3") is not [var bucket, ..] || region is null ? null : new S3States(
            new S3Settings(bucket, keys, region, reader.Text("workspace_key_prefix")!.TrimEnd('/'))
            {
                LockTable = reader.Text("dynamodb_table"),
                Profile = reader.Text("profile"),
                Role = reader.Text("role_arn"),
                Endpoint = endpoint,
            },
            surroundings);
    }

    private static PostgresStates? Postgres(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var variable = reader.Text("conn_str_variable")!;
        if (surroundings.Environment(variable) is { Length: > 0 } connection)
        {
            return new PostgresStates(connection, reader.Text("schema_name")!);
        }

        reader.Refuse("conn_str_variable", $"{variable} is not set", "Set it in the environment of the node: the connection string holds a password, so it is no setting.");
        return null;
    }

    private static GitStates? Git(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var paths = Needed(reader, "path", "git");
        if (paths.Any(static p => p.StartsWith('/') || p.Split('/').Contains("..")))
        {
            reader.Refuse("path", "it leads out of the repository", "Give it relative to the repository's root.");
        }

        return GitSettings.Clone(reader, Needed(reader, "repository", "git") is [var repository, ..] ? repository : null, surroundings) is { } clone ? new GitStates(clone, paths) : null;
    }

    private static IReadOnlyList<string> Needed(SettingReader reader, string name, string backend)
    {
        var texts = reader.Texts(name);
        if (texts.Count == 0)
        {
            reader.Refuse(name, $"the backend {backend} needs it", "Set it.");
        }

        return texts;
    }

    private static IStateBackend? Unknown(SettingReader reader)
    {
        reader.Refuse("backend", "there is no such backend", "It is one of local, s3, http, pg and git.");
        return null;
    }
}
