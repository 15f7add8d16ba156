using Turnpike.Values;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>Paths such as <c>spec.nodes[].os_image</c>, where <c>[]</c> goes through a list.</summary>
internal static class VersionPath
{
    /// <summary>All that stands there; an unknown on the way stands for what is below it.</summary>
    public static IEnumerable<Value> Values(Value value, string path)
    {
        IEnumerable<Value> found = [value];
        foreach (var step in path.Split('.'))
        {
            var (name, through) = step.EndsWith("[]", StringComparison.Ordinal) ? (step[..^2], true) : (step, false);
            found = [.. found.Select(v => v is UnknownValue ? v : (v as ObjectValue)?.Get(name)).OfType<Value>()];
            found = through ? [.. found.SelectMany(static v => v is ArrayValue items ? items.Items.ToArray() : v is UnknownValue ? [v] : [])] : found;
        }

        return found.Where(static v => v is not NullValue);
    }
}
