using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Plain;

/// <summary>
/// Reads a Dockerfile into the list of commands that Conftest's policies know: <c>Cmd</c> in small letters, <c>SubCmd</c>,
/// <c>Flags</c>, <c>JSON</c>, <c>Value</c> and <c>Stage</c>. Comments are commands of their own.
/// </summary>
internal sealed class DockerfileReader(SourceText source, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_instructions =
    [
        "add", "arg", "cmd", "copy", "entrypoint", "env", "expose", "from", "healthcheck", "label", "maintainer", "onbuild",
        "run", "shell", "stopsignal", "user", "volume", "workdir",
    ];

    private readonly List<Value> _commands = [];
    private readonly List<TextSpan> _spans = [];
    private int _stage = -1;
    private char _escape = '\\';

    public PlainDocument? Read()
    {
        for (var line = 1; line <= source.LineCount;)
        {
            line = ReadCommand(line);
        }

        return diagnostics.HasErrors ? null : new PlainDocument(source, [Value.Array(ArrayValue.Create([.. _commands]))], [Locate]);
    }

    private TextSpan Locate(ValuePath path) =>
        path.Count > 1 && path[1] is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < _spans.Count ? _spans[at] : new TextSpan(0, 0);

    /// <summary>Reads what starts at a line; the first line after it.</summary>
    private int ReadCommand(int first)
    {
        var text = source.GetLine(first).Trim();
        if (text.Length == 0)
        {
            return first + 1;
        }

        var span = new TextSpan(source.LineStart(first), Encoding.UTF8.GetByteCount(source.GetLine(first)));
        if (text[0] == '#')
        {
            ReadComment(text[1..].Trim(), span);
            return first + 1;
        }

        var whole = new StringBuilder();
        var line = first;
        for (; line <= source.LineCount; line++)
        {
            var next = source.GetLine(line).TrimEnd();
            if (line > first && (next.TrimStart() is "" || next.TrimStart()[0] == '#'))
            {
                continue;
            }

            if (!next.EndsWith(_escape))
            {
                whole.Append(line == first ? next.TrimStart() : next);
                break;
            }

            whole.Append(line == first ? next[..^1].TrimStart() : next[..^1]);
        }

        Add(whole.ToString(), span);
        return line + 1;
    }

    private void ReadComment(string text, TextSpan span)
    {
        var directive = text.Replace(" ", "", StringComparison.Ordinal);
        if (_commands.Count == 0 && directive.StartsWith("escape=", StringComparison.OrdinalIgnoreCase) && directive.Length == "escape=x".Length)
        {
            _escape = directive[^1];
            return;
        }

        Add(Command("comment", "", [], isJson: false, [text]), span);
    }

    private void Add(Value command, TextSpan span)
    {
        _commands.Add(command);
        _spans.Add(span);
    }

    private void Add(string text, TextSpan span)
    {
        var (name, rest) = Cut(text);
        name = name.ToLowerInvariant();
        var subCommand = "";
        if (name == "onbuild")
        {
            (subCommand, rest) = Cut(rest);
            subCommand = subCommand.ToUpperInvariant();
        }

        var effective = subCommand.Length == 0 ? name : subCommand.ToLowerInvariant();
        if (!s_instructions.Contains(effective) || rest.Contains("<<", StringComparison.Ordinal) && effective is "run" or "copy" && rest.TrimStart().StartsWith("<<", StringComparison.Ordinal))
        {
            diagnostics.Add(PlainDiagnostics.BadInstruction(source, span, s_instructions.Contains(effective) ? "here-documents are not read" : $"\"{name}\" is no instruction"));
            return;
        }

        var flags = new List<string>();
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            (var flag, rest) = Cut(rest);
            flags.Add(flag);
        }

        _stage += name == "from" ? 1 : 0;
        var list = TakesList(effective) ? JsonList(rest) : null;
        Add(Command(name, subCommand, flags, list is not null, list ?? Words(effective, rest)), span);
    }

    private ObjectValue Command(string name, string subCommand, List<string> flags, bool isJson, List<string> values) => Value.Object(
        ("Cmd", Value.Of(name)),
        ("SubCmd", Value.Of(subCommand)),
        ("JSON", Value.Of(isJson)),
        ("Flags", ListOf(flags)),
        ("Value", ListOf(values)),
        ("Stage", Value.Of(Math.Max(0, _stage))));

    private static ArrayValue ListOf(List<string> texts) => ArrayValue.Create([.. texts.Select(static text => (Value)Value.Of(text))]);

    private static bool TakesList(string name) => name is "run" or "cmd" or "entrypoint" or "shell" or "add" or "copy" or "volume";

    private static List<string> Words(string name, string rest) => name switch
    {
        "run" or "cmd" or "entrypoint" or "shell" or "user" or "workdir" or "stopsignal" or "maintainer" => rest.Length == 0 ? [] : [rest],
        "env" or "label" => Pairs(rest),
        "healthcheck" when Cut(rest) is var (kind, command) => command.Length == 0 ? [kind.ToUpperInvariant()] : [kind.ToUpperInvariant(), command],
        _ => [.. rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)],
    };

    // A name and a value each; the old form has one name, and the rest is its value.
    private static List<string> Pairs(string rest)
    {
        var words = Quoted(rest);
        if (words.Count > 0 && !words[0].Contains('=', StringComparison.Ordinal))
        {
            var (name, value) = Cut(rest);
            return [name, value, ""];
        }

        var pairs = new List<string>();
        foreach (var word in words)
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            pairs.AddRange(at < 0 ? [word, "", "="] : [word[..at], word[(at + 1)..], "="]);
        }

        return pairs;
    }

    // Words, where blanks inside quotes do not part them; the quotes stay, as they do for Conftest.
    private static List<string> Quoted(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        foreach (var c in text)
        {
            quote = quote == '\0' ? c is '"' or '\'' ? c : '\0' : c == quote ? '\0' : quote;
            if (quote == '\0' && c is ' ' or '\t' && quote == '\0')
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        words.Add(word.ToString());
        words.RemoveAll(static w => w.Length == 0);
        return words;
    }

    private static List<string>? JsonList(string text) =>
        text.StartsWith('[') && JsonReader.Read(SourceText.From("", text), []) is ArrayValue items && items.Items.ToArray().All(static i => i is StringValue)
            ? [.. items.Items.ToArray().Select(static i => ((StringValue)i).Value)]
            : null;

    private static (string Word, string Further) Cut(string text)
    {
        var at = text.AsSpan().IndexOfAny(' ', '\t');
        return at < 0 ? (text, "") : (text[..at], text[at..].Trim());
    }
}
