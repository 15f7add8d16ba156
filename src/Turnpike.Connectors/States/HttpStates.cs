using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Turnpike.Connectors.States;

/// <summary>States behind Terraform's HTTP backend: one address, one state.</summary>
/// <param name="credentials">A user and password; null where the server asks for none.</param>
internal sealed class HttpStates(IReadOnlyList<Uri> addresses, (string User, string Password)? credentials, TimeProvider time) : IStateBackend
{
    private const int MaxTries = 4;
    private const int MaxBytes = 256 << 20;

    public async IAsyncEnumerable<StateFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A redirect would take the credentials elsewhere.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2), MaxResponseContentBufferSize = MaxBytes };
        foreach (var address in addresses)
        {
            yield return await ReadOneAsync(http, address, addresses.Count == 1 ? "" : address.AbsolutePath.Trim('/'), cancellationToken);
        }
    }

    private async Task<StateFile> ReadOneAsync(HttpClient http, Uri address, string name, CancellationToken cancellationToken)
    {
        var what = address.GetLeftPart(UriPartial.Path);
        for (var attempt = 1; ; attempt++)
        {
            var (read, isWorthTrying) = await TryAsync(http, address, name, what, cancellationToken);
            if (!isWorthTrying || attempt == MaxTries)
            {
                return read;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500 * attempt), time, cancellationToken);
        }
    }

    private async Task<(StateFile Read, bool IsWorthTrying)> TryAsync(HttpClient http, Uri address, string name, string what, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (credentials is var (user, password))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
            }

            using var response = await http.SendAsync(request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => (StateContent.Make(name, "default", what, await response.Content.ReadAsByteArrayAsync(cancellationToken)), false),
                HttpStatusCode.NoContent or HttpStatusCode.NotFound => (StateContent.Missing(name, "default", what, CoverageStatus.Unsupported, "there is no state at this address"), false),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (StateContent.Missing(name, "default", what, CoverageStatus.Denied, $"the server answered {(int)response.StatusCode}: look at username and password_variable"), false),
                var status => (StateContent.Missing(name, "default", what, CoverageStatus.Failed, $"the server answered {(int)status}"), status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (StateContent.Missing(name, "default", what, CoverageStatus.Failed, (fault.InnerException ?? fault).Message), true);
        }
    }
}
