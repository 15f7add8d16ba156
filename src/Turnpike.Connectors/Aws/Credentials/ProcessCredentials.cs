using System.ComponentModel;
using System.Diagnostics;

namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Credentials that a command of the profile prints (<c>credential_process</c>).</summary>
internal static class ProcessCredentials
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task<AwsCredentials?> RunAsync(string command, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new ConnectionFailedException("credential_process does not start");
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            await errors;

            // What it printed may be a secret, so that no message may quote it.
            return CredentialDocument.Read(output) ?? throw new ConnectionFailedException($"credential_process ended with {process.ExitCode} and printed no credentials");
        }
        catch (Win32Exception e)
        {
            throw new ConnectionFailedException($"credential_process does not start: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionFailedException($"credential_process did not end in {s_patience.TotalSeconds:0} seconds");
        }
    }
}
