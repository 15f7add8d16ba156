using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>walk</c>: each part of a value with the path to it, the whole first.</summary>
internal static class Walk
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("walk", [RegoType.Any], RegoType.Tuple(RegoType.ArrayOf(RegoType.Any), RegoType.Any), static (context, arguments) => ArrayValue.Create([.. Pairs(context, arguments[0])]))
        {
            Enumerate = Pairs,
            Sensitivity = SensitivityFlow.Parts,
            AcceptsUnknownParts = true,
        },
    ];

    /// <summary>The parts alone, for callers that have no use for the paths.</summary>
    public static IEnumerable<Value> Parts(BuiltinContext context, Value value)
    {
        var waiting = new Stack<Value>();
        waiting.Push(value);
        while (waiting.TryPop(out var part))
        {
            context.Step();
            yield return part;
            var children = part switch
            {
                ArrayValue array => array.Items,
                ObjectValue obj => obj.Values,
                SetValue set => set.Items,
                _ => [],
            };
            for (var i = children.Length - 1; i >= 0; i--)
            {
                waiting.Push(children[i]);
            }
        }
    }

    private static IEnumerable<Value> Pairs(BuiltinContext context, Value value)
    {
        var waiting = new Stack<(Value[] Path, Value Part)>();
        waiting.Push(([], value));
        while (waiting.TryPop(out var next))
        {
            context.Step();
            yield return Value.Array(ArrayValue.Create(next.Path), next.Part);
            PushChildren(waiting, next.Path, next.Part);
        }
    }

    private static void PushChildren(Stack<(Value[] Path, Value Part)> waiting, Value[] path, Value part)
    {
        switch (part)
        {
            case ArrayValue array:
                for (var i = array.Count - 1; i >= 0; i--)
                {
                    waiting.Push(([.. path, Value.Of(i)], array[i]));
                }

                break;
            case ObjectValue obj:
                for (var i = obj.Count - 1; i >= 0; i--)
                {
                    waiting.Push(([.. path, obj.Keys[i]], obj.Values[i]));
                }

                break;
            case SetValue set:
                for (var i = set.Count - 1; i >= 0; i--)
                {
                    waiting.Push(([.. path, set.Items[i]], set.Items[i]));
                }

                break;
        }
    }
}
