using Turnpike.Hcl.Evaluation;

namespace Turnpike.Hcl.Functions.Files;

/// <summary>What became of reading a file.</summary>
/// <param name="Fault">Why there is nothing to read; null where there is.</param>
/// <param name="IsMissing">There is no such file.</param>
/// <param name="IsOutside">It lies outside the tree, where nothing is looked at: it may exist or not.</param>
internal readonly record struct FileRead(ReadOnlyMemory<byte> Bytes, string? Fault = null, bool IsMissing = false, bool IsOutside = false);

/// <summary>Paths as the language writes them, looked up in the tree of files.</summary>
internal static class TreeFiles
{
    public const string NoUserHome = "the home folder of another user is not known";

    /// <summary>With <c>~</c> at the start replaced; null where it names another user.</summary>
    public static string? Expand(EvaluationContext context, string path)
    {
        if (!path.StartsWith('~'))
        {
            return path;
        }

        if (path.Length > 1 && path[1] is not ('/' or '\\'))
        {
            return null;
        }

        return context.HomeFolder is { } home ? PathText.Join(home, path[1..]) : path;
    }

    /// <summary>The place in the tree of a path that is relative to the working folder or absolute; null where it lies outside.</summary>
    public static string? Locate(EvaluationContext context, string path)
    {
        if (path.StartsWith('~'))
        {
            return null;
        }

        if (PathText.IsAbsolute(path))
        {
            if (context.AbsoluteFolder is not { } folder)
            {
                return null;
            }

            path = PathText.Relative(PathText.Clean(folder), PathText.Clean(path));
        }

        var place = PathText.Join(context.WorkingFolder.Length == 0 ? "." : context.WorkingFolder, path);
        return place == "." ? "" : place == ".." || place.StartsWith("../", StringComparison.Ordinal) ? null : place;
    }

    public static FileRead Read(FunctionCall call, string path)
    {
        var context = call.Context;
        if (Expand(context, path) is not { } expanded)
        {
            return new FileRead(default, NoUserHome);
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return new FileRead(default, "a path cannot hold the character U+0000");
        }

        if (context.Files is not { } files || Locate(context, expanded) is not { } place)
        {
            return new FileRead(default, IsOutside: true);
        }

        if (files.Read(place) is { } content)
        {
            return content.Refusal is { } refusal ? new FileRead(default, refusal) : new FileRead(content.Bytes);
        }

        return files.List(place) is not null ? new FileRead(default, $"{Quotation.Of(PathText.Clean(expanded))} is a folder, not a file")
            : IsBelowFile(files, place) ? new FileRead(default, $"a file stands where {Quotation.Of(path)} needs a folder")
            : new FileRead(default, $"there is no file {Quotation.Of(path)}", IsMissing: true);
    }

    /// <summary>Some step of a path is a file, so that nothing can lie below it.</summary>
    public static bool IsBelowFile(IFileTree files, string place)
    {
        for (var slash = place.LastIndexOf('/'); slash > 0; slash = place.LastIndexOf('/', slash - 1))
        {
            if (files.List(place[..slash]) is not null)
            {
                return false;
            }

            if (files.Read(place[..slash]) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
