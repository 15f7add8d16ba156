using System.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>The names of one file, each a single string, so that parsing a name that came before allocates nothing.</summary>
internal sealed class NameTable
{
    // Names chosen to collide cost an allocation each, not a search through all that came before.
    private const int MaxSteps = 32;

    private (uint Hash, string Name)[] _slots = new (uint, string)[128];
    private int _count;

    /// <summary>Names beyond ASCII are brought to normal form C.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var mask = _slots.Length - 1;
        for (int slot = (int)hash & mask, steps = 0; steps < MaxSteps; slot = (slot + 1) & mask, steps++)
        {
            ref var entry = ref _slots[slot];
            if (entry.Name is null)
            {
                return Add(utf8, hash, ref entry);
            }

            if (entry.Hash == hash && Ascii.Equals(utf8, entry.Name))
            {
                return entry.Name;
            }
        }

        return LiteralText.Normalize(Encoding.UTF8.GetString(utf8));
    }

    private string Add(ReadOnlySpan<byte> utf8, uint hash, ref (uint Hash, string Name) entry)
    {
        if (!Ascii.IsValid(utf8))
        {
            return LiteralText.Normalize(Encoding.UTF8.GetString(utf8));
        }

        var name = Encoding.ASCII.GetString(utf8);
        entry = (hash, name);
        if (++_count > _slots.Length / 2)
        {
            Grow();
        }

        return name;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (uint, string)[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Name is not null)
            {
                var slot = (int)entry.Hash & mask;
                while (_slots[slot].Name is not null)
                {
                    slot = (slot + 1) & mask;
                }

                _slots[slot] = entry;
            }
        }
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash;
    }
}
