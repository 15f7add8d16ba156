using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Times;

/// <summary>Functions of time. What asks the clock is unknown: it is another moment when Terraform runs.</summary>
internal static class TimeFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddNeverNull("timestamp", [], HclType.String, static (_, type) => HclValue.Unknown(type));
        all.AddNeverNull("plantimestamp", [], HclType.String, static (_, type) => HclValue.Unknown(type));
        all.AddNeverNull("timeadd", [Str("timestamp"), Str("duration")], HclType.String, Add);
        all.AddNeverNull("timecmp", [Str("timestamp_a"), Str("timestamp_b")], HclType.Number, Compare);
        all.AddNeverNull("formatdate", [Str("format"), Str("time")], HclType.String, Format);
        return all;
    }

    private static OrFault<HclValue> Add(FunctionCall call, HclType type)
    {
        if (!TimestampParser.TryParse(call.Text(0), isLenient: false, out var time, out var fault) || !DurationText.TryParse(call.Text(1), out var duration, out fault))
        {
            return new FunctionFault(fault);
        }

        return HclValue.String(time.Add(duration).ToString());
    }

    private static OrFault<HclValue> Compare(FunctionCall call, HclType type)
    {
        Span<Timestamp> times = stackalloc Timestamp[2];
        for (var i = 0; i < 2; i++)
        {
            if (!TimestampParser.TryParse(call.Text(i), isLenient: true, out times[i], out var fault))
            {
                return FunctionFault.At(i, fault);
            }
        }

        return HclValue.Integer(times[0].CompareTo(times[1]));
    }

    private static OrFault<HclValue> Format(FunctionCall call, HclType type)
    {
        if (!TimestampParser.TryParse(call.Text(1), isLenient: false, out var time, out var fault))
        {
            return FunctionFault.At(1, fault);
        }

        return DateFormat.TryFormat(call.Text(0), time, out var text, out fault) ? HclValue.String(text) : FunctionFault.At(0, fault);
    }
}
