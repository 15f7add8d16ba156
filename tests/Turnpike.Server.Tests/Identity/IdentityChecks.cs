using System.Net;
using System.Net.Http.Json;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Api;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

/// <summary>What tests of identity ask again and again.</summary>
internal static class IdentityChecks
{
    public static async Task<Problem> RefusedAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, string? code = null)
    {
        using var answer = await sending;
        Assert.Equal(status, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken))!;
        if (code is not null)
        {
            Assert.Equal(code, problem.Code);
        }

        return problem;
    }

    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> sending, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, TestContext.Current.CancellationToken))!;
    }

    public static async Task<HttpStatusCode> StatusAsync(this Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return answer.StatusCode;
    }

    /// <summary>All that the ledger has of one kind.</summary>
    public static async Task<IReadOnlyList<T>> RecordedAsync<T>(this TestNode node, Turnpike.Ledger.Events.EventForm<T> form)
        where T : class
    {
        var entries = new List<T>();
        await foreach (var entry in node.EntriesAsync())
        {
            if (form.Is(entry))
            {
                entries.Add(form.Read(entry));
            }
        }

        return entries;
    }

    public static IAsyncEnumerable<LedgerEntry> EntriesAsync(this TestNode node) => node.Get<EventLedger>().ReadAsync(0, TestContext.Current.CancellationToken);
}
