using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;
using CredentialCache = Turnpike.Connectors.Aws.Credentials.CredentialCache;

namespace Turnpike.Connectors.States;

/// <summary>The three requests that reading states in S3 takes, signed.</summary>
internal sealed class S3Requests(HttpClient http, S3Settings settings, CredentialCache credentials, TimeProvider time)
{
    private const int MaxTries = 5;

    public async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(string key, CancellationToken cancellationToken) =>
        await SendAsync("s3", () => new WireRequest("GET", Origin("s3"), $"/{settings.Bucket}/{UriText.EncodePath(key)}", [], []), cancellationToken);

    /// <summary>Every key that begins so; null, with the status, where the bucket may not be listed.</summary>
    public async Task<(List<string>? Keys, HttpStatusCode Status)> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        for (string? next = null; ;)
        {
            List<(string, string)> query = [("list-type", "2"), ("prefix", prefix)];
            if (next is not null)
            {
                query.Add(("continuation-token", next));
            }

            var (status, body) = await SendAsync("s3", () => new WireRequest("GET", Origin("s3"), $"/{settings.Bucket}", query, []), cancellationToken);
            if (status != HttpStatusCode.OK || Parse(body) is not { Root: { } root })
            {
                return (null, status);
            }

            keys.AddRange(root.Elements().Where(static e => e.Name.LocalName == "Contents").Select(static e => e.Elements().First(static k => k.Name.LocalName == "Key").Value));
            next = root.Elements().FirstOrDefault(static e => e.Name.LocalName == "NextContinuationToken")?.Value;
            if (next is not { Length: > 0 })
            {
                return (keys, status);
            }
        }
    }

    /// <summary>What the table of locks says of a state; null where nobody holds it.</summary>
    public async Task<string?> LockAsync(string table, string key, CancellationToken cancellationToken)
    {
        var body = JsonText.Canonical(Value.Object(
            ("TableName", Value.Of(table)),
            ("Key", Value.Object(("LockID", Value.Object(("S", Value.Of($"{settings.Bucket}/{key}"))))))));
        var (status, answer) = await SendAsync("dynamodb", () =>
        {
            var request = new WireRequest("POST", Origin("dynamodb"), "/", [], body);
            request.Headers["content-type"] = "application/x-amz-json-1.0";
            request.Headers["x-amz-target"] = "DynamoDB_20120810.GetItem";
            return request;
        }, cancellationToken);
        return status == HttpStatusCode.OK
            ? JsonReader.Read(new SourceText("lock", answer), []).TextAt("Item", "Info", "S") is { } info ? StateContent.Lock(Encoding.UTF8.GetBytes(info)) : null
            : $"whether it is locked is unknown: the table {table} answered {(int)status}";
    }

    private Uri Origin(string service) => settings.Endpoint ?? new Uri($"https://{service}.{settings.Region}.{(settings.Region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com")}/");

    private async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(string service, Func<WireRequest> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var request = make();
            SignatureV4.Sign(request, await credentials.GetAsync(cancellationToken), settings.Region, service, time.GetUtcNow());
            try
            {
                using var message = request.ToMessage();
                using var response = await http.SendAsync(message, cancellationToken);
                if (attempt == MaxTries || response.StatusCode is not (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
                {
                    return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
                }
            }
            catch (HttpRequestException) when (attempt < MaxTries)
            {
                // Tried again below.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * (1 << attempt)), time, cancellationToken);
        }
    }

    private static XDocument? Parse(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
