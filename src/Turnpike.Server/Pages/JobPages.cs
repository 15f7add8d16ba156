using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Operations.Backups;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Web.Administration;

namespace Turnpike.Server.Pages;

/// <summary>The background jobs, and backups that are written beside the data.</summary>
internal sealed class JobPages(Visits visits, Jobs jobs, ServerSettings settings, TimeProvider time)
{
    private const string Suffix = ".backup";

    private int _isBackingUp;

    private string Folder => Path.GetFullPath(Path.Combine(settings.DataFolder, "backups"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/jobs", ([FromServices] JobPages pages, HttpContext http) => pages.ShowAsync(http, 200)).Requires(Permission.Operate);
        routes.MapPost("/admin/jobs/{name}/runs", ([FromServices] JobPages pages, HttpContext http, string name) => pages.RunAsync(http, name)).Requires(Permission.Operate);
        routes.MapPost("/admin/jobs/backup", ([FromServices] JobPages pages, HttpContext http) => pages.BackUpAsync(http)).Requires(Permission.Operate);
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string? fault = null)
    {
        var now = time.GetUtcNow();
        var states = await jobs.ListAsync(http.RequestAborted);
        return Rendered.Page<JobsPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Jobs", (IReadOnlyList<JobView>)[.. states.Select(s => new JobView(
                s.Job.Name, s.Job.Says, s.Job.Cron, s.Next, s.IsLateAt(now), [.. s.Runs.Select(static r => new JobRunView(r.Started, r.Ended, r.Node, r.Outcome.ToString().ToLowerInvariant(), r.Says))]))]),
            ("RunsJobs", settings.Operations.RunsJobs),
            ("BackupFolder", Folder),
            ("Backups", Backups()),
            ("Fault", fault));
    }

    private async Task<IResult> RunAsync(HttpContext http, string name) =>
        await jobs.RunNowAsync(name, http.RequestAborted)
            ? Rendered.SeeOther("/admin/jobs?done=job-started")
            : await ShowAsync(http, 422, $"There is no job {name}, or this node takes no part in the jobs.");

    // It is finished even where whoever asked has left: half a backup is none.
    private async Task<IResult> BackUpAsync(HttpContext http)
    {
        if (Interlocked.Exchange(ref _isBackingUp, 1) == 1)
        {
            return await ShowAsync(http, 409, "A backup is being made already. Wait until it is done.");
        }

        try
        {
            Directory.CreateDirectory(Folder);
            var file = Path.Combine(Folder, time.GetUtcNow().ToString("'turnpike-'yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + Suffix);
            var made = await Backup.RunAsync(settings, file, time, CancellationToken.None);
            return made.Refusal is { } refusal ? await ShowAsync(http, 422, refusal.Message) : Rendered.SeeOther("/admin/jobs?done=backup-made");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await ShowAsync(http, 422, $"The backup was not made: {fault.Message}");
        }
        finally
        {
            _isBackingUp = 0;
        }
    }

    private IReadOnlyList<BackupView> Backups() => Directory.Exists(Folder)
        ? [.. new DirectoryInfo(Folder).GetFiles("*" + Suffix).OrderByDescending(static f => f.LastWriteTimeUtc).Select(static f => new BackupView(f.Name, f.Length, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero)))]
        : [];
}
