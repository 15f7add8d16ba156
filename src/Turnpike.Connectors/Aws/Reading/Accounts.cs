using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>Which accounts there are to read, and as whom.</summary>
internal sealed class Accounts(AwsSettings settings, AwsClient client, SecurityTokens tokens, CredentialCache caller)
{
    private static readonly ServiceDefinition s_organizations = ServiceTable.All.First(s => s.Name == "organizations");

    /// <summary>No list of accounts was refused.</summary>
    public bool HasListedAll { get; private set; } = true;

    /// <summary>The caller's own; with a role, those of the organisation; with a list, those of the list.</summary>
    public async Task<IReadOnlyList<Account>> FindAsync(CancellationToken cancellationToken)
    {
        var (own, _) = await tokens.CallerAsync(caller, cancellationToken);
        IReadOnlyList<string> wanted = settings.Accounts.Count > 0 ? settings.Accounts
            : settings.Role is null ? [own]
            : await OfOrganisationAsync(own, cancellationToken);
        var accounts = new List<Account>();
        foreach (var id in wanted)
        {
            accounts.Add(await CreateAsync(id, own, cancellationToken));
        }

        return accounts;
    }

    private async Task<Account> CreateAsync(string id, string own, CancellationToken cancellationToken)
    {
        // The account that manages has no role for itself in most organisations.
        if (id == own)
        {
            return new(id, caller, IsCallers: true);
        }

        if (settings.Role is not { } role)
        {
            return new(id, caller, true, new AwsFault(FaultKind.Denied, "NoRole", $"the credentials are of {own}: give the role to take in {id}"));
        }

        var arn = role.StartsWith("arn:", StringComparison.Ordinal)
            ? role.Replace("{account}", id, StringComparison.Ordinal)
            : $"arn:{AwsEndpoints.PartitionOf(settings.Region)}:iam::{id}:role/{role}";
        var credentials = tokens.Role(caller, arn, settings.ExternalId);
        try
        {
            await credentials.GetAsync(cancellationToken);
            return new(id, credentials, IsCallers: false);
        }
        catch (ConnectionFailedException e)
        {
            return new(id, credentials, false, new AwsFault(FaultKind.Denied, "AssumeRole", e.Message));
        }
    }

    // Without the right to list it the caller's own account is all that can be known.
    private async Task<IReadOnlyList<string>> OfOrganisationAsync(string own, CancellationToken cancellationToken)
    {
        var read = s_organizations.Reads.First(r => r.Call.Operation == "ListAccounts");
        var place = new Place(own, settings.Region, AwsEndpoints.PartitionOf(settings.Region));
        var list = await new CallRunner(s_organizations, client, caller).ListAsync(read.Call, read.Items, new Scope(place, ObjectValue.Empty), cancellationToken);
        var active = list.Items.OfType<ObjectValue>()
            .Where(a => Expression.Text(a.Get("Status")) is null or "ACTIVE")
            .Select(a => Expression.Text(a.Get("Id"))).OfType<string>().Order(StringComparer.Ordinal).ToList();
        HasListedAll = list.Fault is null && active.Count > 0;
        return list.Fault is null && active.Count > 0 ? active : [own];
    }
}
