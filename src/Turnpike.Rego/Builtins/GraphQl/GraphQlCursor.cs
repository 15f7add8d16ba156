using Turnpike.Values;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>Tokens one after another, and what queries and schemas share: names, types, values, directives.</summary>
internal sealed class GraphQlCursor
{
    private const int MaxDepth = 200;

    private readonly BuiltinContext _context;
    private readonly GraphQlLexer _lexer;
    private int _depth;

    public GraphQlCursor(BuiltinContext context, string text)
    {
        _context = context;
        _lexer = new GraphQlLexer(text);
        Token = _lexer.Next();
    }

    public GraphQlToken Token { get; private set; }

    public bool IsDone => Token.Kind == GraphQlTokenKind.End;

    public bool IsText => Token.Kind is GraphQlTokenKind.String or GraphQlTokenKind.BlockString;

    public GraphQlException Unexpected() => new($"Unexpected {Token}", Token);

    public GraphQlToken Take()
    {
        _context.Step();
        var token = Token;
        Token = _lexer.Next();
        return token;
    }

    public bool Skip(string punctuation)
    {
        if (!Token.Is(punctuation))
        {
            return false;
        }

        Take();
        return true;
    }

    public bool IsKeyword(string keyword) => Token.Kind == GraphQlTokenKind.Name && Token.Text == keyword;

    public void Expect(string punctuation)
    {
        if (!Skip(punctuation))
        {
            throw new GraphQlException($"Expected {punctuation}, found {Token}", Token);
        }
    }

    public void ExpectKeyword(string keyword)
    {
        if (!IsKeyword(keyword))
        {
            throw new GraphQlException($"Expected {GoQuote.Of(keyword)}, found {Token}", Token);
        }

        Take();
    }

    public string Name() => Token.Kind == GraphQlTokenKind.Name
        ? Take().Text
        : throw new GraphQlException($"Expected Name, found {Token}", Token);

    /// <summary>What stands between two brackets; nothing where the first is not there.</summary>
    public List<Value> Many(string open, string close, Func<Value> item, bool atLeastOne = false)
    {
        var items = new List<Value>();
        if (!Skip(open))
        {
            return items;
        }

        if (++_depth > MaxDepth)
        {
            throw new GraphQlException("nested too deeply", Token);
        }

        while (!Token.Is(close))
        {
            items.Add(item());
        }

        if (atLeastOne && items.Count == 0)
        {
            throw new GraphQlException($"expected at least one definition, found {Token.KindName}", Token);
        }

        _depth--;
        Take();
        return items;
    }

    /// <summary>An object of the tree; members without a value are left out, as are empty lists.</summary>
    public static ObjectValue Node(params ReadOnlySpan<(string Key, Value? Value)> members)
    {
        var node = new ObjectBuilder(members.Length);
        foreach (var (key, value) in members)
        {
            if (value is not (null or ArrayValue { Count: 0 }))
            {
                node.Set(key, value);
            }
        }

        return node.ToValue();
    }

    public static ArrayValue List(List<Value> items) => ArrayValue.Create([.. items]);

    public ObjectValue Type()
    {
        ObjectValue? element = null;
        var name = "";
        if (Token.Is("["))
        {
            element = (ObjectValue)Many("[", "]", ListElement, atLeastOne: true)[0];
        }
        else
        {
            name = Name();
        }

        return Node(("NamedType", Value.Of(name)), ("Elem", element), ("NonNull", Value.Of(Skip("!"))));
    }

    public ArrayValue Directives(bool isConstant)
    {
        var directives = new List<Value>();
        while (Skip("@"))
        {
            directives.Add(Node(("Name", Value.Of(Name())), ("Arguments", Arguments(isConstant)), ("Location", Value.Of(""))));
        }

        return List(directives);
    }

    public ArrayValue Arguments(bool isConstant) => List(Many("(", ")", () =>
    {
        var name = Name();
        Expect(":");
        return Node(("Name", Value.Of(name)), ("Value", Literal(isConstant)));
    }));

    public ObjectValue Literal(bool isConstant)
    {
        switch (Token.Kind)
        {
            case GraphQlTokenKind.Int:
                return Literal(1, Take().Text);
            case GraphQlTokenKind.Float:
                return Literal(2, Take().Text);
            case GraphQlTokenKind.String:
                return Literal(3, Take().Text);
            case GraphQlTokenKind.BlockString:
                return Literal(4, Take().Text);
            case GraphQlTokenKind.Name:
                var name = Take().Text;
                return Literal(name switch { "true" or "false" => 5, "null" => 6, _ => 7 }, name);
            case GraphQlTokenKind.Punctuation when Token.Text == "$" && !isConstant:
                Take();
                return Literal(0, Name());
            case GraphQlTokenKind.Punctuation when Token.Text == "[":
                return Literal(8, "", Many("[", "]", () => Node(("Name", Value.Of("")), ("Value", Literal(isConstant)))));
            case GraphQlTokenKind.Punctuation when Token.Text == "{":
                return Literal(9, "", Many("{", "}", () =>
                {
                    var key = Name();
                    Expect(":");
                    return Node(("Name", Value.Of(key)), ("Value", Literal(isConstant)));
                }));
            default:
                throw Unexpected();
        }
    }

    private static ObjectValue Literal(int kind, string raw, List<Value>? children = null) => Node(
        ("Raw", Value.Of(raw)),
        ("Kind", Value.Of(kind)),
        ("Children", children is null ? null : List(children)),
        ("ExpectedTypeHasDefault", Value.False));

    private Value ListElement()
    {
        var type = Type();
        return Token.Is("]") ? type : throw new GraphQlException($"Expected ], found {Token}", Token);
    }
}
