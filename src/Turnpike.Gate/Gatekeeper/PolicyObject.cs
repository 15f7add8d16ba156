using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>A Kubernetes object that carries policy, and the way from its paths to the lines of its file.</summary>
internal sealed class PolicyObject(ObjectValue value, SourceText source, YamlLocator locator, ValuePath above)
{
    public ObjectValue Value => value;

    public SourceText Source => source;

    public string ApiVersion { get; } = TextOf(value.Get("apiVersion"));

    public string Kind { get; } = TextOf(value.Get("kind"));

    public string Name { get; } = TextOf((value.Get("metadata") as ObjectValue)?.Get("name"));

    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? ApiVersion[..at] : "";

    public string Version => ApiVersion[(ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>What stands at a path of names and places; null where nothing does.</summary>
    public Value? At(ValuePath path) => path.Resolve(value);

    /// <summary>The place of a path, or of the deepest part of it that there is.</summary>
    public TextSpan Span(ValuePath path) => locator.Locate(above.Concat(path));

    public static string TextOf(Value? value) => (value as StringValue)?.Value ?? "";
}
