using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>An account to read, with the credentials that read it.</summary>
/// <param name="Failure">Why nothing of it can be read; null where it can.</param>
internal sealed record Account(string Id, CredentialCache Credentials, bool IsCallers, AwsFault? Failure = null) : IDisposable
{
    // The caller's own credentials outlive the accounts.
    public void Dispose()
    {
        if (!IsCallers)
        {
            Credentials.Dispose();
        }
    }
}
