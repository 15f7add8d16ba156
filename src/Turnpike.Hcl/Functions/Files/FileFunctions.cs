using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Files;

/// <summary>Functions of the files in the tree. Of files outside it nothing is known.</summary>
internal static class FileFunctions
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        HclParameter[] path = [Str("path") with { AllowMarked = true }];
        var all = new FunctionList();
        all.AddNeverNull("file", path, HclType.String, static (c, t) => Content(c, t, inBase64: false));
        all.AddNeverNull("filebase64", path, HclType.String, static (c, t) => Content(c, t, inBase64: true));
        all.AddNeverNull("fileexists", path, HclType.Boolean, Exists);
        all.AddNeverNull("fileset", [Str("path") with { AllowMarked = true }, Str("pattern") with { AllowMarked = true }], HclType.Set(HclType.String), FileSet);
        return all;
    }

    /// <summary>The text of a file; null after a fault or where the file is not in the tree.</summary>
    public static string? ReadText(FunctionCall call, string path, out FunctionFault? fault)
    {
        var file = TreeFiles.Read(call, path);
        fault = file.Fault is null ? null : FunctionFault.At(0, file.IsMissing
            ? $"{file.Fault}; only files that belong to the configuration can be read here, not those that a resource creates"
            : file.Fault);
        if (file.Fault is not null || file.IsOutside)
        {
            return null;
        }

        try
        {
            return s_strict.GetString(file.Bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            fault = new FunctionFault($"{Quotation.Of(path)} is not valid UTF-8; filebase64 reads any file");
            return null;
        }
    }

    private static OrFault<HclValue> Content(FunctionCall call, HclType type, bool inBase64)
    {
        var path = call[0].Unmark(out var marks).AsString();
        if (inBase64 && TreeFiles.Read(call, path) is { Fault: null, IsOutside: false } file)
        {
            return HclValue.String(Convert.ToBase64String(file.Bytes.Span)).WithMarks(marks);
        }

        return ReadText(call, path, out var fault) is { } text ? HclValue.String(text).WithMarks(marks)
            : fault is not null ? fault
            : HclValue.Unknown(type).WithMarks(marks);
    }

    private static OrFault<HclValue> Exists(FunctionCall call, HclType type)
    {
        var path = call[0].Unmark(out var marks).AsString();
        return TreeFiles.Read(call, path) switch
        {
            { IsMissing: true } => HclValue.False.WithMarks(marks),
            { Fault: { } fault } => new FunctionFault(fault),
            { IsOutside: true } => HclValue.Unknown(type).WithMarks(marks),
            _ => HclValue.True.WithMarks(marks),
        };
    }

    private static OrFault<HclValue> FileSet(FunctionCall call, HclType type)
    {
        var folder = PathText.Join(".", call[0].Unmark(out var marks).AsString());
        if (call[0].AsString().StartsWith('/'))
        {
            folder = PathText.Clean(call[0].AsString());
        }

        var pattern = PathText.Join(folder, call[1].Unmark(out var patternMarks).AsString());
        marks |= patternMarks;
        var search = new FileSearch(call.Context, pattern);
        if (search.Find() is not { } found)
        {
            return search.IsOutside ? HclValue.Unknown(type).WithMarks(marks) : new FunctionFault($"the pattern {Quotation.Of(pattern)} is malformed");
        }

        return HclValue.Set(HclType.String, [.. found.Select(p => HclValue.String(PathText.Relative(folder, p)).Value)]).WithMarks(marks);
    }
}
