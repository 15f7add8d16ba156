using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>The members of an object in a data file, each taken once; what nobody took is a mistake.</summary>
internal sealed class Fields(ObjectValue value)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Text(string name) => Turnpike.Connectors.Mappings.Expression.Text(Take(name)) ?? throw new InvalidDataException($"{name} is missing");

    public string TextOr(string name, string otherwise) => Turnpike.Connectors.Mappings.Expression.Text(Take(name)) ?? otherwise;

    public double? Number(string name) => (Take(name) as NumberValue)?.ToDouble();

    public Expression? Expression(string name) => Take(name) is { } v ? ExpressionParser.Parse(Turnpike.Connectors.Mappings.Expression.Text(v) ?? throw new InvalidDataException($"{name} is no expression")) : null;

    public ObjectValue? Object(string name) => Take(name) as ObjectValue;

    public IEnumerable<string> Texts(string name) => Turnpike.Connectors.Mappings.Expression.List(Take(name)).ToArray().Select(v => Turnpike.Connectors.Mappings.Expression.Text(v)!);

    public IEnumerable<Fields> Objects(string name) => Turnpike.Connectors.Mappings.Expression.List(Take(name)).ToArray().OfType<ObjectValue>().Select(o => new Fields(o));

    public void Done()
    {
        foreach (var key in value.Keys)
        {
            if (key is not StringValue { Value: var name } || !_taken.Contains(name))
            {
                throw new InvalidDataException($"{JsonText.Revealed(key)} is not known here");
            }
        }
    }

    private Value? Take(string name)
    {
        _taken.Add(name);
        return value.Get(name);
    }
}
