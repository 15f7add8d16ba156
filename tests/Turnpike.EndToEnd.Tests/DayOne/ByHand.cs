using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Turnpike.EndToEnd.Tests.DayOne;

/// <summary>What somebody did in a console one afternoon: by-hand.json, a call of the API for each.</summary>
internal sealed partial class ByHand
{
    private static readonly Dictionary<string, string> s_versions = new()
    {
        ["ec2"] = "2016-11-15", ["sns"] = "2010-03-31", ["iam"] = "2010-05-08", ["rds"] = "2014-10-31", ["autoscaling"] = "2011-01-01", ["elasticloadbalancing"] = "2015-12-01",
    };

    private readonly JsonArray _calls = JsonNode.Parse(File.ReadAllText(Path.Combine(DayOneFiles.Folder, "by-hand.json")))!.AsArray();

    /// <summary>Each resource that differs from its state, with its attributes: <c>aws_vpc.main: tags</c>; <c>gone</c> for one that is not there.</summary>
    public IEnumerable<string> Differs => _calls.SelectMany(static c => ((string?[])[(string?)c!["what"], (string?)c["also"]]).Where(static w => w is { Length: > 0 })).Select(static w => w!).Order(StringComparer.Ordinal);

    /// <summary>How many of each type are there that no code has.</summary>
    public IReadOnlyDictionary<string, int> Made => _calls.Where(static c => c!["made"] is not null).GroupBy(static c => (string)c!["made"]!).ToDictionary(static g => g.Key, static g => g.Sum(static c => (int?)c!["times"] ?? 1));

    public async Task DoAsync(string endpoint, JsonNode state, CancellationToken cancellationToken)
    {
        var known = Known(state);
        using var http = new HttpClient { BaseAddress = new Uri(endpoint) };
        foreach (var call in _calls)
        {
            for (var n = 0; n < ((int?)call!["times"] ?? 1); n++)
            {
                using var request = Request(call, text => Filled(text, known, n));
                using var answer = await http.SendAsync(request, cancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{call.ToJsonString()}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }
    }

    // The emulator reads the region and the service out of the signature, and does not check it.
    private static HttpRequestMessage Request(JsonNode call, Func<string, string> fill)
    {
        var service = (string)call["service"]!;
        var request = new HttpRequestMessage(new HttpMethod((string?)call["method"] ?? "POST"), fill((string?)call["path"] ?? "/"));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        if (call["form"] is JsonObject form)
        {
            var fields = form.Select(f => KeyValuePair.Create(f.Key, fill((string)f.Value!))).ToList();
            request.Content = new FormUrlEncodedContent(fields.Exists(static f => f.Key == "Version") ? fields : [.. fields, KeyValuePair.Create("Version", s_versions[service])]);
        }
        else if ((call["json"]?.ToJsonString() ?? (string?)call["xml"]) is { } body)
        {
            request.Content = new StringContent(fill(body), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call["xml"] is not null ? "application/xml" : service is "sqs" or "dynamodb" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
        }

        if ((string?)call["target"] is { } target)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        }

        return request;
    }

    private static Dictionary<string, JsonNode> Known(JsonNode state) => state["resources"]!.AsArray()
        .SelectMany(static r => r!["instances"]!.AsArray().Select(i => ($"{r["type"]}.{r["name"]}{(i!["index_key"] is { } key ? $"[{key}]" : "")}", i["attributes"]!)))
        .ToDictionary(static r => r.Item1, static r => r.Item2);

    private static string Filled(string text, Dictionary<string, JsonNode> known, int n) => Hole().Replace(text, hole =>
        hole.Groups[1].Value is "n" ? n.ToString(CultureInfo.InvariantCulture)
        : hole.Groups[1].Value is var path && path.LastIndexOf('.') is var dot ? (string)known[path[..dot]][path[(dot + 1)..]]! : "");

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Hole();
}

internal static class DayOneFiles
{
    public static string Folder { get; } = Path.Combine(Turnpike.Tests.Vectors.RepositoryRoot, "tests", "Turnpike.EndToEnd.Tests", "DayOne");

    public static string Recorded => Path.Combine(Folder, "recorded.zip");

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
