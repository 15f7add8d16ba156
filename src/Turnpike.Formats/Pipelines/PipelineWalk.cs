using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Pipelines;

/// <summary>Walks a pipeline's YAML for its scripts and actions, whatever jobs and stages they stand in.</summary>
internal sealed class PipelineWalk(List<ToolUse> uses, Func<ValuePath, int> lineOf, SourceText source)
{
    private static readonly HashSet<string> s_scripts = new(StringComparer.Ordinal) { "run", "script", "before_script", "after_script", "bash", "pwsh", "powershell", "inlineScript" };

    // Actions, tasks and images whose name tells of the tool.
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal) { "uses", "task", "image", "component", "template", "project" };

    private readonly ScriptTools _scripts = new(uses);

    public void Walk(Value value, ValuePath path, string folder)
    {
        switch (value)
        {
            case ArrayValue array:
                for (var i = 0; i < array.Count; i++)
                {
                    Walk(array[i], path.Append(i), folder);
                }

                break;
            case ObjectValue obj:
                WalkObject(obj, path, FolderOf(obj) ?? folder);
                break;
        }
    }

    private void WalkObject(ObjectValue obj, ValuePath path, string folder)
    {
        for (var i = 0; i < obj.Count; i++)
        {
            if (obj.Keys[i] is not StringValue { Value: var key })
            {
                continue;
            }

            var at = path.Append(key);
            if (s_scripts.Contains(key) && obj.Values[i] is not ObjectValue)
            {
                ReadScripts(obj.Values[i], at, folder);
            }
            else if (s_names.Contains(key) && obj.Values[i] is StringValue name)
            {
                AddNamed(name.Value, folder, lineOf(at));
            }
            else
            {
                Walk(obj.Values[i], at, folder);
            }
        }
    }

    // working-directory (GitHub, on a step or as a default), workingDirectory (Azure), TF_ROOT (GitLab's templates).
    private static string? FolderOf(ObjectValue obj)
    {
        var run = (obj.Get("defaults") as ObjectValue)?.Get("run") as ObjectValue;
        return Text(obj, "working-directory") ?? Text(obj, "workingDirectory") ?? Text(run, "working-directory")
            ?? Text(obj.Get("with") as ObjectValue, "working_directory") ?? Text(obj.Get("inputs") as ObjectValue, "workingDirectory") ?? Text(obj.Get("variables") as ObjectValue, "TF_ROOT");
    }

    private static string? Text(ObjectValue? obj, string key) => obj?.Get(key) is StringValue { Value.Length: > 0 } text ? ScriptTools.CleanFolder(text.Value) : null;

    private void ReadScripts(Value value, ValuePath path, string folder)
    {
        if (value is StringValue text)
        {
            // Of a block of text the lines follow the key's.
            var line = lineOf(path);
            _scripts.Read(text.Value, folder, n => FindLine(line, n));
        }
        else if (value is ArrayValue array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                ReadScripts(array[i], path.Append(i), folder);
            }
        }
    }

    private int FindLine(int start, string commandLine)
    {
        for (var line = start; line <= Math.Min(source.LineCount, start + 400); line++)
        {
            if (source.GetLine(line).Contains(commandLine, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return start;
    }

    private void AddNamed(string name, string folder, int line)
    {
        if (ScriptTools.ToolNamedIn(name) is { } tool)
        {
            uses.Add(new ToolUse(tool, name, folder, line));
        }
    }
}
