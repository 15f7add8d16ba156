using Turnpike.Cli.Check;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Reports;
using Turnpike.Text;

namespace Turnpike.Cli.Ci;

/// <summary>Judges without a server. What is no plan is compared with the commit that the change is to be merged into.</summary>
internal sealed class LocalJudgement(CiChoice choice, Checkout checkout, Screen screen)
{
    /// <param name="without">Why no server judges it.</param>
    public async Task<CiOutcome> RunAsync(IReadOnlyList<string> paths, Diagnostic without, CancellationToken cancellation)
    {
        var head = Check(paths, cancellation);
        var report = await CompareAsync(head with { Diagnostics = [without, .. head.Diagnostics] }, paths, cancellation);
        Screen.WriteDiagnostics(report.Diagnostics);
        return new CiOutcome("turnpike", ExitCode.Of(report), Enum.GetValues<ReportFormat>().ToDictionary(static f => f, f => Write(report, f)), Change: null, Link: null);
    }

    private CheckReport Check(IReadOnlyList<string> paths, CancellationToken cancellation) => new CheckRun(
        new CheckChoice
        {
            Paths = paths,
            Policies = choice.Policies,
            Code = choice.Code,
            FailOn = choice.FailOn,
            WaiverFiles = choice.Waivers,
            ChangedOnly = true,
            Scope = choice.Scope ?? checkout.Repository ?? "",
            MaxInputBytes = choice.MaxInputBytes,
            IsAll = true,
        },
        screen).Judge(cancellation);

    // A plan knows what was there before; code and manifests do not, so that what they held before is judged as well.
    private async Task<CheckReport> CompareAsync(CheckReport report, IReadOnlyList<string> given, CancellationToken cancellation)
    {
        var name = choice.Base ?? checkout.Base;
        if (report.Findings.All(static f => !f.Counts) || report.Inputs.All(static i => i.Kind == "terraform-plan") || name is null or "none")
        {
            return report;
        }

        using var tree = await Checkout.ExtractAsync(name, cancellation);
        if (tree is null)
        {
            return report with { Diagnostics = [.. report.Diagnostics, CliDiagnostics.NoBase(name)] };
        }

        var paths = given.Where(p => !Path.IsPathRooted(p) && Path.Exists(Path.Join(tree.Folder, p))).ToList();
        if (paths.Count == 0)
        {
            return report;
        }

        var before = In(tree.Folder, () => Check(paths, cancellation)).Findings
            .Where(static f => f.Status != FindingStatus.Waived)
            .ToLookup(static f => f.Fingerprint);
        return report.With([.. report.Findings.Select(f => f.Counts && before[f.Fingerprint].Any(b => b.Severity >= f.Severity && b.Status <= f.Status) ? f with { IsExisting = true } : f)]);
    }

    // Names and scopes are made of paths as they are given, from the current folder.
    private static CheckReport In(string folder, Func<CheckReport> check)
    {
        var here = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(folder);
        try
        {
            return check();
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
        }
    }

    private byte[] Write(CheckReport report, ReportFormat format)
    {
        using var output = new MemoryStream();
        Report.Write(report, format, new ReportOptions { ToolVersion = Product.Version, Width = screen.Width, Colour = format == ReportFormat.Text && screen.HasColour }, output);
        return output.ToArray();
    }
}
