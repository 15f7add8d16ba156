using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>Asks what a list does not tell of its items, and puts the answers into them.</summary>
internal sealed class Details(ServiceDefinition service, CallRunner runner, CoverageLog coverage)
{
    private const int AtOnce = 8;
    private const int MaxDepth = 8;

    /// <param name="types">Of the resources that are made of what is under each name.</param>
    public async Task<Value[]> AddAsync(
        IReadOnlyList<DetailDefinition> details, IReadOnlyList<Value> items, Scope scope, Func<string, IReadOnlyList<string>> types, CancellationToken cancellationToken)
    {
        var result = items.ToArray();
        foreach (var detail in details)
        {
            if (detail.Batch is { } batch)
            {
                await AddBatchesAsync(detail, batch, result, scope, types(detail.As), cancellationToken);
            }
            else
            {
                await AddEachAsync(detail, result, scope, types(detail.As), cancellationToken);
            }
        }

        return result;
    }

    private async Task AddEachAsync(DetailDefinition detail, Value[] items, Scope scope, IReadOnlyList<string> types, CancellationToken cancellationToken) =>
        await Parallel.ForAsync(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var within = scope.Within(items[i]);
            if (detail.When is { } when && !Expression.IsTrue(when.Evaluate(within)))
            {
                return;
            }

            if (await AskAsync(detail, within, types, 0, token) is { } answer)
            {
                items[i] = ((ObjectValue)items[i]).With(detail.As, answer);
            }
        });

    /// <summary>The answer, unknown where it was refused; null where there is none.</summary>
    public async Task<Value?> AskAsync(DetailDefinition detail, Scope scope, IReadOnlyList<string> types, int depth, CancellationToken cancellationToken)
    {
        var what = service.What(detail.Call);
        if (detail.Items is null)
        {
            var answer = await runner.OneAsync(detail.Call, scope, cancellationToken);
            if (answer.Fault is { } refusal)
            {
                return Refused(detail, what, types, refusal, false);
            }

            coverage.Read(what, types);
            return answer.Body;
        }

        var list = await runner.ListAsync(detail.Call, detail.Items, scope, cancellationToken);
        if (list.Fault is { } fault && Refused(detail, what, types, fault, list.Items.Count > 0) is { } unknown)
        {
            return list.Items.Count > 0 && types.Count > 0 ? ArrayValue.Create([.. list.Items]) : unknown;
        }

        if (list.Fault is null)
        {
            coverage.Read(what, types);
        }

        var items = list.Items.Select(i => detail.Add is { } add ? Joined((ObjectValue)i, add.Evaluate(scope.Within(i))) : i).ToArray();
        items = await AddAsync(detail.Details, items, scope, _ => types, cancellationToken);
        if (detail.Key is { } key)
        {
            return ByKey(items, key, scope);
        }

        return ArrayValue.Create(detail.IsRecursive ? await DescendAsync(detail, items, scope, types, depth, cancellationToken) : items);
    }

    private static ObjectValue ByKey(Value[] items, Expression key, Scope scope)
    {
        var byKey = new ObjectBuilder(items.Length);
        foreach (var item in items)
        {
            if (key.Evaluate(scope.Within(item)) is { } of)
            {
                byKey.Set(of, item);
            }
        }

        return byKey.ToValue();
    }

    private async Task<Value[]> DescendAsync(DetailDefinition detail, Value[] items, Scope scope, IReadOnlyList<string> types, int depth, CancellationToken cancellationToken)
    {
        var all = new List<Value>(items);
        for (var i = 0; depth < MaxDepth && i < items.Length; i++)
        {
            all.AddRange(Expression.List(await AskAsync(detail, scope.Within(items[i]), types, depth + 1, cancellationToken)).ToArray().Where(v => v is ObjectValue));
        }

        return [.. all];
    }

    private async Task AddBatchesAsync(DetailDefinition detail, Batch batch, Value[] items, Scope scope, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        var what = service.What(detail.Call);
        var ids = items.Select(i => detail.When is { } when && !Expression.IsTrue(when.Evaluate(scope.Within(i))) ? null : Expression.Text(batch.Of.Evaluate(scope.Within(i)))).ToArray();
        var asked = Enumerable.Range(0, items.Length).Where(i => ids[i] is not null).Chunk(batch.Size);
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (places, token) =>
        {
            var with = scope with { Batch = ArrayValue.Create([.. places.Select(i => Value.Of(ids[i]!))]) };
            var list = await runner.ListAsync(detail.Call, detail.Items!, with, token);
            if (list.Fault is { } fault)
            {
                if (Refused(detail, what, types, fault, false) is { } unknown)
                {
                    Array.ForEach(places, i => items[i] = ((ObjectValue)items[i]).With(detail.As, unknown));
                }

                return;
            }

            coverage.Read(what, types);
            var found = await AddAsync(detail.Details, list.Items, scope, _ => types, token);
            var byKey = found.Select(f => (Key: Expression.Text(batch.Key.Evaluate(scope.Within(f))), Value: f)).Where(f => f.Key is not null).ToLookup(f => f.Key!, f => f.Value);
            foreach (var i in places)
            {
                if (byKey[ids[i]!].FirstOrDefault() is { } mine)
                {
                    items[i] = ((ObjectValue)items[i]).With(detail.As, mine);
                }
            }
        });
    }

    // What is gone since it was listed, or never was there, is no failure.
    private Value? Refused(DetailDefinition detail, string what, IReadOnlyList<string> types, AwsFault fault, bool isPartial)
    {
        if (fault.Kind == FaultKind.NotFound || detail.Absent.Contains(fault.Code))
        {
            coverage.Read(what, types);
            return null;
        }

        coverage.Failed(what, types, fault, isPartial);
        return ObservedResource.Unread;
    }

    private static ObjectValue Joined(ObjectValue item, ObjectValue added)
    {
        var builder = new ObjectBuilder(item.Count + added.Count);
        builder.SetAll(item);
        builder.SetAll(added);
        return builder.ToValue();
    }
}
