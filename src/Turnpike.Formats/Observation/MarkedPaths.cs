using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>A value taken apart into what can be written as JSON and the paths of its marks. Unknown parts become null.</summary>
internal sealed class MarkedPaths
{
    private readonly List<ValuePath> _sensitive = [];
    private readonly List<ValuePath> _unknown = [];

    public MarkedPaths(ObjectValue attributes) => Plain = Walk(attributes, ValuePath.Root);

    public Value Plain { get; }

    public IReadOnlyList<ValuePath> Sensitive => _sensitive;

    public IReadOnlyList<ValuePath> Unknown => _unknown;

    private Value Walk(Value value, ValuePath path, bool isWithin = false)
    {
        if (value.IsGround && !value.HoldsSensitive)
        {
            return value;
        }

        if (value.IsSensitive && !isWithin)
        {
            _sensitive.Add(path);
            isWithin = true;
        }

        switch (value)
        {
            case ObjectValue obj:
                var members = obj.Values.ToArray();
                for (var i = 0; i < members.Length; i++)
                {
                    members[i] = Walk(members[i], path.Append(obj.Keys[i]), isWithin);
                }

                return ObjectValue.Create(obj.Shape, members);
            case ArrayValue array:
                return ArrayValue.Create([.. array.Items.ToArray().Select((item, i) => Walk(item, path.Append(i), isWithin))]);
            case SetValue set:
                return Walk(ArrayValue.Create(set.Items.ToArray()), path, isWithin);
            case UnknownValue or PossibleValue:
                _unknown.Add(path);
                return Value.Null;
            default:
                return value;
        }
    }
}
