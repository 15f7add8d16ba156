using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Mappings;

namespace Turnpike.Connectors.Aws.Catalog;

/// <summary>A service as its data file tells it: how it is called, what is read, and what that is in Terraform's terms.</summary>
/// <param name="Name">The name of the file and of the source of its parts.</param>
/// <param name="Id">As <c>AWS_ENDPOINT_URL_…</c> names it.</param>
/// <param name="Actions">What stands before the colon in a policy's actions.</param>
/// <param name="Hosts">By partition, for a service without regions: where it answers, and the region that it is signed for.</param>
/// <param name="Rate">Requests a second that the service bears; null where the general limit does.</param>
/// <param name="Once">Calls made once a part, before all others.</param>
internal sealed record ServiceDefinition(
    string Name,
    string Id,
    AwsProtocol Protocol,
    string JsonVersion,
    string Version,
    string Target,
    string Endpoint,
    string Signing,
    string Actions,
    ServiceScope Scope,
    IReadOnlyDictionary<string, GlobalHost> Hosts,
    double? Rate,
    IReadOnlyList<DetailDefinition> Once,
    IReadOnlyList<ReadDefinition> Reads)
{
    public bool IsGlobal => Scope != ServiceScope.Region;

    /// <summary>A service that is called by code, not by data.</summary>
    public static ServiceDefinition Plain(string name, AwsProtocol protocol, string version, string target = "") =>
        new(name, name, protocol, "1.1", version, target, name, name, name, ServiceScope.Region, new Dictionary<string, GlobalHost>(), null, [], []);

    public string What(CallDefinition call) => $"{Actions}:{call.Operation}";
}

/// <summary>How often a service is asked.</summary>
internal enum ServiceScope
{
    Region,

    /// <summary>Once an account.</summary>
    Global,

    /// <summary>Once, in the caller's own account: the others may not know the organisation.</summary>
    Organization,
}

internal sealed record GlobalHost(string Name, string Region);

/// <summary>One list and what is made of its items.</summary>
internal sealed record ReadDefinition(
    CallDefinition Call,
    Expression Items,
    Expression? When,
    IReadOnlyList<DetailDefinition> Details,
    IReadOnlyList<ResourceDefinition> Resources);

/// <param name="Path">With <c>{expressions}</c>, each of which is encoded, for the protocols that have paths.</param>
/// <param name="Region">Where to ask, if not in the region of the part: a bucket's own.</param>
/// <param name="Permissions">What a policy must allow for it; the operation's own name where the data says nothing.</param>
internal sealed record CallDefinition(
    string Operation,
    string Method,
    IReadOnlyList<(string Text, Expression? Hole)> Path,
    ObjectMapping Parameters,
    IReadOnlyList<(string Name, Expression Value)> Headers,
    Paging? Paging,
    Expression? Region,
    IReadOnlyList<string> Permissions);

/// <param name="Tokens">Where an answer says how to go on, and the parameter that takes it.</param>
/// <param name="While">There is more only while this holds; null where the token alone tells.</param>
internal sealed record Paging(IReadOnlyList<(Expression More, string As)> Tokens, Expression? While);

/// <summary>A call for each item, or for many at once, whose answer is put into the item under a name.</summary>
/// <param name="Items">Where the answer is a list of many pages; null where it is the answer as a whole.</param>
/// <param name="Key">The list becomes an object, by this of each item; null for a list.</param>
/// <param name="Add">Members that each of <paramref name="Items"/> gets beside its own.</param>
/// <param name="IsRecursive">Each of <paramref name="Items"/> is asked the same, and all stand in one list.</param>
/// <param name="Absent">Codes of faults that say that there is none.</param>
internal sealed record DetailDefinition(
    CallDefinition Call,
    string As,
    Expression? Items,
    Expression? Key,
    ObjectMapping? Add,
    bool IsRecursive,
    Expression? When,
    Batch? Batch,
    IReadOnlySet<string> Absent,
    IReadOnlyList<DetailDefinition> Details);

/// <summary>Asks for many items at once; what comes back is matched by key.</summary>
/// <param name="Of">The id of an item.</param>
/// <param name="Key">The same id in what comes back.</param>
internal sealed record Batch(int Size, Expression Of, Expression Key);
