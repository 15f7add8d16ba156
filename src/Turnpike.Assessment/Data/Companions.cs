using Turnpike.Assessment.Facts;
using Turnpike.Values;

namespace Turnpike.Assessment.Data;

/// <summary>What comes along with something else, so that nobody made it by itself: <c>packs/data/assess/companions.yaml</c>.</summary>
internal sealed class Companions
{
    private const string Default = "_default_";

    private readonly HashSet<string> _types;

    public Companions(AssessmentData data) => _types = [.. data.Read("assess/companions.yaml").List("types").OfType<StringValue>().Select(static t => t.Value)];

    public bool Is(AssessedResource resource) => _types.Contains(resource.Type) || _types.Contains(resource.SeenType) || resource.SeenType.Contains(Default, StringComparison.Ordinal);
}
