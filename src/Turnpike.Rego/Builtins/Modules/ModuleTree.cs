using System.Collections.Immutable;
using System.Globalization;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Modules;

/// <summary>Syntax trees as values in the shape of OPA's JSON, without places.</summary>
internal sealed class ModuleTree
{
    private int _wildcards;

    public ObjectValue Module(RegoModule module) => Node(
        ("package", Node(("path", Path(["data", .. module.Package.Path])))),
        ("imports", List(module.Imports, import => Node(
            ("path", Typed("ref", Path(import.Path))),
            ("alias", import.Alias is { } alias ? Value.Of(alias.Name) : null)))),
        ("rules", List(module.Rules, Rule)),
        ("annotations", List(module.Annotations, static annotation => annotation.Document)));

    private ObjectValue Rule(RegoRule rule) => Node(
        ("default", rule.IsDefault ? Value.True : null),
        ("head", Head(rule.Head)),
        ("body", Body(rule.Body)),
        ("else", Else(rule.Head, rule.Else, 0)),
        ("annotations", List(rule.Annotations, static annotation => annotation.Document)));

    private ObjectValue Head(RuleHead head) => Node(
        ("name", head.Path.IsEmpty ? Value.Of(head.Name.Name) : null),
        ("ref", Value.Array([Var(head.Name.Name), .. head.Path.Select(Term)])),
        ("args", List(head.Arguments, Term)),
        ("key", head.Key is { } key ? Term(key) : null),
        ("value", head.Value is { } value ? Term(value) : head.Kind == RuleKind.Set ? null : True()),
        ("assign", head.IsAssign ? Value.True : null));

    private ObjectValue? Else(RuleHead head, ImmutableArray<ElseClause> clauses, int at) => at >= clauses.Length
        ? null
        : Node(
            ("head", Head(head with { Value = clauses[at].Value, IsAssign = clauses[at].IsAssign })),
            ("body", Body(clauses[at].Body)),
            ("else", Else(head, clauses, at + 1)));

    private ArrayValue Body(RegoBody? body)
    {
        if (body is null)
        {
            return Value.Array(Node(("index", Value.Of(0)), ("terms", True())));
        }

        var statements = new Value[body.Statements.Length];
        for (var i = 0; i < statements.Length; i++)
        {
            var statement = body.Statements[i];
            statements[i] = Node(
                ("index", Value.Of(i)),
                ("negated", statement.IsNegated ? Value.True : null),
                ("terms", Terms(statement.Expr)),
                ("with", List(statement.Modifiers, With)));
        }

        return ArrayValue.Create(statements);
    }

    private ObjectValue With(WithModifier modifier) => Node(("target", Term(modifier.Target)), ("value", Term(modifier.Value)));

    private Value Terms(Expr expr) => expr switch
    {
        AssignExpr assign => Call("assign", assign.Target, assign.Value),
        UnifyExpr unify => Call("eq", unify.Left, unify.Right),
        SomeExpr some => Node(("symbols", List(some.Variables, Term))),
        SomeInExpr some => Node(("symbols", Value.Array(Typed("call", Member(some.Key, some.Value, some.Collection))))),
        EveryExpr every => Node(
            ("key", every.Key is { } key ? Term(key) : Value.Null),
            ("value", Term(every.Value)),
            ("domain", Term(every.Domain)),
            ("body", Body(every.Body))),

        // What is called stands in the statement itself, not in a term of it.
        TermExpr { Term: CallTerm or InfixTerm or MembershipTerm } condition => Term(condition.Term).Get("value")!,
        TermExpr condition => Term(condition.Term),
        _ => Value.Null,
    };

    private ObjectValue Term(Term term) => term switch
    {
        ScalarTerm scalar => Typed(Types.ValueKindNames.Of(scalar.Value.Kind), scalar.Value),
        VarTerm { IsWildcard: true } => Var("$" + (_wildcards++).ToString(CultureInfo.InvariantCulture)),
        VarTerm { Name: "input" or "data" } root => Typed("ref", Value.Array(Var(root.Name))),
        VarTerm variable => Var(variable.Name),
        RefTerm reference => Typed("ref", Value.Array([reference.Head is VarTerm { IsWildcard: false } head ? Var(head.Name) : Term(reference.Head), .. reference.Path.Select(Term)])),
        ArrayTerm array => Typed("array", List(array.Items, Term) ?? ArrayValue.Empty),
        SetTerm set => Typed("set", List(set.Items, Term) ?? ArrayValue.Empty),
        ObjectTerm obj => Typed("object", List(obj.Members, member => Value.Array(Term(member.Key), Term(member.Value))) ?? ArrayValue.Empty),
        ArrayComprehension array => Typed("arraycomprehension", Node(("term", Term(array.Item)), ("body", Body(array.Body)))),
        SetComprehension set => Typed("setcomprehension", Node(("term", Term(set.Item)), ("body", Body(set.Body)))),
        ObjectComprehension obj => Typed("objectcomprehension", Node(("key", Term(obj.Key)), ("value", Term(obj.Value)), ("body", Body(obj.Body)))),
        CallTerm call => Typed("call", Value.Array([Function(call.Function), .. call.Arguments.Select(Term)])),
        InfixTerm infix => Typed("call", Call(infix.Operator.BuiltinName(), infix.Left, infix.Right)),
        MembershipTerm member => Typed("call", Member(member.Key, member.Value, member.Collection)),
        TemplateTerm template => Typed("templatestring", Node(("parts", List(template.Parts, Part)))),
        _ => Typed("null", Value.Null),
    };

    private Value Part(TemplatePart part) => part switch
    {
        TemplateText text => Typed("string", Value.Of(text.Text)),
        TemplateExpression expression => Node(("index", Value.Of(0)), ("terms", Term(expression.Term)), ("with", List(expression.Modifiers, With))),
        _ => Value.Null,
    };

    // A function's name is a reference, even where it is one word.
    private ObjectValue Function(Term function) => function is VarTerm { IsWildcard: false } name ? Typed("ref", Value.Array(Var(name.Name))) : Term(function);

    private ArrayValue Call(string name, params ReadOnlySpan<Term> arguments)
    {
        var items = new List<Value> { Typed("ref", Path(name.Split('.'))) };
        foreach (var argument in arguments)
        {
            items.Add(Term(argument));
        }

        return ArrayValue.Create([.. items]);
    }

    private ArrayValue Member(Term? key, Term value, Term collection) =>
        key is null ? Call("internal.member_2", value, collection) : Call("internal.member_3", key, value, collection);

    private static ArrayValue Path(IReadOnlyList<string> parts)
    {
        var path = new Value[parts.Count];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = i == 0 ? Var(parts[i]) : Typed("string", Value.Of(parts[i]));
        }

        return ArrayValue.Create(path);
    }

    private static ObjectValue Var(string name) => Typed("var", Value.Of(name));

    private static ObjectValue True() => Typed("boolean", Value.True);

    private static ObjectValue Typed(string type, Value value) => Value.Object(("type", Value.Of(type)), ("value", value));

    private static ArrayValue? List<T>(ImmutableArray<T> items, Func<T, Value> convert) =>
        items.IsEmpty ? null : ArrayValue.Create([.. items.Select(convert)]);

    private static ObjectValue Node(params ReadOnlySpan<(string Key, Value? Value)> members)
    {
        var node = new ObjectBuilder(members.Length);
        foreach (var (key, value) in members)
        {
            if (value is not null)
            {
                node.Set(key, value);
            }
        }

        return node.ToValue();
    }
}
