using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Files;

/// <summary>Functions of paths as text.</summary>
internal static class PathFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddText("basename", [Str("path")], static c => PathText.Base(c.Text(0)));
        all.AddText("dirname", [Str("path")], static c => PathText.Directory(c.Text(0)));
        all.AddNeverNull("abspath", [Str("path")], HclType.String, Absolute);
        all.AddNeverNull("pathexpand", [Str("path")], HclType.String, Expand);
        return all;
    }

    private static OrFault<HclValue> Absolute(FunctionCall call, HclType type)
    {
        var path = call.Text(0);
        return PathText.IsAbsolute(path) ? HclValue.String(PathText.Clean(path))
            : call.Context.AbsoluteFolder is { } folder ? HclValue.String(PathText.Join(folder, path))
            : HclValue.Unknown(type);
    }

    private static OrFault<HclValue> Expand(FunctionCall call, HclType type)
    {
        var path = call.Text(0);
        return TreeFiles.Expand(call.Context, path) is not { } expanded ? new FunctionFault(TreeFiles.NoUserHome)
            : path.StartsWith('~') && call.Context.HomeFolder is null ? HclValue.Unknown(type)
            : HclValue.String(expanded);
    }
}
