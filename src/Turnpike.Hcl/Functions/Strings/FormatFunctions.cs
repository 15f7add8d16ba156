using System.Globalization;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary><c>format</c> and <c>formatlist</c>.</summary>
internal static class FormatFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var arguments = Any("args") with { AllowNull = true, AllowUnknown = true };
        return new FunctionList
        {
            { "format", new HclFunction([Str("format")], HclType.String, Format) { Variadic = arguments, IsNeverNull = true } },
            { "formatlist", new HclFunction([Str("format")], HclType.List(HclType.String), FormatList) { Variadic = arguments, IsNeverNull = true } },
        };
    }

    private static OrFault<HclValue> Format(FunctionCall call, HclType type)
    {
        if (!AreWhollyKnown(call.Arguments[1..]))
        {
            return PrefixOf(call.Text(0));
        }

        return Write(call, call.Arguments[1..], out var text, out var fault) ? HclValue.String(text) : fault!;
    }

    private static bool AreWhollyKnown(ReadOnlySpan<HclValue> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!argument.IsWhollyKnown)
            {
                return false;
            }
        }

        return true;
    }

    // What stands before the first directive is known.
    private static HclValue PrefixOf(string format)
    {
        var percent = format.IndexOf('%', StringComparison.Ordinal);
        return percent > 0 ? UnknownText.StartingWith(format[..percent]) : HclValue.Unknown(HclType.String);
    }

    private static bool Write(FunctionCall call, ReadOnlySpan<HclValue> arguments, out string text, out FunctionFault? fault)
    {
        var isWritten = FormatText.TryWrite(call.Text(0), arguments, call.Context.Limits.TextLength, out text, out var used, out var message);
        fault = !isWritten ? new FunctionFault(message)
            : used < arguments.Length ? FunctionFault.At(used + 1, used == 0 ? "the format has no directive for it" : $"the format uses only {used} argument{(used == 1 ? "" : "s")}")
            : null;
        return fault is null;
    }

    private static OrFault<HclValue> FormatList(FunctionCall call, HclType type)
    {
        if (call.Count == 1)
        {
            return Write(call, [], out var only, out var refused) ? HclValue.List(HclType.String, HclValue.String(only).Value) : refused!;
        }

        if (CheckLengths(call, out var count, out var isUnknown) is { } mismatch)
        {
            return mismatch;
        }

        if (isUnknown)
        {
            return HclValue.Unknown(type);
        }

        var items = new Value[count < 0 ? 1 : count];
        for (var i = 0; i < items.Length; i++)
        {
            if (FormatItem(call, i, out var item) is { } fault)
            {
                return new FunctionFault(string.Create(CultureInfo.InvariantCulture, $"element {i}: {fault.Message}"));
            }

            items[i] = item;
        }

        return HclValue.List(HclType.String, items);
    }

    // Lists, sets and tuples go side by side, all others stay the same for each.
    private static FunctionFault? CheckLengths(FunctionCall call, out int count, out bool isUnknown)
    {
        (count, isUnknown) = (-1, false);
        var first = 0;
        for (var i = 1; i < call.Count; i++)
        {
            var argument = call[i];
            if (!IsSequence(argument))
            {
                continue;
            }

            isUnknown |= !argument.IsKnown;
            if (!argument.IsKnown && argument.Type is not TupleType)
            {
                continue;
            }

            var length = argument.Type is TupleType tuple ? tuple.Count : argument.Count;
            if (count < 0)
            {
                (count, first) = (length, i);
            }
            else if (length != count)
            {
                return FunctionFault.At(i, $"argument {i} has {length} elements, but argument {first} has {count}");
            }
        }

        return null;
    }

    private static bool IsSequence(HclValue value) => value.Kind is HclTypeKind.List or HclTypeKind.Set or HclTypeKind.Tuple && !value.IsNull;

    private static FunctionFault? FormatItem(FunctionCall call, int index, out Value item)
    {
        var arguments = new HclValue[call.Count - 1];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = call[i + 1];
            arguments[i] = IsSequence(argument) ? argument.ElementAt(index) : argument;
        }

        if (!AreWhollyKnown(arguments))
        {
            item = HclValue.Unknown(HclType.String).Value;
            return null;
        }

        item = Write(call, arguments, out var text, out var fault) ? HclValue.String(text).Value : Value.Null;
        return fault;
    }
}
