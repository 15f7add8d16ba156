using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Where a withheld value stands: it is named by its marker, which tells people nothing.</summary>
internal static class WithheldPlace
{
    private const string Elsewhere = "a sensitive value";

    public static string Find(UnknownValue unknown, Subject subject)
    {
        foreach (var attributes in subject.Attributes)
        {
            if (Find(attributes, unknown, ValuePath.Root) is { } path)
            {
                return path.ToString();
            }
        }

        return Elsewhere;
    }

    // A part of a withheld value has the name of the whole, with its own steps behind it.
    private static ValuePath? Find(Value value, UnknownValue unknown, ValuePath path)
    {
        switch (value)
        {
            case { IsGround: true }:
                return null;
            case UnknownValue { Origin: UnknownOrigin.Withheld } found:
                return unknown.Id.StartsWith(found.Id, StringComparison.Ordinal) ? path : null;
            case ObjectValue obj:
                for (var i = 0; i < obj.Count; i++)
                {
                    if (!obj.Values[i].IsGround && Find(obj.Values[i], unknown, path.Append(obj.Keys[i])) is { } inside)
                    {
                        return inside;
                    }
                }

                return null;
            case ArrayValue array:
                for (var i = 0; i < array.Count; i++)
                {
                    if (!array[i].IsGround && Find(array[i], unknown, path.Append(i)) is { } inside)
                    {
                        return inside;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
