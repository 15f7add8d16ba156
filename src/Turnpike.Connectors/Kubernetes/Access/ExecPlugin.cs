using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Connectors.Commands;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Kubernetes.Access;

/// <summary>A command that gives credentials, by the client.authentication.k8s.io contract. It is run without a terminal.</summary>
internal sealed class ExecPlugin(Value exec, string folder, TimeProvider time)
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);

    private (string? Token, X509Certificate2? Certificate, DateTimeOffset? Until)? _last;

    /// <param name="isRefused">The server did not take the last token, whatever its end.</param>
    public async ValueTask<(string? Token, X509Certificate2? Certificate)> CredentialsAsync(bool isRefused, CancellationToken cancellationToken)
    {
        if (_last is { } last && !isRefused && !(last.Until < time.GetUtcNow() + s_margin))
        {
            return (last.Token, last.Certificate);
        }

        var status = await RunAsync(cancellationToken);
        var certificate = status.TextAt("clientCertificateData") is { } pem && status.TextAt("clientKeyData") is { } key
            ? ContextAccess.Certificate(System.Text.Encoding.ASCII.GetBytes(pem), System.Text.Encoding.ASCII.GetBytes(key))
            : null;
        DateTimeOffset? until = DateTimeOffset.TryParse(status.TextAt("expirationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null;
        _last = (status.TextAt("token"), certificate, until);
        return (_last.Value.Token, certificate);
    }

    private async Task<Value?> RunAsync(CancellationToken cancellationToken)
    {
        var program = exec.TextAt("command") ?? "";
        if (exec.TextAt("interactiveMode") == "Always")
        {
            throw new ConnectionFailedException($"The credential plugin {program} asks at a terminal (interactiveMode: Always), which a sync has not.");
        }

        // A path with a step in it is relative to the kubeconfig; a bare name is looked up.
        var command = new Command(program.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, program) : program, [.. exec.ItemsAt("args").OfType<StringValue>().Select(static a => a.Value)])
        {
            Environment = Variables(),
            Timeout = TimeSpan.FromSeconds(60),
            MaxOutput = 1 << 20,
        };
        var result = await command.RunAsync(cancellationToken)
            ?? throw new ConnectionFailedException($"The credential plugin {program} is not installed. {exec.TextAt("installHint")}".TrimEnd());
        return result.IsSuccess && JsonReader.Read(new SourceText(program, result.Output) { IsConfidential = true }, []) is { } answer && answer.At("status") is { } status
            ? status
            : throw new ConnectionFailedException($"The credential plugin {program} gave no credentials: {(result.IsSuccess ? "its answer is no ExecCredential with a status" : result.Complaint)}.");
    }

    private Dictionary<string, string?> Variables()
    {
        var version = exec.TextAt("apiVersion") ?? "client.authentication.k8s.io/v1";
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["KUBERNETES_EXEC_INFO"] = JsonText.Revealed(Value.Object(
                ("apiVersion", Value.Of(version)),
                ("kind", Value.Of("ExecCredential")),
                ("spec", Value.Object(("interactive", Value.False))))),
        };
        foreach (var item in exec.ItemsAt("env"))
        {
            if (item.TextAt("name") is { } name)
            {
                variables[name] = item.TextAt("value") ?? "";
            }
        }

        return variables;
    }
}
