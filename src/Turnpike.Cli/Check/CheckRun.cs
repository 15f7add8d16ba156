using Turnpike.Cli.Files;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;
using Turnpike.Gate;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Cli.Check;

/// <summary>Reads what a check needs, has the gate judge it and writes the report.</summary>
internal sealed class CheckRun(CheckChoice choice, Screen screen)
{
    // More than this nobody reads on a screen.
    private const int MaxFindings = 50;

    private readonly DiagnosticBag _diagnostics = new();
    private IReadOnlyList<string> _passedOver = [];
    private IReadOnlyList<string> _codeFolders = [];

    public int Execute(CancellationToken interrupted) => Publish(Judge(interrupted));

    /// <summary>The outcome, without writing it anywhere.</summary>
    public CheckReport Judge(CancellationToken interrupted)
    {
        var report = JudgeInTime(interrupted);
        if (_diagnostics.Count > 0)
        {
            report = report with { Diagnostics = [.. _diagnostics, .. report.Diagnostics] };
        }

        return _passedOver.Count == 0 ? report : report with { Skipped = [.. report.Skipped, .. _passedOver.Select(PassedOver)] };
    }

    /// <summary>A report for a check that could not even begin, in the format that was asked for.</summary>
    public static int Refuse(IReadOnlyList<Diagnostic> faults, ReportFormat format, Screen screen)
    {
        Screen.WriteDiagnostics(faults);
        if (format != ReportFormat.Text)
        {
            Report.Write(Nothing(Severity.Medium) with { Diagnostics = faults }, format, new ReportOptions { ToolVersion = Product.Version }, screen.Output);
        }

        return ExitCode.BadInput;
    }

    private static SkippedInput PassedOver(string name) => new(name, "not a plan, state or manifest", IsListed: false);

    private static CheckReport Nothing(Severity failOn) => new() { Verdict = Verdict.Unknown, Summary = new CheckSummary(), FailOn = failOn };

    private CheckReport JudgeInTime(CancellationToken interrupted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (choice.Timeout > 0)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(choice.Timeout));
        }

        try
        {
            return JudgeAll(limit.Token);
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            _diagnostics.Add(CliDiagnostics.TimedOut(choice.Timeout));
            return Nothing(choice.FailOn);
        }
    }

    private CheckReport JudgeAll(CancellationToken cancellation)
    {
        var rules = RuleLoader.Load(choice.Policies, _diagnostics);
        var inputs = ReadInputs(cancellation);
        var trees = new CodeTrees(choice.Code, _diagnostics);
        var roots = _codeFolders.SelectMany(folder => trees.FindRoots(folder, ScopeOf(folder))).ToList();
        var request = new CheckRequest
        {
            Inputs = inputs,
            CodeRoots = roots,
            PlanCode = [.. (choice.PlanCode.Count > 0 ? choice.PlanCode : inputs.Count > 0 ? _codeFolders : []).Select(trees.PlanCode).OfType<PlanCode>()],
            Rules = rules,
            ProviderData = PackFolder.ReadProviderData(_diagnostics),
            DataFiles = [.. choice.DataFiles.SelectMany(ReadData)],
            WaiverFiles = ReadTexts(choice.WaiverFiles),
            Parameters = ParameterFile.Read(ReadTexts(choice.ParameterFile is null ? [] : [choice.ParameterFile]), rules, _diagnostics),
            FailOn = choice.FailOn,
            ChangedOnly = choice.ChangedOnly,
            Scope = choice.Scope,
            Unknowns = choice.Unknowns,
            IsCombined = choice.IsCombined,
            Parser = choice.Parser,
            MaxInputBytes = choice.MaxInputBytes,
            Threads = Environment.ProcessorCount,
        };
        return inputs.Count + roots.Count == 0
            ? Nothing(choice.FailOn) with { Diagnostics = rules.Diagnostics }
            : GateCheck.Run(request, cancellation);
    }

    // As OPA loads it: what lies in a folder below the one given is data below that folder's name.
    private IEnumerable<DataFile> ReadData(string path)
    {
        var isFolder = Directory.Exists(path);
        foreach (var text in TextFolder.ReadPath(path, static name => TextFolder.IsPolicyOrData(name) && !TextFolder.IsPolicy(name), _diagnostics))
        {
            yield return new DataFile(text, isFolder ? Path.GetRelativePath(path, text.Name).Split('/')[..^1] : []);
        }
    }

    // What one folder alone holds has the scope that a plan of it has; several folders are told apart by their names.
    private string ScopeOf(string folder) => _codeFolders.Count == 1 ? choice.Scope
        : choice.Scope.Length == 0 ? folder.Trim('/')
        : choice.Scope + "/" + folder.Trim('/');

    private List<InputFile> ReadInputs(CancellationToken cancellation)
    {
        var finder = new InputFinder(_diagnostics);
        var found = finder.Find(choice.Paths, cancellation);
        _codeFolders = finder.CodeFolders;
        _passedOver = _codeFolders.Count == 0 ? finder.PassedOver : [.. finder.PassedOver.Where(static name => !InputFinder.IsCode(name))];
        if (found.Count + _codeFolders.Count == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CliDiagnostics.NothingFound(choice.Paths, _passedOver.Count));
        }

        var inputs = new List<InputFile>(found.Count);
        foreach (var file in found)
        {
            if (FileContent.Read(file, choice.MaxInputBytes, _diagnostics, cancellation) is { } bytes)
            {
                inputs.Add(new InputFile(file.Name, bytes, file.IsNamed));
            }
        }

        return inputs;
    }

    private List<SourceText> ReadTexts(IReadOnlyList<string> paths) =>
        [.. paths.Select(path => TextFolder.ReadFile(path, path, _diagnostics)).OfType<SourceText>()];

    private int Publish(CheckReport report)
    {
        Screen.WriteDiagnostics(report.Diagnostics);
        var options = new ReportOptions
        {
            ToolVersion = Product.Version,
            Width = screen.Width,
            Colour = screen.HasColour && choice.Output is null,
            MaxFindings = choice.IsAll || choice.Output is not null ? int.MaxValue : MaxFindings,
        };
        if (choice.Output is null)
        {
            Report.Write(report, choice.Format, options, screen.Output);
            return ExitCode.Of(report);
        }

        using var content = new MemoryStream();
        Report.Write(report, choice.Format, options, content);
        var faults = new DiagnosticBag();
        if (!AtomicFile.Write(choice.Output, content.GetBuffer().AsSpan(0, (int)content.Length), faults))
        {
            Screen.WriteDiagnostics(faults);
            return ExitCode.BadInput;
        }

        Screen.WriteError($"{Report.Verdict(report)} (written to {choice.Output})");
        return ExitCode.Of(report);
    }
}
