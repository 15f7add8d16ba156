using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Cli.Files;
using Turnpike.Cli.Scans;
using Turnpike.Cli.Terraform;
using Turnpike.Formats;
using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;
using Turnpike.Server.Estate;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Changes;

/// <summary>Reads what is to be pushed, sends what is there before what is planned, and says what came of it.</summary>
internal sealed class PushRun(PushChoice choice, ApiClient client, Screen screen)
{
    private const int MaxFindings = 50;

    private readonly DiagnosticBag _diagnostics = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var documents = Read(cancellation);
        var plans = documents.FindAll(d => d.Kind is InputKind.TerraformPlan || (d.Kind is InputKind.TerraformCode && !choice.IsDeclared));
        if (choice.Format != "text" && plans.Count != 1 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CliDiagnostics.Usage($"--format {choice.Format} reports on one plan, and {plans.Count} were given", "Push them one at a time."));
        }

        // Nothing is sent by halves: what cannot be read is found before the server is asked.
        if (_diagnostics.HasErrors)
        {
            Screen.WriteDiagnostics(_diagnostics);
            return ExitCode.BadInput;
        }

        foreach (var source in documents.Except(plans))
        {
            await PushSourceAsync(source, cancellation);
        }

        var codes = new List<int>();
        foreach (var plan in plans)
        {
            codes.Add(await PushPlanAsync(plan, cancellation));
        }

        Screen.WriteDiagnostics(_diagnostics);
        return ExitCode.Worst(codes);
    }

    private List<Document> Read(CancellationToken cancellation)
    {
        var finder = new InputFinder(_diagnostics);
        var found = finder.Find(choice.Paths, cancellation);
        var folders = finder.CodeFolders;

        // Other files among code are templates and fixtures until somebody names them.
        found = [.. found.Where(f => f.IsNamed || !folders.Any(folder => IsBelow(f.Name, folder)))];
        if (found.Count + folders.Count == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CliDiagnostics.NothingFound(choice.Paths, finder.PassedOver.Count));
        }

        var documents = new CodeResults(choice.Code, _diagnostics).Of(folders, choice.Scope, cancellation)
            .Select(r => new Document(r.Name, InputKind.TerraformCode, r.Bytes, r.Scope)).ToList();
        foreach (var file in found)
        {
            if (FileContent.Read(file, choice.MaxInputBytes, _diagnostics, cancellation) is { } bytes && Recognise(file, bytes) is { } kind)
            {
                documents.Add(new Document(file.ToldName, kind, bytes, choice.Scope));
            }
        }

        return documents.Count == 1 && choice.Name is { } name ? [documents[0] with { Name = name }] : documents;
    }

    private static bool IsBelow(string file, string folder) => folder == "." || file.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private InputKind? Recognise(FoundFile file, ReadOnlyMemory<byte> bytes)
    {
        var options = InputReaderOptions.Default with { IsNamed = file.IsNamed, TakesReports = true, Json = JsonLimits.Default with { MaxBytes = choice.MaxInputBytes } };
        var read = InputReader.Read(file.Name, bytes, options);
        _diagnostics.AddRange(read.Diagnostics.Where(static d => d.IsError));
        return read.Status == InputStatus.Read ? read.Kind : null;
    }

    private async Task PushSourceAsync(Document source, CancellationToken cancellation)
    {
        var query = Query.Of(("scope", source.Scope), ("name", source.Name), ("change", choice.Change is null ? null : await ChangeNames.ResolveAsync(client, choice.Change, cancellation)));
        var receipt = await client.UploadAsync<SourceReceiptResource>("api/v1/sources" + query, source.Bytes, cancellation);
        if (receipt.Scans is { } scans)
        {
            foreach (var line in scans.SelectMany(s => ScanText.Receipt(receipt.Name, s)))
            {
                Say(line);
            }

            return;
        }

        var counts = receipt.IsUnchanged ? "as it was" : string.Create(CultureInfo.InvariantCulture, $"{receipt.Added} added, {receipt.Changed} changed, {receipt.Removed} removed");
        Say(string.Create(CultureInfo.InvariantCulture, $"received  {receipt.Name}  {receipt.Kind}, {receipt.Resources} resources in {receipt.Scope}: {counts}"));
    }

    private async Task<int> PushPlanAsync(Document plan, CancellationToken cancellation)
    {
        var change = await choice.Origin.UploadAsync(client, plan.Scope, plan.Name, plan.Bytes, cancellation);
        var report = choice.Format == "text"
            ? System.Text.Encoding.UTF8.GetBytes(await TextAsync(change, cancellation))
            : await client.GetBytesAsync($"api/v1/changes/{change.Id}/report?format={choice.Format}", cancellation);
        return Publish(report, change);
    }

    private async Task<string> TextAsync(ChangeResource change, CancellationToken cancellation)
    {
        var canvas = new TextCanvas(screen.Width, screen.HasColour && choice.Output is null);
        var findings = await ChangeFindings.AllAsync(client, change.Id, cancellation);
        new FindingText(canvas, choice.IsAll || choice.Output is not null ? int.MaxValue : MaxFindings).Write(findings);
        ChangeText.WriteVerdict(canvas, change);
        ChangeText.WriteNext(canvas, change, client.Server);
        return canvas.ToString();
    }

    private int Publish(byte[] report, ChangeResource change)
    {
        var code = ExitCode.Of(change.Verdict);
        if (choice.Output is null)
        {
            screen.Output.Write(report);
            return code;
        }

        if (!AtomicFile.Write(choice.Output, report, _diagnostics))
        {
            return ExitCode.BadInput;
        }

        Screen.WriteError($"{Printed.Word(change.Verdict).ToUpperInvariant()}: {ChangeText.Counts(change.Counts)} (written to {choice.Output})");
        return code;
    }

    // A report for a program is not mixed with remarks.
    private void Say(string text)
    {
        if (choice.Format == "text")
        {
            screen.WriteLine(text);
        }
        else
        {
            Screen.WriteError(text);
        }
    }

    private sealed record Document(string Name, InputKind Kind, ReadOnlyMemory<byte> Bytes, string Scope);
}
