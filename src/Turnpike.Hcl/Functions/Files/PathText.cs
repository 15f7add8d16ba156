namespace Turnpike.Hcl.Functions.Files;

/// <summary>Paths as text, with forward slashes: no disk is asked.</summary>
internal static class PathText
{
    public static bool IsAbsolute(string path) => path.StartsWith('/');

    /// <summary>The shortest path that means the same: no empty and <c>.</c> steps, <c>..</c> only at the start.</summary>
    public static string Clean(string path)
    {
        var isRooted = IsAbsolute(path);
        var steps = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step is "" or ".")
            {
                continue;
            }

            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count > 0 && steps[^1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (!isRooted)
            {
                steps.Add(step);
            }
        }

        var joined = string.Join('/', steps);
        return isRooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }

    /// <summary>Cleaned; empty parts are left out.</summary>
    public static string Join(string first, string second) =>
        first.Length == 0 ? second.Length == 0 ? "" : Clean(second) : second.Length == 0 ? Clean(first) : Clean(first + "/" + second);

    public static string Base(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    public static string Directory(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    /// <summary>How to get from a folder to a path; both cleaned, both relative or both absolute.</summary>
    public static string Relative(string folder, string path)
    {
        var from = folder is "." or "/" ? [] : folder.TrimStart('/').Split('/');
        var to = path is "." or "/" ? [] : path.TrimStart('/').Split('/');
        var shared = 0;
        while (shared < from.Length && shared < to.Length && from[shared] == to[shared])
        {
            shared++;
        }

        var steps = Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)).ToArray();
        return steps.Length == 0 ? "." : string.Join('/', steps);
    }
}
