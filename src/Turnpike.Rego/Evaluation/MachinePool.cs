namespace Turnpike.Rego.Evaluation;

/// <summary>Keeps a few warm machines, without locks: a thread that finds none makes one.</summary>
internal sealed class MachinePool
{
    private readonly Machine?[] _machines = new Machine?[16];

    public Machine Rent()
    {
        for (var i = 0; i < _machines.Length; i++)
        {
            if (_machines[i] is not null && Interlocked.Exchange(ref _machines[i], null) is { } machine)
            {
                return machine;
            }
        }

        return new Machine();
    }

    /// <summary>The machine must be released. One that an error stopped is not given back: its state is undone halfway.</summary>
    public void Return(Machine machine)
    {
        for (var i = 0; i < _machines.Length; i++)
        {
            if (_machines[i] is null && Interlocked.CompareExchange(ref _machines[i], machine, null) is null)
            {
                return;
            }
        }
    }
}
