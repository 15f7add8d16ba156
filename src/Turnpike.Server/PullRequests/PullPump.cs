using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Ledger.Events;
using Turnpike.Server.PullRequests.GitHub;
using Turnpike.Server.PullRequests.GitLab;

namespace Turnpike.Server.PullRequests;

/// <summary>Sees to it that each open pull request says what the gate says. Runs on every node; the book sees to it that none does another's work.</summary>
internal sealed partial class PullPump(ServerSettings settings, ProjectionFollower follower, PullProjection pulls, PullVerdicts verdicts, PullBook book, NodeState state, TimeProvider time, ILogger<PullPump> log) : BackgroundService
{
    // A pull request without a plan fails by the clock alone.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly List<CodeHostCaller> _callers = [];
    private readonly Dictionary<string, ICodeHost> _hosts = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        _callers.ForEach(static c => c.Dispose());
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.CodeHosts.Count == 0)
        {
            return;
        }

        try
        {
            await state.CaughtUp.WaitAsync(stoppingToken);
            while (true)
            {
                var (position, begun) = (follower.Position, time.GetTimestamp());
                await RoundAsync(stoppingToken);
                do
                {
                    await Task.Delay(s_lookEvery, time, stoppingToken);
                }
                while (follower.Position <= position && time.GetElapsedTime(begun) < s_lookAgain);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var pull in pulls.Open)
        {
            if (settings.CodeHosts.FirstOrDefault(h => h.Id == pull.Seen.Host) is not { } host)
            {
                continue;
            }

            try
            {
                var basis = verdicts.Basis(pull, host);
                if (await book.TakeAsync(pull.Key, basis, cancellationToken) is { } told)
                {
                    await TellAsync(host, pull, basis, told, cancellationToken);
                }
            }
#pragma warning disable CA1031 // The edge of a loop: what is to be told stays so, and a database that was away comes back.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(fault, pull.Key);
            }
        }
    }

    private async Task TellAsync(CodeHostSettings host, Pull pull, string basis, Told told, CancellationToken cancellationToken)
    {
        // A check belongs to a commit; a comment to the pull request.
        var known = told.Said.StartsWith(pull.Seen.Head + " ", StringComparison.Ordinal) ? told : told with { Check = "" };
        try
        {
            var done = await HostOf(host).TellAsync(pull, await verdicts.OfAsync(pull, host, cancellationToken), known, cancellationToken);
            await book.DoneAsync(done with { Said = basis }, cancellationToken);
        }
        catch (CodeHostException fault)
        {
            var wait = fault.After ?? TimeSpan.FromSeconds(Math.Min(s_longestWait.TotalSeconds, 5 * Math.Pow(3, Math.Min(told.Attempts, 10) - 1)));
            await book.FailedAsync(told, time.GetUtcNow() + wait, fault.Message, cancellationToken);
            LogRefused(pull.Key, fault.Message, wait);
        }
    }

    private ICodeHost HostOf(CodeHostSettings host)
    {
        if (!_hosts.TryGetValue(host.Id, out var made))
        {
            var caller = new CodeHostCaller(host.Api, time);
            _callers.Add(caller);
            made = host.Kind == CodeHostKind.Github ? new GitHubHost(host, caller, time) : new GitLabHost(host, caller);
            _hosts.Add(host.Id, made);
        }

        return made;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pull request {Pull} could not be told what the gate says; it is tried again after {Wait}: {Fault}")]
    private partial void LogRefused(string pull, string fault, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pull request {Pull} could not be told what the gate says; it is tried again.")]
    private partial void LogFailed(Exception fault, string pull);
}
