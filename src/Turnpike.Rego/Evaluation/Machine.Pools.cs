namespace Turnpike.Rego.Evaluation;

internal sealed partial class Machine
{
    private readonly Stack<ValueCollector> _collectors = new();

    public ValueCollector RentValueCollector() => _collectors.TryPop(out var collector) ? collector : new ValueCollector();

    public void ReturnValueCollector(ValueCollector collector)
    {
        collector.Reset();
        _collectors.Push(collector);
    }
}
