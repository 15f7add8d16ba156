using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Strings to strings, and questions about them.</summary>
internal static class StringFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddText("upper", [Str("str")], static c => LetterCase.Upper(c.Text(0)));
        all.AddText("lower", [Str("str")], static c => LetterCase.Lower(c.Text(0)));
        all.AddText("title", [Str("str")], static c => LetterCase.Title(c.Text(0)));
        all.AddText("strrev", [Str("str")], static c => Graphemes.Reverse(c.Text(0)));
        all.AddText("chomp", [Str("str")], static c => c.Text(0).TrimEnd('\r', '\n'));
        all.AddText("trim", [Str("str"), Str("cutset")], static c => Trim(c.Text(0), c.Text(1)));
        all.AddText("trimprefix", [Str("str"), Str("prefix")], static c => Starts(c.Text(0), c.Text(1)) ? c.Text(0)[c.Text(1).Length..] : c.Text(0));
        all.AddText("trimsuffix", [Str("str"), Str("suffix")], static c => Ends(c.Text(0), c.Text(1)) ? c.Text(0)[..^c.Text(1).Length] : c.Text(0));
        all.AddText("trimspace", [Str("str")], static c => GoSpace.Trim(c.Text(0)));
        all.AddTest("endswith", [Str("str"), Str("suffix")], static c => Ends(c.Text(0), c.Text(1)));
        all.Add("strcontains", new HclFunction(
            [Str("str"), Str("substr")],
            HclType.Boolean,
            static (c, _) => HclValue.Boolean(c.Text(0).Contains(c.Text(1), StringComparison.Ordinal))));
        all.AddNeverNull("startswith", [Str("str") with { AllowUnknown = true }, Str("prefix")], HclType.Boolean, StartsWith);
        all.AddNeverNull("indent", [Number("spaces"), Str("str")], HclType.String, Indent);
        all.AddNeverNull("substr", [Str("str"), Number("offset"), Number("length")], HclType.String, Substring);
        all.AddNeverNull("split", [Str("separator"), Str("str")], HclType.List(HclType.String), Split);
        all.Add("join", new HclFunction([Str("separator")], HclType.String, Join)
        {
            Variadic = TextList("lists") with { AllowUnknown = true },
            IsNeverNull = true,
        });
        return all;
    }

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

    private static bool Ends(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal);

    private static string Trim(string text, string cutset)
    {
        var cut = cutset.EnumerateRunes().ToHashSet();
        var runes = text.EnumerateRunes().ToArray();
        var start = Array.FindIndex(runes, r => !cut.Contains(r));
        if (start < 0)
        {
            return "";
        }

        var end = Array.FindLastIndex(runes, r => !cut.Contains(r));
        return string.Concat(runes[start..(end + 1)].Select(static r => r.ToString()));
    }

    private static OrFault<HclValue> StartsWith(FunctionCall call, HclType type)
    {
        var prefix = call.Text(1);
        if (call[0].IsKnown)
        {
            return HclValue.Boolean(Starts(call.Text(0), prefix));
        }

        var known = UnknownText.PrefixOf(call[0]);
        return Starts(known, prefix) ? HclValue.True
            : known.Length > 0 && Encoding.UTF8.GetByteCount(known) >= Encoding.UTF8.GetByteCount(prefix) ? HclValue.False
            : HclValue.Unknown(type);
    }

    private static OrFault<HclValue> Indent(FunctionCall call, HclType type)
    {
        if (!Integers.TryGet(call[0], out long spaces, out var fault))
        {
            return new FunctionFault(fault);
        }

        if (spaces < 0)
        {
            return new FunctionFault("the number of spaces must not be negative");
        }

        var text = call.Text(1);
        var lines = text.AsSpan().Count('\n');
        return ((Int128)spaces * lines) + text.Length > call.Context.Limits.TextLength
            ? new FunctionFault("the indented text would be too long")
            : HclValue.String(text.Replace("\n", "\n" + new string(' ', lines == 0 ? 0 : (int)spaces), StringComparison.Ordinal));
    }

    private static OrFault<HclValue> Substring(FunctionCall call, HclType type)
    {
        if (!Integers.TryGet(call[1], out long offset, out var fault) || !Integers.TryGet(call[2], out long length, out fault))
        {
            return new FunctionFault(fault);
        }

        var text = call.Text(0);
        if (offset < 0)
        {
            // Counted from the end; past the start it is the start.
            offset = Math.Max(0, offset + Graphemes.Count(text));
        }

        return HclValue.String(Graphemes.Slice(text, Integers.Clamp(offset), Integers.Clamp(length)));
    }

    private static OrFault<HclValue> Split(FunctionCall call, HclType type)
    {
        var (separator, text) = (call.Text(0), call.Text(1));
        string[] parts = separator.Length > 0
            ? text.Split(separator, StringSplitOptions.None)
            : [.. text.EnumerateRunes().Select(static r => r.ToString())];
        return HclValue.List(HclType.String, Array.ConvertAll<string, Value>(parts, static p => HclValue.String(p).Value));
    }

    private static OrFault<HclValue> Join(FunctionCall call, HclType type)
    {
        if (call.Count == 1)
        {
            return new FunctionFault("at least one list is required");
        }

        var text = new StringBuilder();
        var separator = call.Text(0);
        var isFirst = true;
        for (var i = 1; i < call.Count; i++)
        {
            for (var at = 0; call[i].IsWhollyKnown && at < call[i].Count; at++)
            {
                if (call[i].ElementAt(at).IsNull)
                {
                    return FunctionFault.At(i, $"element {at} is null; leave it out or give it a text");
                }
            }
        }

        for (var i = 1; i < call.Count; i++)
        {
            if (!call[i].IsWhollyKnown)
            {
                return HclValue.Unknown(type);
            }

            for (var at = 0; at < call[i].Count; at++)
            {
                text.Append(isFirst ? "" : separator).Append(call[i].ElementAt(at).AsString());
                isFirst = false;
            }
        }

        return text.Length > call.Context.Limits.TextLength ? new FunctionFault("the joined text is too long") : HclValue.String(text.ToString());
    }
}
