using System.Net;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Requests;

/// <summary>What a cluster's API answered at last, after trying again.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Body">Null where there was none, or it was no JSON.</param>
/// <param name="Message">Why it failed, in the server's words where it gave any.</param>
internal sealed record ClusterAnswer(HttpStatusCode Status, Value? Body, string Message)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300 && Body is not null;

    public CoverageStatus Coverage => Status switch
    {
        _ when IsSuccess => CoverageStatus.Read,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CoverageStatus.Denied,
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotAcceptable => CoverageStatus.Unsupported,
        _ => CoverageStatus.Failed,
    };
}
