using System.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>Writes calls in the protocol of their service.</summary>
internal static class RequestWriter
{
    public static WireRequest Write(AwsCall call, Uri origin) => call.Service.Protocol switch
    {
        AwsProtocol.Query or AwsProtocol.Ec2 => Form(call, origin),
        AwsProtocol.Json => Json(call, origin),
        _ => Rest(call, origin),
    };

    private static WireRequest Form(AwsCall call, Uri origin)
    {
        var fields = new List<(string Name, string Value)> { ("Action", call.Operation), ("Version", call.Service.Version) };
        AddFields(fields, "", call.Parameters);
        var body = string.Join('&', fields.Select(f => $"{UriText.Encode(f.Name)}={UriText.Encode(f.Value)}"));
        return new("POST", origin, "/", [], Encoding.UTF8.GetBytes(body)) { Headers = { ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8" } };
    }

    private static WireRequest Json(AwsCall call, Uri origin) =>
        new("POST", origin, "/", [], JsonText.Canonical(call.Parameters))
        {
            Headers =
            {
                ["content-type"] = $"application/x-amz-json-{call.Service.JsonVersion}",
                ["x-amz-target"] = $"{call.Service.Target}.{call.Operation}",
            },
        };

    private static WireRequest Rest(AwsCall call, Uri origin)
    {
        var hasBody = call.Method is "POST" or "PUT" or "PATCH" && call.Service.Protocol == AwsProtocol.RestJson;
        var query = new List<(string Name, string Value)>();
        var path = call.Path;
        if (path.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0)
        {
            query.AddRange(path[(mark + 1)..].Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length > 1 ? Uri.UnescapeDataString(p[1]) : "")));
            path = path[..mark];
        }

        if (!hasBody)
        {
            AddQuery(query, call.Parameters);
        }

        var request = new WireRequest(call.Method, origin, path, query, hasBody ? JsonText.Canonical(call.Parameters) : []);
        foreach (var (name, value) in call.Headers)
        {
            request.Headers[name] = value;
        }

        if (hasBody)
        {
            request.Headers["content-type"] = "application/json";
        }

        return request;
    }

    private static void AddFields(List<(string Name, string Value)> fields, string prefix, Value value)
    {
        switch (value)
        {
            case ObjectValue o:
                for (var i = 0; i < o.Count; i++)
                {
                    AddFields(fields, prefix.Length == 0 ? Scalar(o.Keys[i]) : $"{prefix}.{Scalar(o.Keys[i])}", o.Values[i]);
                }

                break;
            case ArrayValue list:
                for (var i = 0; i < list.Count; i++)
                {
                    AddFields(fields, $"{prefix}.{i + 1}", list[i]);
                }

                break;
            default:
                fields.Add((prefix, Scalar(value)));
                break;
        }
    }

    private static void AddQuery(List<(string Name, string Value)> query, ObjectValue parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var name = Scalar(parameters.Keys[i]);
            query.AddRange(parameters.Values[i] is ArrayValue list
                ? list.Items.ToArray().Select(v => (name, Scalar(v)))
                : [(name, Scalar(parameters.Values[i]))]);
        }
    }

    private static string Scalar(Value value) => value switch
    {
        StringValue text => text.Value,
        _ => JsonText.Revealed(value),
    };
}
