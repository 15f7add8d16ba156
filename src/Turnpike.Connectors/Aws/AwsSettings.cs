using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Aws;

/// <summary>What a connection to AWS is set to.</summary>
/// <param name="Region">Where the first calls go, and whose partition it is.</param>
/// <param name="Regions">Read only these; empty for all that are enabled.</param>
/// <param name="Accounts">Read only these; empty for all of the organisation where a role is given, else the caller's own.</param>
/// <param name="Role">The name of the role to take in each account, or an ARN with <c>{account}</c> in it; null to read with the caller's own rights.</param>
/// <param name="Services">Read only these; empty for all.</param>
internal sealed record AwsSettings(
    string Region,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Accounts,
    string? Role,
    string? ExternalId,
    string? SessionName,
    string? Profile,
    IReadOnlyList<string> Services,
    Uri? Endpoint,
    int Parallel,
    double RequestsPerSecond,
    TimeSpan Timeout)
{
    public static readonly IReadOnlyList<ConnectorSetting> Described =
    [
        new("region", "text", "Where the first calls go, and whose partition it is; AWS_REGION where not given, else us-east-1."),
        new("regions", "list of text", "Read only these regions; all that are enabled where not given."),
        new("accounts", "list of text", "Read only these accounts; where not given, all of the organisation if a role is given, else the caller's own."),
        new("role", "text", "The role to take in each account: its name, or an ARN with {account} in it."),
        new("external_id", "text", "The external id that the role asks for."),
        new("session_name", "text", "What CloudTrail shows as the session of the role; turnpike where not given."),
        new("profile", "text", "A profile of ~/.aws/config to take the credentials from; the standard chain where not given."),
        new("services", "list of text", "Read only these services; all that are known where not given."),
        new("endpoint", "text", "Asked in place of AWS: an emulator, a proxy. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SERVICE do the same."),
        new("parallel", "number", "Services read at once.", Default: "8"),
        new("requests_per_second", "number", "To one service in one region of one account.", Default: "20"),
        new("timeout_seconds", "number", "For one request.", Default: "60"),
    ];

    public static AwsSettings? Read(SettingReader reader, Func<string, string?> environment)
    {
        var endpoint = reader.Text("endpoint");
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            reader.Refuse("endpoint", $"{endpoint} is no address", "It begins with http:// or https://.");
            endpoint = null;
        }

        var read = new AwsSettings(
            reader.Text("region") ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? "us-east-1",
            reader.Texts("regions"),
            reader.Texts("accounts"),
            reader.Text("role"),
            reader.Text("external_id"),
            reader.Text("session_name"),
            reader.Text("profile"),
            reader.Texts("services"),
            endpoint is null ? null : new Uri(endpoint),
            reader.Number("parallel", 1, 64),
            reader.Number("requests_per_second", 1, 10_000),
            TimeSpan.FromSeconds(reader.Number("timeout_seconds", 1, 600)));
        read.Check(reader);
        return reader.Faults.HasErrors ? null : read;
    }

    private void Check(SettingReader reader)
    {
        foreach (var account in Accounts.Where(a => a.Length != 12 || !a.All(char.IsAsciiDigit)))
        {
            reader.Refuse("accounts", $"{account} is no account", "An account has twelve digits.");
        }

        foreach (var service in Services.Where(s => ServiceTable.All.All(d => d.Name != s)))
        {
            reader.Refuse("services", $"there is no service {service}", $"Those that are read: {string.Join(", ", ServiceTable.All.Select(d => d.Name))}.");
        }

        if (Role is { } role && role.StartsWith("arn:", StringComparison.Ordinal) && !role.Contains("{account}", StringComparison.Ordinal) && Accounts.Count != 1)
        {
            reader.Refuse("role", "it is the role of one account", "Give its name, or its ARN with {account} in the place of the account.");
        }
    }
}
