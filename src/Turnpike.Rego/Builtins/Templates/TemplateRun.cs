using System.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Templates;

/// <summary>Renders a template. A field that is not there is an error.</summary>
internal sealed class TemplateRun(BuiltinContext context, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> defined)
{
    private const int MaxDepth = 100;

    private readonly StringBuilder _text = new();
    private readonly List<(string Name, Value? Value)> _variables = [];
    private int _depth;

    private enum Flow : byte
    {
        Next,
        Break,
        Continue,
    }

    public string Render(IReadOnlyList<TemplateNode> main, Value data)
    {
        _variables.Add(("", data));
        Nodes(main, data);
        return _text.ToString();
    }

    private Flow Nodes(IReadOnlyList<TemplateNode> nodes, Value? dot)
    {
        var scope = _variables.Count;
        var flow = Flow.Next;
        for (var i = 0; i < nodes.Count && flow == Flow.Next; i++)
        {
            context.Step();
            if (_text.Length > BuiltinContext.MaxLength)
            {
                throw new TemplateException($"the result has more than {BuiltinContext.MaxLength} characters");
            }

            flow = Node(nodes[i], dot);
        }

        _variables.RemoveRange(scope, _variables.Count - scope);
        return flow;
    }

    private Flow Node(TemplateNode node, Value? dot)
    {
        switch (node)
        {
            case TemplateNode.Text text:
                _text.Append(text.Value);
                return Flow.Next;
            case TemplateNode.Action action:
                var result = Pipeline(action.Pipeline, dot);
                if (action.Pipeline.Variables.Count == 0)
                {
                    _text.Append(TemplateFunctions.Print(result));
                }

                return Flow.Next;
            case TemplateNode.If branch:
                return If(branch, dot);
            case TemplateNode.Range range:
                return Range(range, dot);
            case TemplateNode.Break jump:
                return jump.IsContinue ? Flow.Continue : Flow.Break;
            case TemplateNode.Include include:
                Include(include, dot);
                return Flow.Next;
            default:
                return Flow.Next;
        }
    }

    private Flow If(TemplateNode.If branch, Value? dot)
    {
        var scope = _variables.Count;
        var condition = Pipeline(branch.Condition, dot);
        var flow = TemplateFunctions.IsTrue(condition)
            ? Nodes(branch.Then, branch.SetsDot ? condition : dot)
            : Nodes(branch.Else, dot);
        _variables.RemoveRange(scope, _variables.Count - scope);
        return flow;
    }

    private Flow Range(TemplateNode.Range range, Value? dot)
    {
        var scope = _variables.Count;
        var over = Pipeline(range.Over with { Variables = [] }, dot);
        var any = false;
        foreach (var (key, item) in Members(over))
        {
            any = true;
            var names = range.Over.Variables;
            if (names.Count == 2)
            {
                _variables.Add((names[0], key));
            }

            if (names.Count > 0)
            {
                _variables.Add((names[^1], item));
            }

            var flow = Nodes(range.Body, item);
            _variables.RemoveRange(scope, _variables.Count - scope);
            if (flow == Flow.Break)
            {
                break;
            }
        }

        return any ? Flow.Next : Nodes(range.Else, dot);
    }

    private static IEnumerable<(Value Key, Value Item)> Members(Value? over)
    {
        switch (over)
        {
            case ArrayValue or SetValue:
                var items = Aggregates.ItemsOf(over).ToArray();
                return items.Select(static (item, i) => ((Value)Value.Of(i), item));
            case ObjectValue obj:
                return GoJson.SortedMembers(obj).Select(static member => ((Value)Value.Of(member.Key), member.Value));
            case null or NullValue:
                return [];
            default:
                throw new TemplateException($"range can't iterate over {TemplateFunctions.Print(over)}");
        }
    }

    private void Include(TemplateNode.Include include, Value? dot)
    {
        if (!defined.TryGetValue(include.Name, out var nodes))
        {
            throw new TemplateException($"no such template {GoQuote.Of(include.Name)}");
        }

        if (++_depth > MaxDepth)
        {
            throw new TemplateException("exceeded maximum template depth");
        }

        var inner = include.Dot is null ? null : Pipeline(include.Dot, dot);
        _variables.Add(("", inner));
        Nodes(nodes, inner);
        _variables.RemoveAt(_variables.Count - 1);
        _depth--;
    }

    private Value? Pipeline(TemplatePipeline pipeline, Value? dot)
    {
        Value? value = null;
        for (var i = 0; i < pipeline.Commands.Count; i++)
        {
            value = Command(pipeline.Commands[i], dot, i > 0, value);
        }

        foreach (var name in pipeline.Variables)
        {
            if (pipeline.IsDeclaration)
            {
                _variables.Add((name, value));
            }
            else
            {
                var at = _variables.FindLastIndex(variable => variable.Name == name);
                _variables[at >= 0 ? at : throw new TemplateException($"undefined variable ${name}")] = (name, value);
            }
        }

        return value;
    }

    private Value? Command(IReadOnlyList<TemplateOperand> command, Value? dot, bool isPiped, Value? piped)
    {
        var first = command[0];
        if (first.Kind != TemplateOperandKind.Function)
        {
            return command.Count > 1 || isPiped
                ? throw new TemplateException($"can't give argument to non-function {first.Text}")
                : Operand(first, dot);
        }

        if (first.Text is "and" or "or")
        {
            return Choose(first.Text == "or", command, dot, isPiped, piped);
        }

        var arguments = new List<Value?>(command.Count);
        for (var i = 1; i < command.Count; i++)
        {
            arguments.Add(Operand(command[i], dot));
        }

        if (isPiped)
        {
            arguments.Add(piped);
        }

        return TemplateFunctions.Call(first.Text, arguments);
    }

    // Only as many arguments are evaluated as are needed.
    private Value? Choose(bool wanted, IReadOnlyList<TemplateOperand> command, Value? dot, bool isPiped, Value? piped)
    {
        Value? value = null;
        for (var i = 1; i < command.Count; i++)
        {
            value = Operand(command[i], dot);
            if (TemplateFunctions.IsTrue(value) == wanted)
            {
                return value;
            }
        }

        return isPiped ? piped : value;
    }

    private Value? Operand(TemplateOperand operand, Value? dot)
    {
        var value = operand.Kind switch
        {
            TemplateOperandKind.Dot => dot,
            TemplateOperandKind.Variable => Variable(operand.Text),
            TemplateOperandKind.String => Value.Of(operand.Text),
            TemplateOperandKind.Number => NumberValue.TryParse(operand.Text, out var number) ? number : throw new TemplateException($"bad number syntax: {GoQuote.Of(operand.Text)}"),
            TemplateOperandKind.Boolean => Value.Of(operand.Text == "true"),
            TemplateOperandKind.Nil => null,
            TemplateOperandKind.Pipeline => Pipeline(operand.Inner!, dot),
            _ => TemplateFunctions.Call(operand.Text, []),
        };
        foreach (var field in operand.Fields)
        {
            value = value switch
            {
                ObjectValue obj => obj.Get(field) ?? throw new TemplateException($"map has no entry for key {GoQuote.Of(field)}"),
                _ => throw new TemplateException($"can't evaluate field {field} in {TemplateFunctions.Print(value)}"),
            };
        }

        return value;
    }

    private Value? Variable(string name)
    {
        var at = _variables.FindLastIndex(variable => variable.Name == name);
        return at >= 0 ? _variables[at].Value : throw new TemplateException($"undefined variable ${name}");
    }
}
