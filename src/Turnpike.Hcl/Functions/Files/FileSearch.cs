using Turnpike.Hcl.Evaluation;

namespace Turnpike.Hcl.Functions.Files;

/// <summary>One walk through the tree after the files that a pattern of <c>fileset</c> names.</summary>
internal sealed class FileSearch(EvaluationContext context, string pattern)
{
    private readonly List<string> _found = [];

    /// <summary>The search leads out of the tree, where nothing is looked at.</summary>
    public bool IsOutside { get; private set; }

    /// <summary>Paths of files, as the pattern writes them; null where the pattern is malformed or leads outside.</summary>
    public List<string>? Find()
    {
        var steps = FilePattern.Split(pattern, '/');
        var isWellFormed = PathText.IsAbsolute(pattern) ? Search("/", steps[1..]) : Search(".", steps);
        return isWellFormed && !IsOutside ? _found : null;
    }

    private bool Search(string folder, List<string> steps)
    {
        var plain = steps.FindIndex(static s => !FilePattern.IsPlain(s));
        plain = plain < 0 ? steps.Count : plain;
        if (plain > 0)
        {
            folder = PathText.Join(folder, string.Join('/', steps[..plain]));
            steps = steps[plain..];
        }

        if (context.Files is not { } files || TreeFiles.Locate(context, folder) is not { } place)
        {
            IsOutside = true;
            return true;
        }

        if (steps.Count == 0)
        {
            AddFile(files, folder, place);
            return true;
        }

        return files.List(place) is not { } entries || SearchIn(folder, entries, steps);
    }

    private bool SearchIn(string folder, IReadOnlyList<FileTreeEntry> entries, List<string> steps)
    {
        if (steps[0] == "**")
        {
            foreach (var entry in entries)
            {
                var path = PathText.Join(folder, entry.Name);
                if (entry.IsFolder)
                {
                    Search(path, steps);
                }
                else if (steps.Count == 1)
                {
                    _found.Add(path);
                }
            }

            if (steps.Count == 1)
            {
                return true;
            }

            steps = steps[1..];
        }

        // A fault found in a folder counts only if no other entry comes after it.
        var isWellFormed = true;
        foreach (var entry in entries)
        {
            if (!context.Budget.TrySpend())
            {
                return true;
            }

            isWellFormed = true;
            if (FilePattern.Matches(steps[0], entry.Name) is not { } matches)
            {
                return false;
            }

            if (!matches)
            {
                continue;
            }

            var path = PathText.Join(folder, entry.Name);
            if (steps.Count > 1)
            {
                isWellFormed = Search(path, steps[1..]);
            }
            else if (!entry.IsFolder)
            {
                _found.Add(path);
            }
        }

        return isWellFormed;
    }

    private void AddFile(IFileTree files, string folder, string place)
    {
        if (place.Length > 0 && files.List(place) is null && files.Read(place) is { Refusal: null })
        {
            _found.Add(folder);
        }
    }
}
