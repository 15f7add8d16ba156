using System.Runtime.InteropServices;

namespace Turnpike.Rego.Evaluation;

/// <summary>
/// Keeps a few warm machines, without locks: a thread that finds none makes one. Each thread begins at a place of its own,
/// on a cache line of its own, so that threads do not slow each other.
/// </summary>
internal sealed class MachinePool
{
    private const int Size = 16;

    private readonly Place[] _places = new Place[Size];

    public Machine Rent()
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < Size; i++)
        {
            ref var place = ref _places[(start + i) % Size];
            if (place.Machine is not null && Interlocked.Exchange(ref place.Machine, null) is { } machine)
            {
                return machine;
            }
        }

        return new Machine();
    }

    /// <summary>The machine must be released. One that an error stopped is not given back: its state is undone halfway.</summary>
    public void Return(Machine machine)
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < Size; i++)
        {
            ref var place = ref _places[(start + i) % Size];
            if (place.Machine is null && Interlocked.CompareExchange(ref place.Machine, machine, null) is null)
            {
                return;
            }
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Place
    {
        public Machine? Machine;
    }
}
