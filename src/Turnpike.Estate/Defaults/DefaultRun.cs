using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>Fills in the defaults of one resource.</summary>
/// <param name="name">Begins the ids of values that are not known.</param>
/// <param name="isNew">It is created by its change: a value that the provider will compute takes a certain default.</param>
/// <param name="versions">The provider versions that may be in use.</param>
/// <param name="filled">Told of each default that was taken, and where.</param>
internal readonly struct DefaultRun(string name, ObjectValue attributes, bool isNew, VersionRange versions, Action<ValuePath, ProviderDefault>? filled)
{
    /// <summary>The member itself where it is set; else what stands for it, null for nothing.</summary>
    public Value? Fill(Value? member, List<ProviderDefault> entries, ValuePath path, Value key)
    {
        var isUnset = member is null or NullValue or ArrayValue { Count: 0 };
        var isComputed = member is UnknownValue { Origin: UnknownOrigin.ComputedUnset };
        if (!isUnset && !(isComputed && isNew))
        {
            return member;
        }

        var applicable = Applicable(entries);
        if (applicable.Count == 0 || (isComputed && !applicable.TrueForAll(static e => e.IsCertain)))
        {
            return member;
        }

        var entry = applicable[0];
        if (member is null && (entry.IsPattern || entry.Versions != VersionRange.All))
        {
            // A plan lists every attribute of its provider's schema: this provider or this type does not have this one.
            return null;
        }

        if ((entry.IsForNew && !isNew) || !IsSettled(applicable))
        {
            return isComputed ? member : Open(path.Append(key));
        }

        if (entry.Value.Equals(member))
        {
            return member;
        }

        filled?.Invoke(path.Append(key), entry);
        return member is { IsSensitive: true } ? entry.Value.ToSensitive() : entry.Value;
    }

    private UnknownValue Open(ValuePath path)
    {
        var unknown = new UnknownValue(name, UnknownOrigin.ComputedUnset);
        foreach (var step in path)
        {
            unknown = unknown.Child(step);
        }

        return unknown;
    }

    private List<ProviderDefault> Applicable(List<ProviderDefault> entries)
    {
        List<ProviderDefault>? applicable = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var holds = Holds(entries[i]);
            if (!holds)
            {
                applicable ??= entries.GetRange(0, i);
            }
            else
            {
                applicable?.Add(entries[i]);
            }
        }

        return applicable ?? entries;
    }

    private bool Holds(ProviderDefault entry)
    {
        foreach (var (name, expected) in entry.Where)
        {
            var value = attributes.Get(name);
            var isUnset = value is null or NullValue or ArrayValue { Count: 0 } or StringValue { Value: "" } or UnknownValue { Origin: UnknownOrigin.ComputedUnset };
            if (expected.Kind == ValueKind.Null ? !isUnset : !expected.Equals(value ?? Value.Null))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every version that may be in use has a default, and it is the same.</summary>
    private bool IsSettled(List<ProviderDefault> entries)
    {
        if (entries.Count == 1 && entries[0].Versions == VersionRange.All)
        {
            return true;
        }

        var at = versions.From;
        foreach (var entry in entries.OrderBy(static e => e.Versions.From))
        {
            if (entry.Versions.From > at || !entry.Value.Equals(entries[0].Value))
            {
                return false;
            }

            at = entry.Versions.Below > at ? entry.Versions.Below : at;
        }

        return at >= versions.Below;
    }
}
