using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed class ArrayCollector : ItemCollector
{
    private readonly List<Value> _items = [];
    private int _possible;

    public override bool Add(Machine machine, Value item)
    {
        if (machine.Mark is not { } mark)
        {
            _items.Add(item);
            return false;
        }

        _items.Add(mark.Wrap(item));
        return ++_possible > MaxPossible;
    }

    public ArrayValue ToValue()
    {
        if (_possible > MaxPossible)
        {
            var causes = Bags.Causes(_items.ToArray())!;
            _items.RemoveAll(static item => item is PossibleValue);
            _items.Add(Rest(causes));
        }

        return ArrayValue.Create([.. _items]);
    }
}
