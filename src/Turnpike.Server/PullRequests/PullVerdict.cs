using System.Globalization;
using System.Text;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Rights;
using Turnpike.Server.Identity;

namespace Turnpike.Server.PullRequests;

public enum PullState
{
    /// <summary>No plan came yet: whoever requires the check waits.</summary>
    Waiting,
    Passed,

    /// <summary>Somebody has to decide before it can pass.</summary>
    NeedsDecision,
    Failed,
}

/// <summary>What the gate says of a pull request.</summary>
/// <param name="Title">One line.</param>
/// <param name="Comment">Markdown for the one comment that is kept up to date.</param>
/// <param name="Link">To the change, or to all of them.</param>
/// <param name="Marks">Findings at lines of the code, the most important first.</param>
internal sealed record PullVerdict(PullState State, string Title, string Comment, string Link, IReadOnlyList<PullMark> Marks)
{
    /// <summary>By which the comment is found again.</summary>
    public const string Marker = "<!-- turnpike:pull -->";
}

/// <param name="IsFailure">It blocks; others only inform.</param>
internal sealed record PullMark(string File, int Line, bool IsFailure, string Title, string Message);

/// <summary>Sums up how the changes of a pull request stand.</summary>
internal sealed class PullVerdicts(ChangeProjection changes, ChangeStandings standings, KeptReports reports, DecisionRights rights, PublicAddress address, TimeProvider time)
{
    // GitHub takes 65,536 characters, GitLab a million.
    private const int MaxComment = 60_000;
    private const int MaxMarks = 200;

    /// <summary>What a verdict depends on: where this is the same, so is the verdict.</summary>
    public string Basis(Pull pull, CodeHostSettings host)
    {
        var found = TakeNotice.ChangesOf(changes, pull.Seen.Head).Select(c => $"{c.Id} {c.LastPosition} {standings.Of(c).State}").ToList();
        return found.Count == 0 ? $"{pull.Seen.Head} {(IsLate(pull, host) ? "late" : "waiting")}" : $"{pull.Seen.Head} {string.Join(',', found)}";
    }

    public async Task<PullVerdict> OfAsync(Pull pull, CodeHostSettings host, CancellationToken cancellationToken)
    {
        var found = TakeNotice.ChangesOf(changes, pull.Seen.Head).OrderBy(static c => c.Judged.Scope, StringComparer.Ordinal).ToList();
        return found.Count == 0 ? Absent(pull, host) : await SumAsync(pull, found, cancellationToken);
    }

    private bool IsLate(Pull pull, CodeHostSettings host) => time.GetUtcNow() - pull.SeenAt >= host.Wait;

    private PullVerdict Absent(Pull pull, CodeHostSettings host)
    {
        var isLate = IsLate(pull, host);
        var title = isLate ? "No plan of this commit came" : "Waiting for the plan of this commit";
        var text = $"`turnpike ci` in the pipeline sends it{(pull.Seen.IsFork ? "; the pipeline of a fork has no token to, so somebody of this repository has to run it" : "")}. "
            + (isLate ? "Until it does, this check fails." : "Until it does, this check does not pass.");
        return new PullVerdict(isLate ? PullState.Failed : PullState.Waiting, title, $"{PullVerdict.Marker}\n## Turnpike: {title}\n\n{text}\n", new Uri(address.Base, "changes").ToString(), []);
    }

    private async Task<PullVerdict> SumAsync(Pull pull, List<Change> found, CancellationToken cancellationToken)
    {
        var state = found.Max(c => StateOf(c));
        var text = new StringBuilder(PullVerdict.Marker + "\n");
        var marks = new List<PullMark>();
        foreach (var change in found)
        {
            var report = await reports.FindAsync(change, cancellationToken);
            text.Append(CultureInfo.InvariantCulture, $"\n### {Plain(change.Judged.Scope)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"[The change]({LinkTo(change)}): {Plain(standings.Of(change).Why)}. {WhoMay(change)}\n\n");
            text.Append(report is null ? "What was found is no longer kept.\n" : Markdown(report));
            marks.AddRange(report is null ? [] : Marks(report));
        }

        var comment = text.Length > MaxComment ? text.ToString(0, MaxComment) + "\n\n… cut here: the change has the rest.\n" : text.ToString();
        var link = found.Count == 1 ? LinkTo(found[0]) : new Uri(address.Base, "changes?q=" + Uri.EscapeDataString(pull.Seen.Url)).ToString();
        return new PullVerdict(state, Title(state, found), comment, link, [.. marks.OrderByDescending(static m => m.IsFailure).Take(MaxMarks)]);
    }

    private PullState StateOf(Change change) => (standings.Of(change).State, change.Judged.Verdict) switch
    {
        (ChangeState.Approved or ChangeState.Applied, _) => PullState.Passed,
        (ChangeState.Rejected, _) or (_, Verdict.Fail) => PullState.Failed,
        (_, Verdict.Unknown) => PullState.NeedsDecision,
        _ => PullState.Passed,
    };

    private string Title(PullState state, List<Change> found) => state switch
    {
        PullState.Failed => found.Exists(c => standings.Of(c).State == ChangeState.Rejected) ? "Rejected"
            : string.Create(CultureInfo.InvariantCulture, $"{found.Sum(static c => c.Judged.Counts.Failed)} findings fail"),
        PullState.NeedsDecision => string.Create(CultureInfo.InvariantCulture, $"{found.Sum(static c => c.Judged.Counts.Undecided)} findings are undecided: somebody has to look"),
        _ => "Nothing that this brings stands against it",
    };

    private string WhoMay(Change change)
    {
        if (standings.Of(change).State != ChangeState.Waiting)
        {
            return "";
        }

        var request = change.Request("approve");
        var roles = Enum.GetValues<Role>().Select(Roles.NameOf).Where(r => rights.Ask(Principal.With("somebody else", r), request).IsAllowed).ToList();
        return roles.Count == 0 ? "Nobody may approve it as it is." : $"Who may approve it: {string.Join(" or ", roles)}.";
    }

    private string LinkTo(Change change) => new Uri(address.Base, "changes/" + change.Id).ToString();

    private static string Markdown(CheckReport report)
    {
        using var output = new MemoryStream();
        Report.Write(report, ReportFormat.Markdown, ReportOptions.Default, output);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private static IEnumerable<PullMark> Marks(CheckReport report) =>
        from finding in report.Findings
        where finding.Counts && finding.Source is not null && finding.Severity >= report.FailOn
        orderby finding.Severity descending
        select new PullMark(
            finding.Source!.File,
            finding.Source.Line,
            finding.Status == FindingStatus.Fail,
            $"{finding.Severity.Name()}: {finding.Rule.Id}",
            $"{finding.Resource?.Address}: {finding.Message}{(finding.Rule.Remediation.Length > 0 ? "\nFix: " + finding.Rule.Remediation : "")}");

    private static string Plain(string text) => Printable.Prose(text).Replace("<", "&lt;", StringComparison.Ordinal).Replace("@", "@&#8203;", StringComparison.Ordinal);
}
