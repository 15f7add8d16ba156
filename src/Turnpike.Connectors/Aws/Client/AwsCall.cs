using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>One call, ready to be written in the protocol of its service.</summary>
/// <param name="Path">Encoded, for the protocols that have paths; else the root.</param>
/// <param name="Parameters">In AWS's names; a form writes a list as <c>Name.1</c>, so that the name says <c>Filters.member</c> where the service wants that.</param>
internal sealed record AwsCall(
    ServiceDefinition Service,
    string Operation,
    string Method,
    string Path,
    ObjectValue Parameters,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Account,
    string Region)
{
    // A web identity's token is what the first credentials are got with.
    public bool IsSigned => Operation != "AssumeRoleWithWebIdentity";

    public static AwsCall Of(ServiceDefinition service, string operation, ObjectValue parameters, string account, string region) =>
        new(service, operation, "POST", "/", parameters, [], account, region);
}

/// <summary>One of both is null.</summary>
internal readonly record struct AwsAnswer(ObjectValue? Body, AwsFault? Fault);
