using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Runs;
using Turnpike.Assessment.Sections;
using Turnpike.Text;
using Turnpike.Web.Assess;

namespace Turnpike.Server.Pages;

/// <summary>Runs an assessment that somebody asked for on a page, while they look elsewhere. One at a time on a node.</summary>
internal sealed partial class AssessRuns(RunAssessment run, ProfileReader profiles, IReadOnlyList<ISection> sections, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<AssessRuns> log) : IDisposable
{
    private readonly Lock _lock = new();
    private Running? _running;

    private sealed record Running(string By, DateTimeOffset Started, CancellationTokenSource Stop);

    /// <summary>Why the last one ended without an assessment; null where it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>What runs now, by whomever it was asked for; null where nothing does.</summary>
    public AssessmentRunning? Now
    {
        get
        {
            Running? running;
            lock (_lock)
            {
                running = _running;
            }

            if (running is null)
            {
                return null;
            }

            var doing = run.Doing;
            var done = sections.Index().FirstOrDefault(s => s.Item.Title == doing) is { Item: not null } section ? section.Index : doing == "Risks" ? sections.Count : 0;
            return new AssessmentRunning(running.Started, running.By, doing, done, sections.Count);
        }
    }

    /// <summary>Begins one, unless one runs: whoever asks twice gets the same.</summary>
    /// <returns>False where there is no such profile.</returns>
    public bool Start(string by, string profile)
    {
        // A node that came without profiles asks nothing of what it measures.
        if ((profiles.Find(profile, new DiagnosticBag()) ?? (profiles.Names.Any() ? null : Profile.Empty)) is not { } known)
        {
            return false;
        }

        lock (_lock)
        {
            if (_running is null)
            {
                (_running, Fault) = (new Running(by, time.GetUtcNow(), CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping)), null);
                _ = Task.Run(() => RunAsync(_running, known));
            }
        }

        return true;
    }

    public void Cancel()
    {
        lock (_lock)
        {
            _running?.Stop.Cancel();
        }
    }

    public void Dispose() => Cancel();

    private async Task RunAsync(Running running, Profile profile)
    {
        string? fault = null;
        try
        {
            await run.RunAsync(running.By, profile, running.Stop.Token);
        }
        catch (OperationCanceledException) when (running.Stop.IsCancellationRequested)
        {
            fault = "It was cancelled; nothing was recorded.";
        }
#pragma warning disable CA1031 // The edge of a run: it is told to whoever asked, and can be asked for again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure);
            fault = "It failed, and the node's log says why. Nothing was recorded.";
        }

        lock (_lock)
        {
            (_running, Fault) = (null, fault);
            running.Stop.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Warning, "An assessment failed.")]
    private partial void LogFailed(Exception fault);
}
