using System.Globalization;
using Turnpike.Assessment;
using Turnpike.Assessment.Trend;
using Turnpike.Cli.Client;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;
using Turnpike.Text;

namespace Turnpike.Cli.Assessing;

/// <summary>Assesses what lies in files, without a server.</summary>
internal sealed class LocalAssessment(AssessChoice choice, PolicyChoice policies, CodeChoice code, Screen screen)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var setup = AssessmentSetup.Of(choice);
        var diagnostics = new DiagnosticBag();
        var rules = RuleLoader.Load(policies, diagnostics);
        diagnostics.AddRange(rules.Diagnostics);
        await using var books = new ThrowawayBooks(rules, diagnostics);
        await ReceiveAsync(books, diagnostics, cancellation);
        Screen.WriteDiagnostics(diagnostics);
        if (diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        Screen.WriteError(string.Create(CultureInfo.InvariantCulture, $"judging {books.Count} resources by {rules.Rules.Count} rules"));
        var estate = await books.EstateAsync(setup.Profile, cancellation);
        var report = await new AssessEstate(setup.Sections).RunAsync(estate, position: null, progress: null, cancellation);
        return new AssessmentOutput(choice, screen).Write(setup.Against is { } earlier ? report.Against(earlier) : report, setup.Profile.FailOn);
    }

    // The files are let go once they are in the books: nothing else of the run needs them.
    private async Task ReceiveAsync(ThrowawayBooks books, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var sources = new LocalSources(code, diagnostics).Read(choice.Paths, cancellation);
        if (sources.Scopes.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Add(CliDiagnostics.NothingFound(choice.Paths, 0));
        }

        if (diagnostics.HasErrors)
        {
            throw new RefusedException([.. diagnostics]);
        }

        await books.ReceiveAsync(sources, diagnostics, cancellation);
    }
}
