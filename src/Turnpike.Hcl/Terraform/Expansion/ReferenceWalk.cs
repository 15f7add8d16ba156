using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Decoding;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// Follows the references of an expression to the resources they reach: through locals, variables and module outputs,
/// there into the part that is asked for where it is written out, and to one instance where its key can be told.
/// </summary>
internal sealed class ReferenceWalk(ReferenceContext context, ReachedSet reached, int depth = 0) : ExpressionWalker
{
    private const int MaxDepth = 64;

    public override void Visit(HclExpression? expression)
    {
        switch (expression)
        {
            case RelativeTraversalExpression { From: IndexExpression index } relative when Group(index.Collection) is { } group:
                VisitIndexed(index, group, relative.Steps);
                break;
            case IndexExpression index when Group(index.Collection) is { } group:
                VisitIndexed(index, group, []);
                break;
            case SplatExpression { Each: RelativeTraversalExpression { From: SplatItemExpression } each } splat when Group(splat.From) is { } group:
                reached.Add(group, null, Path(each.Steps));
                break;
            default:
                base.Visit(expression);
                break;
        }
    }

    protected override void Reference(Traversal traversal) => Follow(traversal, []);

    // aws_subnet.x[count.index].id: the key is computed, unless it is one of a for expression's names.
    private void VisitIndexed(IndexExpression index, ResourceGroup group, ImmutableArray<TraversalStep> rest)
    {
        Visit(index.Key);
        Value? key = null;
        if (!index.Key.References().Any(r => IsBound(r.Root)))
        {
            var value = context.Module.Root.Evaluator.Evaluate(index.Key, context.Scope, []);
            key = value is { IsKnown: true, IsNull: false } ? Known(group, value.Unmark().Value) : null;
        }

        reached.Add(group, key, Path(rest));
    }

    private static Value? Known(ResourceGroup group, Value key)
    {
        // A number where strings are the keys, or the other way round.
        if (group.Repetition.Kind == RepetitionKind.ForEach && key is NumberValue number)
        {
            key = Value.Of(number.Text);
        }
        else if (group.Repetition.Kind == RepetitionKind.Count && key is StringValue text && NumberValue.TryParse(text.Value, out var parsed))
        {
            key = parsed;
        }

        return group.Find(key)?.Key;
    }

    // The resource that an expression names, and nothing of it.
    private ResourceGroup? Group(HclExpression expression) =>
        expression is ScopeTraversalExpression { Traversal: var traversal } && !IsBound(traversal.Root)
        && ResourceReferenceText.Read(traversal) is { } reference && reference.Steps == traversal.Steps.Length
        && context.Module.Model.Resource(reference.Mode, reference.Type, reference.Name) is { } declaration
            ? context.Module.Resource(declaration) : null;

    /// <param name="more">Steps into what the traversal stands for.</param>
    public void Follow(Traversal traversal, ImmutableArray<TraversalStep> more)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        var steps = more.IsEmpty ? traversal.Steps : traversal.Steps.AddRange(more);
        var name = (steps is [AttributeStep first, ..] ? first : null)?.Name;
        var model = context.Module.Model;
        switch (traversal.Root)
        {
            case "local":
                if (name is not null && model.Locals.TryGetValue(name, out var local))
                {
                    In(local, ReferenceContext.Of(context.Module), local.Attribute.Expression, steps[1..]);
                }

                break;
            case "var":
                if (name is not null && context.Module.Argument(name) is { } argument)
                {
                    In((context.Module.Instance!, argument), ReferenceContext.Of(context.Module.Instance!), argument.Expression, steps[1..]);
                }

                break;
            case "each":
                if (name == "value" && context.ForEach is not null)
                {
                    Element(context.ForEach, context.Key, ReferenceContext.Of(context.Module), steps[1..]);
                }

                break;
            case "module":
                if (name is not null && model.Calls.TryGetValue(name, out var call))
                {
                    Output(context.Module.Call(call), steps[1..]);
                }

                break;
            case "count" or "self" or "path" or "terraform":
                break;
            default:
                Other(traversal, steps);
                break;
        }
    }

    private void Other(Traversal traversal, ImmutableArray<TraversalStep> steps)
    {
        if (DynamicIterator.Find(context.Iterator, traversal.Root) is { } iterator)
        {
            if (steps is [AttributeStep { Name: "value" }, ..])
            {
                var outer = context with { Scope = iterator.Scope, Iterator = iterator.Outer };
                Element(iterator.ForEach, iterator.Key, outer, steps[1..]);
            }

            return;
        }

        if (ResourceReferenceText.Read(traversal) is { } reference && context.Module.Model.Resource(reference.Mode, reference.Type, reference.Name) is { } declaration)
        {
            Resource(context.Module.Resource(declaration), steps[reference.Steps..]);
        }
    }

    private void Resource(ResourceGroup group, ImmutableArray<TraversalStep> steps)
    {
        if (group.Repetition.Kind == RepetitionKind.Single)
        {
            reached.Add(group, null, Path(steps));
        }
        else if (steps is [IndexStep { Key: var key }, ..])
        {
            reached.Add(group, Known(group, key), Path(steps[1..]));
        }
        else
        {
            reached.Add(group, null, ValuePath.Root);
        }
    }

    // One element of what a for_each iterates: of a resource, the instance of the same key.
    private void Element(HclExpression collection, Value? key, ReferenceContext outer, ImmutableArray<TraversalStep> steps)
    {
        if (collection is ScopeTraversalExpression { Traversal: var traversal } && key is StringValue or NumberValue
            && ResourceReferenceText.Read(traversal) is { } reference && reference.Steps == traversal.Steps.Length
            && outer.Module.Model.Resource(reference.Mode, reference.Type, reference.Name) is { } declaration
            && outer.Module.Resource(declaration) is var group && Known(group, key) is { } known)
        {
            reached.Add(group, known, Path(steps));
            return;
        }

        var inner = new ReferenceWalk(outer, reached, depth + 1);
        if (key is StringValue or NumberValue)
        {
            inner.Into(collection, [new IndexStep(default, key), .. steps]);
        }
        else
        {
            inner.Visit(collection);
        }
    }

    private void Output(CallGroup call, ImmutableArray<TraversalStep> steps)
    {
        var instances = call.Instances;
        if (steps is [IndexStep { Key: var key }, ..])
        {
            instances = call.Find(key) is { } one ? [one] : instances;
            steps = steps[1..];
        }

        foreach (var instance in instances.Take(16))
        {
            foreach (var output in instance.Module.Model.Outputs.Values)
            {
                if (output.Value is { } value && (steps is not [AttributeStep { Name: var name }, ..] || name == output.Name))
                {
                    In((instance, output), ReferenceContext.Of(instance.Module), value, steps is [AttributeStep, ..] ? steps[1..] : []);
                }
            }
        }
    }

    // What many refer to is followed once.
    private void In(object declaration, ReferenceContext inner, HclExpression expression, ImmutableArray<TraversalStep> steps)
    {
        var memo = context.Module.Root.Reached;
        var key = (inner.Module, declaration, string.Concat(steps.Select(static s => s.ToString())));
        if (!memo.TryGetValue(key, out var found))
        {
            // Seen empty by a circle.
            memo[key] = found = new ReachedSet();
            new ReferenceWalk(inner, found, depth + 1).Into(expression, steps);
        }

        reached.AddAll(found);
    }

    /// <summary>The part of an expression that steps lead to, where its form shows it; else all of it.</summary>
    private void Into(HclExpression expression, ImmutableArray<TraversalStep> steps)
    {
        switch (expression)
        {
            case ParenthesesExpression parentheses:
                Into(parentheses.Inner, steps);
                return;
            case ScopeTraversalExpression scope:
                Follow(scope.Traversal, steps);
                return;
            case ObjectExpression map when KeyOf(steps) is { } key && map.Items.All(static i => ModuleReader.KeyOf(i.Key) is not null):
                foreach (var item in map.Items)
                {
                    if (ModuleReader.KeyOf(item.Key) == key)
                    {
                        Into(item.Value, steps[1..]);
                    }
                }

                return;
            case TupleExpression tuple when steps is [IndexStep { Key: NumberValue index }, ..] && index.TryGetInt32(out var at) && (uint)at < (uint)tuple.Elements.Length:
                Into(tuple.Elements[at], steps[1..]);
                return;
            case FunctionCallExpression { Name: "merge" or "try" or "coalesce" or "tomap" or "toset" } call:
                foreach (var argument in call.Arguments)
                {
                    Into(argument, steps);
                }

                return;
            case ConditionalExpression conditional:
                Visit(conditional.Condition);
                Into(conditional.WhenTrue, steps);
                Into(conditional.WhenFalse, steps);
                return;
            default:
                Visit(expression);
                return;
        }
    }

    private static string? KeyOf(ImmutableArray<TraversalStep> steps) => steps switch
    {
        [AttributeStep { Name: var name }, ..] => name,
        [IndexStep { Key: StringValue key }, ..] => key.Value,
        _ => null,
    };

    private static ValuePath Path(ImmutableArray<TraversalStep> steps) =>
        steps.IsEmpty ? ValuePath.Root : new ValuePath([.. steps.Select(static s => s is AttributeStep a ? Value.Of(a.Name) : ((IndexStep)s).Key)]);
}
