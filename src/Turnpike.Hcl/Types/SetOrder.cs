using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>
/// Terraform's order of set members: primitives by value, then null, then unknown; all else by a text made of its parts,
/// which is also by what candidates for equality are found.
/// </summary>
internal static class SetOrder
{
    /// <summary>Sorts, drops members equal to one before, and returns how many are left. Unknowns are never equal.</summary>
    public static int SortDistinct(HclType element, Value[] members)
    {
        var keys = new Key[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            keys[i] = new Key(element, members[i], i);
        }

        Array.Sort(keys, members);
        var count = 0;
        for (var i = 0; i < members.Length; i++)
        {
            if (!IsRepeated(element, keys, members, count, i))
            {
                keys[count] = keys[i];
                members[count++] = members[i];
            }
        }

        return count;
    }

    private static bool IsRepeated(HclType element, Key[] keys, Value[] members, int count, int at)
    {
        for (var i = count - 1; i >= 0 && keys[i].SameRank(keys[at]); i--)
        {
            if (HclEquality.AreSame(new HclValue(element, members[i]), new HclValue(element, members[at])))
            {
                return true;
            }
        }

        return false;
    }

    private readonly struct Key : IComparable<Key>
    {
        private readonly Value _value;
        private readonly string? _text;
        private readonly int _rank;
        private readonly int _arrival;

        public Key(HclType element, Value value, int arrival)
        {
            _value = value;
            _arrival = arrival;
            _rank = value.Kind == ValueKind.Null ? 1 : value.Kind == ValueKind.Unknown ? 2 : 0;
            _text = _rank == 0 && !element.IsPrimitive ? SetHashText.Of(new HclValue(element, value)) : null;
        }

        public bool SameRank(Key other) => CompareValue(other) == 0;

        public int CompareTo(Key other)
        {
            var order = CompareValue(other);
            return order != 0 ? order : _arrival.CompareTo(other._arrival);
        }

        private int CompareValue(Key other)
        {
            if (_rank != other._rank || _rank != 0)
            {
                return _rank.CompareTo(other._rank);
            }

            if (_text is not null)
            {
                return CodePointOrder.Compare(_text, other._text!);
            }

            return _value is NumberValue number
                ? HclNumber.Compare(number, (NumberValue)other._value)
                : _value.CompareTo(other._value);
        }
    }
}

/// <summary>The text by which Terraform orders members of sets that are no primitives.</summary>
internal static class SetHashText
{
    public static string Of(HclValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, HclValue value)
    {
        if (!value.IsKnown)
        {
            text.Append('?');
        }
        else if (value.IsNull)
        {
            text.Append('~');
        }
        else
        {
            AppendKnown(text, value);
        }
    }

    private static void AppendKnown(StringBuilder text, HclValue value)
    {
        switch (value.Kind)
        {
            case HclTypeKind.Number:
                text.Append(HclNumber.ToHashText(value.AsNumber()));
                break;
            case HclTypeKind.Boolean:
                text.Append(value.AsBoolean() ? 'T' : 'F');
                break;
            case HclTypeKind.String:
                text.Append('"').Append(value.AsString()).Append('"');
                break;
            case HclTypeKind.Map:
                AppendParts(text, value, '{', '}');
                break;
            case HclTypeKind.List or HclTypeKind.Set:
                AppendParts(text, value, '[', ']');
                break;
            default:
                AppendParts(text, value, '<', '>');
                break;
        }
    }

    private static void AppendParts(StringBuilder text, HclValue value, char open, char close)
    {
        text.Append(open);
        for (var i = 0; i < value.Count; i++)
        {
            if (value.Kind == HclTypeKind.Map)
            {
                text.Append('"').Append(value.KeyAt(i)).Append("\":");
            }

            Append(text, value.ElementAt(i));
            text.Append(';');
        }

        text.Append(close);
    }
}
