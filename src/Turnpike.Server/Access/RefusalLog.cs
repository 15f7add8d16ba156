using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Governance.Access;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Access;

/// <summary>
/// Writes refusals and failed sign-ins into the ledger: the first of its kind at once, those that follow within a minute as
/// one entry with their number. A flood from many addresses is cut, too: what is over the limit is counted together.
/// </summary>
internal sealed partial class RefusalLog(IdentityDatabase database, TimeProvider time, ILogger<RefusalLog> log) : BackgroundService
{
    private const int MostKinds = 200;
    private const string Anybody = "many";

    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    // How many came after the first of each kind in this period.
    private ConcurrentDictionary<Entry, int> _kinds = [];

    public Task NoteAsync(HttpContext http, RouteEndpoint endpoint, Permission? permission, string reason)
    {
        var caller = http.CallerOrNull();
        var token = caller?.TokenId ?? http.Features.Get<BadCredential>()?.TokenId;
        return NoteAsync(new Entry(
            caller?.Principal.Id, token, permission is null ? null : PermissionNames.Of(permission.Value), reason,
            http.Request.Method, endpoint.RoutePattern.RawText ?? "", ClientNote.Of(http).Address));
    }

    /// <param name="account">An account that there is; null where there is none of the name that was tried.</param>
    public Task NoteSignInAsync(string? account, string method, string reason, ClientNote client) =>
        NoteAsync(new Entry(account, null, null, reason, method, null, client.Address));

    /// <summary>Writes the numbers of the period that ends.</summary>
    internal async Task FlushAsync()
    {
        var kinds = Interlocked.Exchange(ref _kinds, []);
        foreach (var (entry, more) in kinds.Where(static k => k.Value > 0))
        {
            await WriteAsync(entry, more);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    private async Task NoteAsync(Entry entry)
    {
        var kinds = _kinds;
        if (kinds.Count >= MostKinds && !kinds.ContainsKey(entry))
        {
            entry = entry with { Principal = null, Token = null, Address = Anybody };
        }

        if (kinds.TryAdd(entry, 0))
        {
            await WriteAsync(entry, 1);
        }
        else
        {
            kinds.AddOrUpdate(entry, 1, static (_, more) => more + 1);
        }
    }

    // A refusal stands whether or not it can be written: with the ledger away, the log has it.
    private async Task WriteAsync(Entry entry, int count)
    {
        try
        {
            await database.AppendAsync(entry.Written(count));
        }
#pragma warning disable CA1031 // The edge of a side line: the request was refused in any case.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnwritten(log, fault, entry.Reason, count);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} refusals ({Reason}) could not be written into the ledger.")]
    private static partial void LogUnwritten(ILogger log, Exception fault, string reason, int count);

    /// <param name="Route">Null for a sign-in.</param>
    private sealed record Entry(string? Principal, string? Token, string? Permission, string Reason, string Method, string? Route, string Address)
    {
        public IdentityEntry Written(int count) => new("access/" + (Principal ?? "unknown"), Route is null
            ? IdentityEvents.SignInFailed.Draft(new SignInFailed(Principal, Method, Reason, Address, count), Actor)
            : IdentityEvents.Refused.Draft(new AccessRefused(Principal, Token, Permission, Reason, Method, Route, Address, count), Actor));

        private string Actor => Route is null ? "turnpike" : Principal ?? "turnpike";
    }
}
