using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Yaml;

internal enum YamlNodeKind : byte
{
    Scalar,
    Sequence,
    Mapping,
}

/// <summary>A node with its place. An alias is the node it refers to, so nodes form a graph without cycles.</summary>
internal sealed class YamlNode(YamlNodeKind kind, TextSpan span)
{
    public YamlNodeKind Kind => kind;

    /// <summary>A scalar whole; of a container its start.</summary>
    public TextSpan Span => span;

    /// <summary>The short form, <c>!!str</c>; null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>A scalar without quotes, whose type its text decides.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Of a sequence.</summary>
    public List<YamlNode> Items { get; } = kind == YamlNodeKind.Sequence ? [] : s_none;

    /// <summary>Of a mapping, merge keys not yet merged.</summary>
    public List<(YamlNode Key, YamlNode Value)> Entries { get; } = kind == YamlNodeKind.Mapping ? [] : s_noEntries;

    /// <summary>Nodes from here down, those behind aliases counted each time.</summary>
    public long Size { get; set; } = 1;

    /// <summary>Levels from here down, through aliases too.</summary>
    public int Height { get; set; } = 1;

    /// <summary>Still being read, so that an alias to it would be a cycle.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Made once, however many aliases refer here.</summary>
    public Value? Value { get; set; }

    private static readonly List<YamlNode> s_none = [];
    private static readonly List<(YamlNode, YamlNode)> s_noEntries = [];

    public void Hold(YamlNode child)
    {
        Size = Math.Min(Size + child.Size, long.MaxValue / 4);
        Height = Math.Max(Height, child.Height + 1);
    }
}
