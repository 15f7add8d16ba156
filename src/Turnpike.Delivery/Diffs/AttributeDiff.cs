using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Delivery.Diffs;

/// <summary>
/// What differs between two values, part by part. Null and absent are the same, as in Terraform. What is sensitive never
/// gets into a node, not even where it is embedded in a text.
/// </summary>
internal sealed class AttributeDiff(IReadOnlyList<ValuePath> replacePaths)
{
    /// <summary>A resource with more parts than this is cut.</summary>
    public const int MaxNodes = 5_000;

    private const int InlineLength = 160;
    private const int MaxTextLength = 4_000;
    private const int MaxEmbeddedBytes = 256 << 10;

    private static readonly JsonLimits s_embedded = JsonLimits.Default with { MaxDepth = 64, MaxBytes = MaxEmbeddedBytes };

    private int _nodes;

    public bool IsCut => _nodes >= MaxNodes;

    /// <returns>The parts that differ, and how many do not.</returns>
    public (IReadOnlyList<DiffNode> Nodes, int Unchanged) Members(ObjectValue? before, ObjectValue? after, ValuePath path)
    {
        var nodes = new List<DiffNode>();
        var unchanged = 0;
        foreach (var key in Keys(before, after))
        {
            var (left, right) = (Present(before?.Get(key)), Present(after?.Get(key)));
            if (left is null && right is null)
            {
                continue;
            }

            if (IsSame(left, right))
            {
                unchanged++;
            }
            else if (_nodes < MaxNodes)
            {
                nodes.Add(Node(NameOf(key), left, right, path.Append(key)));
            }
        }

        return (nodes, unchanged);
    }

    public DiffNode Node(string name, Value? before, Value? after, ValuePath path)
    {
        _nodes++;
        var kind = before is null ? DiffKind.Added : after is null ? DiffKind.Removed : DiffKind.Changed;
        var node = new DiffNode(name, kind, null, null, ForcesReplacement(path), false, null, null, 0);
        return Parted(node, before, after, path) ?? node with { Before = Show(before), After = Show(after) };
    }

    /// <summary>Known to be the same. Two secrets are when their marks of what was withheld are.</summary>
    public static bool IsSame(Value? left, Value? right) => left is null || right is null ? ReferenceEquals(left, right) : left.Equals(right);

    private DiffNode? Parted(DiffNode node, Value? before, Value? after, ValuePath path)
    {
        if (before?.IsSensitive == true || after?.IsSensitive == true)
        {
            return null;
        }

        var given = before ?? after;
        if ((before is null || after is null) && IsShort(given!))
        {
            return null;
        }

        return (before ?? after, after ?? before) switch
        {
            (ObjectValue, ObjectValue) => WithMembers(node, before as ObjectValue, after as ObjectValue, path),
            (ArrayValue, ArrayValue) => new ListDiff(this).Of(node, before as ArrayValue, after as ArrayValue, path),
            (StringValue, StringValue) => OfText(node, (before as StringValue)?.Value, (after as StringValue)?.Value, path),
            _ => null,
        };
    }

    private DiffNode WithMembers(DiffNode node, ObjectValue? before, ObjectValue? after, ValuePath path)
    {
        var (parts, unchanged) = Members(before, after, path);
        return node with { Parts = parts, Unchanged = unchanged };
    }

    private DiffNode? OfText(DiffNode node, string? before, string? after, ValuePath path)
    {
        var (left, right) = (Embedded(before), Embedded(after));
        if ((left is not null || before is null) && (right is not null || after is null))
        {
            // Spelt otherwise, and the same to whoever reads it.
            return left is not null && right is not null && left.Equals(right) ? null
                : Parted(node, left, right, path) is { } parted ? parted with { IsEmbeddedJson = true }
                : null;
        }

        return before is not null && after is not null && (before.Contains('\n') || after.Contains('\n'))
            ? node with { Lines = LineDiff.Of(before, after) }
            : null;
    }

    private static Value? Embedded(string? text)
    {
        if (text is null || text.Length > MaxEmbeddedBytes || !(text.StartsWith('{') || text.StartsWith('[')))
        {
            return null;
        }

        return JsonReader.Read(SourceText.From("text", text), new DiagnosticBag(), s_embedded);
    }

    private bool ForcesReplacement(ValuePath path) => replacePaths.Any(path.Equals);

    private static bool IsShort(Value value) => value switch
    {
        ObjectValue or ArrayValue or SetValue => value.IsGround && !value.HoldsSensitive && JsonText.Redacted(value).Length <= InlineLength,
        _ => false,
    };

    public static DiffValue? Show(Value? value) =>
        value is null ? null
        : value.IsSensitive ? new DiffValue(DiffValueKind.Sensitive, null)
        : value is UnknownValue ? new DiffValue(DiffValueKind.Unknown, null)
        : new DiffValue(DiffValueKind.Known, Shortened(JsonText.Redacted(value)));

    private static string Shortened(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…";

    private static Value? Present(Value? value) => value is NullValue { IsSensitive: false } ? null : value;

    private static string NameOf(Value key) => key is StringValue { IsSensitive: false } text ? text.Value : JsonText.Redacted(key);

    private static SortedSet<Value> Keys(ObjectValue? before, ObjectValue? after)
    {
        var keys = new SortedSet<Value>();
        foreach (var side in new[] { before, after })
        {
            for (var i = 0; i < side?.Count; i++)
            {
                keys.Add(side.Keys[i]);
            }
        }

        return keys;
    }
}
