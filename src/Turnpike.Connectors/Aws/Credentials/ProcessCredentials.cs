using Turnpike.Connectors.Commands;

namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Credentials that a command of the profile prints (<c>credential_process</c>).</summary>
internal static class ProcessCredentials
{
    public static async Task<AwsCredentials?> RunAsync(string command, CancellationToken cancellationToken)
    {
        var result = await new Command("/bin/sh", ["-c", command]) { MaxOutput = 1 << 20 }.RunAsync(cancellationToken);

        // What it printed may be a secret, so that no message may quote it.
        return result is null
            ? throw new ConnectionFailedException("credential_process does not start")
            : CredentialDocument.Read(result.Text) ?? throw new ConnectionFailedException($"credential_process ended with {result.ExitCode} and printed no credentials");
    }
}
