using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Aws.Client;

internal enum FaultKind
{
    /// <summary>Too many requests: slower, and again.</summary>
    Throttled,

    /// <summary>The service is at fault or the line is: again.</summary>
    Transient,

    /// <summary>The caller is not allowed to.</summary>
    Denied,

    /// <summary>The credentials are no longer good: with new ones, again.</summary>
    Expired,

    /// <summary>The region or the account does not have the service or the operation.</summary>
    Unsupported,

    NotFound,

    Other,
}

/// <summary>What a service refused, the same for every protocol.</summary>
/// <param name="Code">Such as <c>AccessDenied</c>, without its namespace.</param>
/// <param name="RequestId">What the support of AWS asks for; null where there was no answer.</param>
internal sealed record AwsFault(FaultKind Kind, string Code, string Message, string? RequestId = null)
{
    /// <summary>A report that is still being made.</summary>
    public const string InProgress = "ReportInProgress";

    private static readonly Dictionary<string, FaultKind> s_kinds = Kinds(
        (FaultKind.Throttled, "Throttling ThrottlingException ThrottledException RequestThrottled RequestThrottledException TooManyRequestsException RequestLimitExceeded BandwidthLimitExceeded SlowDown PriorRequestNotComplete LimitExceededException TransactionInProgressException ProvisionedThroughputExceededException EC2ThrottledException"),
        (FaultKind.Transient, "InternalError InternalFailure InternalServerError InternalServiceError InternalServerException ServiceUnavailable ServiceUnavailableException Unavailable RequestTimeout RequestTimeoutException ReportInProgress"),
        (FaultKind.Denied, "AccessDenied AccessDeniedException UnauthorizedOperation AuthorizationError AuthorizationErrorException UnauthorizedAccess NotAuthorized Client.UnauthorizedOperation InvalidClientTokenId UnrecognizedClientException SignatureDoesNotMatch InvalidAccessKeyId AuthFailure IncompleteSignature MissingAuthenticationToken InvalidSignatureException AccountAccessDeniedException"),
        (FaultKind.Expired, "ExpiredToken ExpiredTokenException TokenRefreshRequired RequestExpired"),
        (FaultKind.Unsupported, "OptInRequired SubscriptionRequiredException NotSubscribed InvalidAction UnknownOperationException UnsupportedOperation UnsupportedOperationException UnsupportedCommandException NotImplemented UnknownEndpoint UnknownService AWSOrganizationsNotInUseException InvalidAccessException"));

    /// <summary>Reads the fault from an answer that is not a success.</summary>
    public static AwsFault Read(AwsProtocol protocol, int status, byte[] body, Func<string, string?> header)
    {
        var (code, message, requestId) = protocol is AwsProtocol.RestJson or AwsProtocol.Json ? FromJson(body) : FromXml(body);
        if ((header("x-amzn-ErrorType") ?? code) is null && status == 404)
        {
            return new(FaultKind.Unsupported, "UnknownOperation", "there is no such operation at this endpoint");
        }

        code = Plain(header("x-amzn-ErrorType") ?? code ?? CodeOfStatus(status));
        requestId ??= header("x-amzn-RequestId") ?? header("x-amz-request-id");
        return new(KindOf(code, status), code, message ?? $"HTTP {status}", requestId);
    }

    public static AwsFault Unreachable(string message) => new(FaultKind.Transient, "Unreachable", message);

    /// <summary>The host of a service in a region where there is none has no address.</summary>
    public static AwsFault NoSuchHost(string host) => new(FaultKind.Unsupported, "UnknownEndpoint", $"there is no host {host}");

    /// <summary>In words for whoever owns the connection, with what to do where that is clear.</summary>
    public string Says()
    {
        var advice = Kind switch
        {
            FaultKind.Denied => " (allow the action to the role that reads)",
            FaultKind.Throttled => " (it stayed throttled: lower requests_per_second)",
            FaultKind.Unsupported => " (not available here)",
            _ => "",
        };
        return $"{Code}: {Message}{advice}";
    }

    private static FaultKind KindOf(string code, int status)
    {
        if (s_kinds.TryGetValue(code, out var kind))
        {
            return kind;
        }

        return status switch
        {
            429 => FaultKind.Throttled,
            404 => FaultKind.NotFound,
            401 or 403 => FaultKind.Denied,
            501 => FaultKind.Unsupported,
            >= 500 => FaultKind.Transient,
            _ when IsNotFound(code) => FaultKind.NotFound,
            _ => FaultKind.Other,
        };
    }

    private static bool IsNotFound(string code) =>
        code.Contains("NotFound", StringComparison.Ordinal) || code.StartsWith("NoSuch", StringComparison.Ordinal) || code.Contains("DoesNotExist", StringComparison.Ordinal);

    // "com.amazonaws.sqs#QueueDoesNotExist", "AccessDeniedException:http://internal.amazon.com/", "Client.AuthFailure".
    private static string Plain(string code)
    {
        code = code.Split(':')[0];
        return code[(code.LastIndexOf('#') + 1)..];
    }

    private static string CodeOfStatus(int status) => status switch
    {
        400 => "BadRequest",
        403 => "AccessDenied",
        _ => $"Http{status}",
    };

    private static (string? Code, string? Message, string? RequestId) FromJson(byte[] body)
    {
        var answer = JsonReader.Read(new SourceText("answer", body), []) as ObjectValue;
        return (Text(answer, "__type") ?? Text(answer, "code") ?? Text(answer, "Code"), Text(answer, "message") ?? Text(answer, "Message"), null);
    }

    private static (string? Code, string? Message, string? RequestId) FromXml(byte[] body)
    {
        try
        {
            var answer = XmlAnswer.Read(body);
            var error = (First(answer.Get("Error")) ?? First((answer.Get("Errors") as ObjectValue)?.Get("Error")) ?? answer) as ObjectValue;
            return (Text(error, "Code"), Text(error, "Message"), Text(answer, "RequestId") ?? Text(answer, "RequestID") ?? Text(error, "RequestId"));
        }
        catch (System.Xml.XmlException)
        {
            // A proxy in between answers in HTML.
            return default;
        }
    }

    private static Value? First(Value? value) => value is ArrayValue { Count: > 0 } list ? list[0] : value;

    private static string? Text(ObjectValue? answer, string key) => (answer?.Get(key) as StringValue)?.Value;

    private static Dictionary<string, FaultKind> Kinds(params (FaultKind Kind, string Codes)[] rows) =>
        rows.SelectMany(r => r.Codes.Split(' ').Select(c => (c, r.Kind))).ToDictionary(r => r.c, r => r.Kind, StringComparer.Ordinal);
}
