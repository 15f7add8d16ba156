using System.IO.Compression;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Strings;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>Values to text in other forms and back.</summary>
internal static class EncodingFunctions
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddText("base64encode", [Str("str")], static c => Convert.ToBase64String(Encoding.UTF8.GetBytes(c.Text(0))));
        all.AddText("urlencode", [Str("str")], static c => UrlText.Escape(c.Text(0)));
        all.AddText("base64gzip", [Str("str")], static c => Convert.ToBase64String(Compress(c.Text(0))));
        all.AddNeverNull("base64decode", [Str("str") with { AllowMarked = true }], HclType.String, Base64Decode);
        all.AddNeverNull("textencodebase64", [Str("string"), Str("encoding")], HclType.String, EncodeText);
        all.AddNeverNull("textdecodebase64", [Str("source"), Str("encoding")], HclType.String, DecodeText);
        all.AddNeverNull("jsonencode", [Everything("val") with { AllowMarked = false }], HclType.String, JsonEncode);
        all.AddNeverNull("yamlencode", [Everything("value") with { AllowMarked = false, AllowUnknown = true }], HclType.String, YamlEncode);
        all.Add("jsondecode", new HclFunction([Str("str")], JsonType, static (c, _) => Decode(c, JsonDecoding.TryRead)));
        all.Add("yamldecode", new HclFunction([Str("src")], AnyType, static (c, _) => Decode(c, YamlDecoding.TryRead)));
        all.Add("csvdecode", new HclFunction([Str("str")], AnyType, CsvDecode) { IsNeverNull = true });
        return all;
    }

    private delegate bool Reader(string text, out HclValue value, out string fault);

    // The type depends on the text, which is read once, by the body.
    private static OrFault<HclType> AnyType(FunctionCall call) => HclType.Dynamic;

    private static OrFault<HclValue> Decode(FunctionCall call, Reader read) => read(call.Text(0), out var value, out var fault) ? value : new FunctionFault(fault);

    private static byte[] Compress(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static OrFault<HclValue> Base64Decode(FunctionCall call, HclType type)
    {
        var text = call[0].Unmark(out var marks).AsString();
        if (Base64Text.Decode(text) is not { } bytes)
        {
            return new FunctionFault("the text is not base64 with padding");
        }

        try
        {
            return HclValue.String(s_strict.GetString(bytes)).WithMarks(marks);
        }
        catch (DecoderFallbackException)
        {
            return new FunctionFault("what the base64 text holds is not valid UTF-8");
        }
    }

    private static OrFault<HclValue> EncodeText(FunctionCall call, HclType type) =>
        TextEncodings.Find(call.Text(1)) is not { } encoding ? UnknownEncoding(call)
        : encoding.Encode(call.Text(0)) is { } bytes ? HclValue.String(Convert.ToBase64String(bytes))
        : FunctionFault.At(0, $"the string holds characters that {encoding.Name} does not have");

    private static OrFault<HclValue> DecodeText(FunctionCall call, HclType type) =>
        TextEncodings.Find(call.Text(1)) is not { } encoding ? UnknownEncoding(call)
        : Base64Text.Decode(call.Text(0)) is not { } bytes ? FunctionFault.At(0, "the text is not base64 with padding")
        : encoding.Decode(bytes) is { } text ? HclValue.String(text)
        : FunctionFault.At(0, $"the text holds what {encoding.Name} does not define");

    private static FunctionFault UnknownEncoding(FunctionCall call) =>
        FunctionFault.At(1, $"{Quotation.Of(call.Text(1))} is no known encoding; give a name or alias that IANA lists");

    private static OrFault<HclValue> JsonEncode(FunctionCall call, HclType type) =>
        call[0].IsWhollyKnown ? HclValue.String(JsonEncoding.Write(call[0])) : StartOf(call[0]);

    /// <summary>The first character of a value's JSON or HCL text says of what kind it is, so it is known where the kind is.</summary>
    internal static HclValue StartOf(HclValue value) => UnknownText.StartingExactly(!HclUnknown.IsSurelyNotNull(value) ? "" : value.Kind switch
    {
        HclTypeKind.String => "\"",
        HclTypeKind.Object or HclTypeKind.Map => "{",
        HclTypeKind.List or HclTypeKind.Set or HclTypeKind.Tuple => "[",
        _ => "",
    });

    private static OrFault<HclValue> YamlEncode(FunctionCall call, HclType type) =>
        call[0].IsWhollyKnown ? HclValue.String(YamlEncoding.Write(call[0])) : HclValue.Unknown(type);

    private static OrFault<HclType> JsonType(FunctionCall call)
    {
        var start = call[0].IsKnown ? "" : UnknownText.PrefixOf(call[0]).Trim(' ', '\t', '\n', '\r');
        return start.Length == 0 ? HclType.Dynamic : start[0] switch
        {
            '"' => HclType.String,
            't' or 'f' => HclType.Boolean,
            '-' or (>= '0' and <= '9') => HclType.Number,
            '{' or '[' or 'n' => HclType.Dynamic,
            _ => FunctionFault.At(0, $"a JSON text cannot begin with {Quotation.Of(start[..1])}"),
        };
    }

    private static OrFault<HclValue> CsvDecode(FunctionCall call, HclType type)
    {
        var csv = new CsvText(call.Text(0));
        if (csv.Next() is not { } header)
        {
            return new FunctionFault(csv.Fault ?? "the header line is missing");
        }

        var names = header.ConvertAll(static h => HclValue.String(h).AsString());
        if (names.GroupBy(static n => n, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            return new FunctionFault($"two columns have the name {Quotation.Of(twice.Key)}");
        }

        var row = HclType.Object([.. names.Select(static n => (n, HclType.String))]);
        var rows = new List<Value>();
        while (csv.Next() is { } record)
        {
            if (record.Count != names.Count)
            {
                csv.Fail($"{record.Count} fields, but the header has {names.Count}");
                break;
            }

            rows.Add(HclValue.Object([.. names.Zip(record, static (n, v) => (n, HclValue.String(v)))]).Value);
        }

        return csv.Fault is { } fault ? new FunctionFault(fault) : HclValue.List(row, [.. rows]);
    }
}
