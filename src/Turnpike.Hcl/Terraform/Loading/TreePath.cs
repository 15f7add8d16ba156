namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>Paths in a tree of files: forward slashes, no <c>.</c> and <c>..</c> steps, the root is empty.</summary>
internal static class TreePath
{
    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    /// <summary>The place of a relative path; null where it leads out of the tree.</summary>
    public static string? Resolve(string folder, string relative)
    {
        if (relative.StartsWith('/'))
        {
            return null;
        }

        var steps = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var step in relative.Split('/', '\\'))
        {
            switch (step)
            {
                case "" or ".":
                    break;
                case ".." when steps.Count == 0:
                    return null;
                case "..":
                    steps.RemoveAt(steps.Count - 1);
                    break;
                default:
                    steps.Add(step);
                    break;
            }
        }

        return string.Join('/', steps);
    }

    /// <summary>The way from one folder to another, as <c>path.module</c> shows it.</summary>
    public static string Relative(string from, string to)
    {
        var a = from.Length == 0 ? [] : from.Split('/');
        var b = to.Length == 0 ? [] : to.Split('/');
        var common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common])
        {
            common++;
        }

        var path = string.Join('/', Enumerable.Repeat("..", a.Length - common).Concat(b.Skip(common)));
        return path.Length == 0 ? "." : path;
    }
}
