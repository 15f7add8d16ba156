using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Derived;

/// <summary>A version of an API that Kubernetes has removed, or will.</summary>
/// <param name="In">The first version of Kubernetes without it, <c>1.25</c>.</param>
/// <param name="Use">What takes its place.</param>
internal sealed record RemovedApi(string ApiVersion, string Kind, string In, string Use);

/// <summary>The versions of APIs that Kubernetes has removed, from its deprecation guide.</summary>
internal static class RemovedApis
{
    private static readonly Dictionary<(string ApiVersion, string Kind), RemovedApi> s_all = Read();

    public static RemovedApi? Find(string apiVersion, string kind) => s_all.GetValueOrDefault((apiVersion, kind));

    private static Dictionary<(string, string), RemovedApi> Read()
    {
        using var stream = typeof(RemovedApis).Assembly.GetManifestResourceStream("removed-apis.yaml")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var data = YamlReader.Read(new SourceText("removed-apis.yaml", content.ToArray()), [], YamlLimits.Default)[0].Value;
        return (from entry in data.ItemsAt("removed")
                from kind in entry.ItemsAt("kinds").Cast<StringValue>()
                select new RemovedApi(entry.TextAt("api")!, kind.Value, entry.TextAt("in")!, entry.TextAt("use")!))
            .ToDictionary(static r => (r.ApiVersion, r.Kind));
    }
}
