using System.Globalization;
using System.Text;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Schemas;

internal enum SchemaKind
{
    Configuration,
    Resource,
    Data,
    Ephemeral,
    Function,
    Block,
}

/// <summary>Where each entry of a schema in compact form stands. Made in one pass over the line ends; nothing is parsed.</summary>
internal sealed class SchemaIndex
{
    public const string Magic = "turnpike-provider-schema";
    public const int FormatVersion = 1;

    private readonly Dictionary<string, TextSpan>[] _entries =
        [new(0), new(2048), new(1024), new(0), new(0)];

    private readonly List<TextSpan> _blocks = new(4096);

    private SchemaIndex(string provider, string version)
    {
        Provider = provider;
        Version = version;
    }

    public string Provider { get; }

    public string Version { get; }

    /// <summary>Null, with a diagnostic, for what is not a schema of a version this knows.</summary>
    public static SchemaIndex? Read(SourceText source, DiagnosticBag diagnostics)
    {
        var text = source.Utf8.Span;
        var at = 0;
        var header = NextLine(text, ref at);
        var names = NextLine(text, ref at);
        var parts = Encoding.UTF8.GetString(text[names.Start..names.End]).Split('\t');
        if (Encoding.UTF8.GetString(text[header.Start..header.End]) != string.Create(CultureInfo.InvariantCulture, $"{Magic} {FormatVersion}")
            || parts.Length != 3)
        {
            diagnostics.Add(SchemaDiagnostics.NotASchema(source));
            return null;
        }

        var index = new SchemaIndex(parts[1], parts[2]);
        while (at < text.Length)
        {
            index.Add(text, NextLine(text, ref at));
        }

        return index;
    }

    public TextSpan? Find(SchemaKind kind, string name) => _entries[(int)kind].TryGetValue(name, out var span) ? span : null;

    public TextSpan? Block(int number) => number >= 0 && number < _blocks.Count ? _blocks[number] : null;

    public IEnumerable<string> Names(SchemaKind kind) => _entries[(int)kind].Keys;

    public static string Word(SchemaKind kind) => kind switch
    {
        SchemaKind.Configuration => "configuration",
        SchemaKind.Resource => "resource",
        SchemaKind.Data => "data",
        SchemaKind.Ephemeral => "ephemeral",
        SchemaKind.Function => "function",
        _ => "block",
    };

    // A line of a kind not known is for a later version of this program.
    private void Add(ReadOnlySpan<byte> text, TextSpan line)
    {
        var all = text[line.Start..line.End];
        var first = all.IndexOf((byte)'\t');
        var second = first < 0 ? -1 : all[(first + 1)..].IndexOf((byte)'\t');
        if (second < 0)
        {
            return;
        }

        var content = TextSpan.FromBounds(line.Start + first + second + 2, line.End);
        var name = all.Slice(first + 1, second);
        switch (all[..first])
        {
            case var kind when kind.SequenceEqual("block"u8):
                _blocks.Add(content);
                break;
            case var kind when kind.SequenceEqual("resource"u8):
                _entries[(int)SchemaKind.Resource].TryAdd(Encoding.UTF8.GetString(name), content);
                break;
            case var kind when kind.SequenceEqual("data"u8):
                _entries[(int)SchemaKind.Data].TryAdd(Encoding.UTF8.GetString(name), content);
                break;
            case var kind when kind.SequenceEqual("ephemeral"u8):
                _entries[(int)SchemaKind.Ephemeral].TryAdd(Encoding.UTF8.GetString(name), content);
                break;
            case var kind when kind.SequenceEqual("function"u8):
                _entries[(int)SchemaKind.Function].TryAdd(Encoding.UTF8.GetString(name), content);
                break;
            case var kind when kind.SequenceEqual("configuration"u8):
                _entries[(int)SchemaKind.Configuration].TryAdd("", content);
                break;
        }
    }

    private static TextSpan NextLine(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var length = text[at..].IndexOf((byte)'\n');
        at = length < 0 ? text.Length : at + length + 1;
        return new TextSpan(start, length < 0 ? text.Length - start : length);
    }
}
