using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Connectors.Aws.Credentials;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>Signs requests as AWS's Signature Version 4 says: a hash of the request in a canonical form, keyed by day, region and service.</summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds <c>x-amz-date</c>, <c>x-amz-security-token</c>, for S3 <c>x-amz-content-sha256</c>, and <c>authorization</c>.</summary>
    public static void Sign(WireRequest request, AwsCredentials credentials, string region, string service, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers["x-amz-date"] = time;
        if (credentials.SessionToken is { } token)
        {
            request.Headers["x-amz-security-token"] = token;
        }

        var hash = Hex(SHA256.HashData(request.Body));
        if (IsS3(service))
        {
            request.Headers["x-amz-content-sha256"] = hash;
        }

        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var toSign = StringToSign(time, scope, CanonicalRequest(request, service, hash));
        var signature = Hex(HMACSHA256.HashData(Key(credentials.SecretKey, time[..8], region, service), Encoding.UTF8.GetBytes(toSign)));
        request.Headers["authorization"] =
            $"{Algorithm} Credential={credentials.AccessKey}/{scope}, SignedHeaders={SignedHeaders(request)}, Signature={signature}";
    }

    /// <summary>Method, path, query, headers and the hash of the body, each on its line, in the form that both sides can make.</summary>
    public static string CanonicalRequest(WireRequest request, string service, string bodyHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n')
            .Append(CanonicalPath(request.Path, service)).Append('\n')
            .Append(UriText.Query(request.Query)).Append('\n');
        foreach (var (name, value) in request.SignedHeaders())
        {
            text.Append(name).Append(':').Append(CollapseSpaces(value)).Append('\n');
        }

        return text.Append('\n').Append(SignedHeaders(request)).Append('\n').Append(bodyHash).ToString();
    }

    public static string StringToSign(string time, string scope, string canonicalRequest) =>
        $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    // Every service but S3 signs the normalised path, encoded once more; S3 signs what is on the wire, since an object's key
    // may hold "//" and "..".
    private static string CanonicalPath(string encoded, string service) =>
        IsS3(service) ? encoded : UriText.EncodePath(UriText.Normalize(encoded));

    private static bool IsS3(string service) => service is "s3" or "s3-object-lambda" or "s3-outposts";

    private static string SignedHeaders(WireRequest request) => string.Join(';', request.SignedHeaders().Select(h => h.Name));

    private static byte[] Key(string secret, string day, string region, string service)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(day));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }

    private static string CollapseSpaces(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
