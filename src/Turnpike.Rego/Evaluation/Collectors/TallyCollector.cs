using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>
/// Counts or adds items up without keeping them, as long as they are plain. From the first that is not, items are kept, and
/// what was tallied before stands for the rest.
/// </summary>
internal sealed class TallyCollector(bool isSum) : ItemCollector
{
    private ArrayCollector? _kept;
    private long _tally;

    public override bool Add(Machine machine, Value item) =>
        (_kept is not null || !TryTally(machine, item)) && Keep(machine, item);

    /// <summary>The count or sum; null where the builtin has to be asked about <see cref="ToValue"/>.</summary>
    public NumberValue? Result => _kept is null ? Value.Of(_tally) : null;

    /// <summary>An array of the same count or sum as the items.</summary>
    public ArrayValue ToValue()
    {
        var kept = _kept!.ToValue().Items;
        var values = new Value[(isSum ? 1 : _tally) + kept.Length];
        Array.Fill(values, isSum ? Value.Of(_tally) : Value.Null);
        kept.CopyTo(values.AsSpan(values.Length - kept.Length));
        return ArrayValue.Create(values);
    }

    private bool TryTally(Machine machine, Value item)
    {
        if (machine.Mark is not null || !item.IsGround || item.HoldsMarks)
        {
            return false;
        }

        if (!isSum)
        {
            _tally++;
            return true;
        }

        if (item is not NumberValue number || !number.TryGetInt64(out var addend))
        {
            return false;
        }

        var sum = unchecked(_tally + addend);
        var fits = ((_tally ^ sum) & (addend ^ sum)) >= 0;
        _tally = fits ? sum : _tally;
        return fits;
    }

    private bool Keep(Machine machine, Value item) => (_kept ??= new ArrayCollector()).Add(machine, item);
}
