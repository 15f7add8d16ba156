using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>The answers of a list, page by page; with a fault, those before it.</summary>
internal readonly record struct PagedAnswer(IReadOnlyList<Value> Items, AwsFault? Fault);

/// <summary>Makes the calls that the data of one service describes, in one place.</summary>
internal sealed class CallRunner(ServiceDefinition service, AwsClient client, CredentialCache credentials)
{
    // A service that gives the same token for ever must not hold a sync for ever.
    private const int MaxPages = 20_000;

    /// <summary>One answer, pages not followed.</summary>
    public async Task<AwsAnswer> OneAsync(CallDefinition call, Scope scope, CancellationToken cancellationToken) =>
        Prepare(call, scope, null) is { } ready ? await client.CallAsync(ready, credentials, cancellationToken) : new(ObjectValue.Empty, null);

    /// <summary>All items of all pages. An item that is no object stands in one, as <c>value</c>.</summary>
    public async Task<PagedAnswer> ListAsync(CallDefinition call, Expression items, Scope scope, CancellationToken cancellationToken)
    {
        var found = new List<Value>();
        ObjectValue? position = null;
        for (var page = 0; page < MaxPages; page++)
        {
            if (Prepare(call, scope, position) is not { } ready)
            {
                break;
            }

            var answer = await client.CallAsync(ready, credentials, cancellationToken);
            if (answer.Body is not { } body)
            {
                return new(found, answer.Fault);
            }

            var inside = scope with { Self = body };
            foreach (var item in Expression.List(items.Evaluate(inside)))
            {
                found.Add(item is ObjectValue ? item : Value.Object(("value", item)));
            }

            var next = Next(call.Paging, inside);
            if (next is null || next.Equals(position))
            {
                return new(found, null);
            }

            position = next;
        }

        return new(found, null);
    }

    private static ObjectValue? Next(Paging? paging, Scope answer)
    {
        if (paging is null || (paging.While is { } holds && !Expression.IsTrue(holds.Evaluate(answer))))
        {
            return null;
        }

        var next = new ObjectBuilder();
        foreach (var (more, parameter) in paging.Tokens)
        {
            if (more.Evaluate(answer) is StringValue { Value.Length: > 0 } token)
            {
                next.Set(parameter, token);
            }
        }

        return next.Count > 0 ? next.ToValue() : null;
    }

    // Null where the path names what the item does not have.
    private AwsCall? Prepare(CallDefinition call, Scope scope, ObjectValue? position)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (text, hole) in call.Path)
        {
            path.Append(text);
            if (hole is not null)
            {
                if (Expression.Text(hole.Evaluate(scope)) is not { } part)
                {
                    return null;
                }

                path.Append(UriText.Encode(part));
            }
        }

        var parameters = call.Parameters.Evaluate(scope);
        for (var i = 0; i < (position?.Count ?? 0); i++)
        {
            parameters = parameters.With(position!.Keys[i], position.Values[i]);
        }

        var headers = call.Headers.Select(h => (h.Name, Expression.Text(h.Value.Evaluate(scope)) ?? "")).ToList();
        var region = Expression.Text(call.Region?.Evaluate(scope)) is { Length: > 0 } own ? own : scope.Place.Region;
        return new(service, call.Operation, call.Method, path.ToString(), parameters, headers, scope.Place.Account, region);
    }
}
