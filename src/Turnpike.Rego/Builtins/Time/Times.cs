using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Time;

/// <summary><c>time.*</c>: moments are nanoseconds since 1970, in 64 bits.</summary>
internal static class Times
{
    private static readonly RegoType s_zoned = RegoType.AnyOf(RegoType.Number, RegoType.Tuple(RegoType.Number, RegoType.String));
    private static readonly RegoType s_formatted = RegoType.AnyOf(
        RegoType.Number,
        RegoType.Tuple(RegoType.Number, RegoType.String),
        RegoType.Tuple(RegoType.Number, RegoType.String, RegoType.String));

    private static readonly RegoType s_three = RegoType.Tuple(RegoType.Number, RegoType.Number, RegoType.Number);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("time.now_ns", [], RegoType.Number, static (c, _) => Value.Of(c.Now)) { IsNondeterministic = true },
        new("time.parse_ns", [RegoType.String, RegoType.String], RegoType.Number, static (c, a) => Parse(c, GoLayout.Named(a.Text(0)), a.Text(1))),
        new("time.parse_rfc3339_ns", [RegoType.String], RegoType.Number, static (c, a) => Parse(c, GoLayout.Named("RFC3339"), a.Text(0))),
        new("time.parse_duration_ns", [RegoType.String], RegoType.Number, static (c, a) => Durations.Parse(a.Text(0), out var error) is { } duration ? Value.Of(duration) : c.Fail(error)),
        new("time.format", [s_formatted], RegoType.String, Format),
        new("time.date", [s_zoned], s_three, static (c, a) => TryRead(c, 1, a[0], out var at) ? Three(at.Civil.Year, at.Civil.Month, at.Civil.Day) : null),
        new("time.clock", [s_zoned], s_three, static (c, a) => TryRead(c, 1, a[0], out var at) ? Three(at.Civil.Hour, at.Civil.Minute, at.Civil.Second) : null),
        new("time.weekday", [s_zoned], RegoType.String, static (c, a) => TryRead(c, 1, a[0], out var at) ? Value.Of(GoLayout.Weekdays[at.Civil.Weekday]) : null),
        new("time.add_date", [RegoType.Number, RegoType.Number, RegoType.Number, RegoType.Number], RegoType.Number, AddDate),
        new("time.diff", [s_zoned, s_zoned], RegoType.Tuple(RegoType.Number, RegoType.Number, RegoType.Number, RegoType.Number, RegoType.Number, RegoType.Number), Difference),
    ];

    private static ArrayValue Three(long first, int second, int third) => Value.Array(Value.Of(first), Value.Of(second), Value.Of(third));

    private static Value? Result(BuiltinContext context, Moment moment) =>
        moment.IsInRange ? Value.Of((long)moment.Nanoseconds) : context.Fail("time outside of valid range");

    private static Value? Parse(BuiltinContext context, string layout, string text) =>
        GoTimeParse.TryParse(layout, text, out var moment, out var error) ? Result(context, moment) : context.Fail(error);

    /// <summary>Reads nanoseconds, or an array of nanoseconds, zone and (for <c>time.format</c>) layout.</summary>
    private static bool TryRead(BuiltinContext context, int operand, Value argument, out Moment moment)
    {
        moment = default;
        var zone = Zone.Utc;
        var number = argument;
        if (argument is ArrayValue array)
        {
            if (array.Count == 0 || array[0] is not NumberValue || (array.Count > 1 && array[1] is not StringValue))
            {
                context.Fail(BuiltinError.Type, $"operand {operand} must be either number (ns) or array of [number (ns), string (timezone)]");
                return false;
            }

            number = array[0];
            var name = array.Count > 1 ? ((StringValue)array[1]).Value : "";
            if (Zone.Find(name) is not { } found)
            {
                context.Fail($"unknown time zone {name}");
                return false;
            }

            zone = found;
        }

        if (!((NumberValue)number).TryGetInt64(out var nanoseconds))
        {
            context.Fail("timestamp too big");
            return false;
        }

        moment = new Moment(nanoseconds, zone);
        return true;
    }

    private static Value? Format(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TryRead(context, 1, arguments[0], out var moment))
        {
            return null;
        }

        var layout = "RFC3339Nano";
        if (arguments[0] is ArrayValue { Count: > 2 } array)
        {
            if (array[2] is not StringValue text)
            {
                return context.WrongType(1, "string", array[2]);
            }

            layout = text.Value;
        }

        return Value.Of(GoTimeFormat.Format(moment, GoLayout.Named(layout)));
    }

    private static Value? AddDate(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TryRead(context, 1, arguments[0], out var moment)
            || !Operands.TryGetInteger(context, 2, arguments[1], out var years)
            || !Operands.TryGetInteger(context, 3, arguments[2], out var months)
            || !Operands.TryGetInteger(context, 4, arguments[3], out var days))
        {
            return null;
        }

        var at = moment.Civil;
        return Result(context, Moment.At(at.Year + years, at.Month + (long)months, at.Day + (long)days, at.Hour, at.Minute, at.Second, moment.Nanosecond, moment.Zone));
    }

    private static Value? Difference(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TryRead(context, 1, arguments[0], out var first) || !TryRead(context, 2, arguments[1], out var second))
        {
            return null;
        }

        second = second with { Zone = first.Zone };
        (first, second) = first.Nanoseconds > second.Nanoseconds ? (second, first) : (first, second);
        var (from, to) = (first.Civil, second.Civil);
        long[] parts = [to.Year - from.Year, to.Month - from.Month, to.Day - from.Day, to.Hour - from.Hour, to.Minute - from.Minute, to.Second - from.Second];
        long[] sizes = [0, 12, CivilTime.DaysIn(from.Year, from.Month), 24, 60, 60];
        for (var i = 5; i > 0; i--)
        {
            if (parts[i] < 0)
            {
                parts[i] += sizes[i];
                parts[i - 1]--;
            }
        }

        return ArrayValue.Create([.. parts.Select(static part => Value.Of(part))]);
    }
}
