using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Turnpike.Server.Access;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Api;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> is done once: repeated within a day by the same principal, it is answered as it was
/// the first time. Only what succeeded is remembered; what was refused can be tried again with the same key.
/// </summary>
internal sealed partial class Idempotency(RequestDelegate next, IdempotencyStore store, NodeSecrets secrets, ILogger<Idempotency> log)
{
    public const string KeyHeader = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaxKey = 200;
    private const int MaxAnswer = 4 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Headers[KeyHeader] is not [{ Length: > 0 } key] || http.CallerOrNull() is not { } caller)
        {
            await next(http);
            return;
        }

        if (key.Length > MaxKey || key.Any(static c => c is < '!' or > '~'))
        {
            throw new RequestFault(StatusCodes.Status400BadRequest, "malformed", "The Idempotency-Key cannot be used.", new ProblemPart("header/" + KeyHeader, $"expected 1 to {MaxKey} visible characters"));
        }

        // Under a key: a plain hash would confirm a guess of what was sent.
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secrets.InstallationKey.Span);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        http.Request.Body = new HashedStream(http.Request.Body, hash);
        var id = new IdempotencyId(caller.Principal.Id, key);
        var known = await store.ClaimAsync(id, http.RequestAborted);
        await (known is null ? RunAsync(http, id, hash) : AnswerAgainAsync(http, known, hash));
    }

    private static async Task AnswerAgainAsync(HttpContext http, IdempotencyRow known, IncrementalHash hash)
    {
        if (!known.IsDone)
        {
            http.Response.Headers.RetryAfter = "1";
            await Problems.WriteAsync(http, Problems.Make(StatusCodes.Status409Conflict, "in-progress", "A request with this Idempotency-Key is under way. Ask again in a moment."), http.RequestAborted);
            return;
        }

        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(known.Request))
        {
            await Problems.WriteAsync(http, Problems.Make(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "This Idempotency-Key was sent with another request. Use a new one for each."), http.RequestAborted);
        }
        else if (known.Body is null)
        {
            await Problems.WriteAsync(http, Problems.Make(StatusCodes.Status409Conflict, "answered-once", "This was done before; its answer held what is shown only once, or was too large to keep."), http.RequestAborted);
        }
        else
        {
            http.Response.StatusCode = known.Status;
            http.Response.Headers[ReplayedHeader] = "true";
            http.Response.Headers.ContentType = known.ContentType;
            http.Response.Headers.Location = known.Location;
            http.Response.Headers.ETag = known.Tag;
            await http.Response.Body.WriteAsync(known.Body, http.RequestAborted);
        }
    }

    private async Task RunAsync(HttpContext http, IdempotencyId id, IncrementalHash hash)
    {
        var outer = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
            await EndAsync(http, id, hash, answer);
        }
        catch
        {
            await store.ReleaseAsync(id, CancellationToken.None);
            throw;
        }
        finally
        {
            http.Response.Body = outer;
        }

        answer.Position = 0;
        await answer.CopyToAsync(outer, http.RequestAborted);
    }

    private async Task EndAsync(HttpContext http, IdempotencyId id, IncrementalHash hash, MemoryStream answer)
    {
        var response = http.Response;
        if (response.StatusCode >= StatusCodes.Status300MultipleChoices)
        {
            await store.ReleaseAsync(id, CancellationToken.None);
            return;
        }

        // What the endpoint did not read is part of the request all the same.
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        var isKept = answer.Length <= MaxAnswer && http.GetEndpoint()?.Metadata.GetMetadata<AnswersOnce>() is null;
        var row = new IdempotencyRow
        {
            Request = hash.GetHashAndReset(),
            Status = response.StatusCode,
            ContentType = response.Headers.ContentType,
            Location = response.Headers.Location,
            Tag = response.Headers.ETag,
            Body = isKept ? answer.ToArray() : null,
        };
        try
        {
            await store.KeepAsync(id, row, CancellationToken.None);
        }
#pragma warning disable CA1031 // It is done and is told so; that it could not be remembered is the lesser fault.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotKept(log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to a request with an idempotency key could not be kept.")]
    private static partial void LogNotKept(ILogger log, Exception fault);

    /// <summary>Hashes a body as it is read.</summary>
    private sealed class HashedStream(Stream inner, IncrementalHash hash) : BodyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            hash.AppendData(buffer.Span[..read]);
            return read;
        }
    }
}
