using System.CommandLine;
using System.IO.Compression;
using Turnpike.Cli.Files;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform schema</c>: writes provider schemas in the compact form that ships with Turnpike.</summary>
internal sealed class SchemaCommand
{
    public const string Examples = """
        Examples:
          terraform providers schema -json > schema.json
          turnpike terraform schema schema.json --provider hashicorp/google --version 6.8.0 > google.schema
          turnpike check infra/ --provider-schema google.schema
        """;

    private const int MaxBytes = 512 << 20;

    private readonly Argument<string> _file = new("FILE") { Description = "The output of terraform providers schema -json, plain or as .gz." };
    private readonly Option<string?> _provider = new("--provider") { Description = "Which provider, where the file holds several; the end of its address is enough.", HelpName = "ADDRESS" };
    private readonly Option<string> _version = new("--version") { Description = "The provider's version, which Terraform's document does not tell.", HelpName = "VERSION", DefaultValueFactory = static _ => "" };

    public Command Make(Screen screen)
    {
        var command = new Command("schema", "Write a provider's schema in compact form, read in a fraction of the time.") { _file, _provider, _version };
        command.SetAction(result => Run(result.GetRequiredValue(_file), result.GetValue(_provider), result.GetValue(_version) ?? "", screen));
        return command;
    }

    private static int Run(string file, string? provider, string version, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var found = ReadFile(file, diagnostics) is { } source ? SchemaCompactor.Compact(source, version, diagnostics) : [];
        var wanted = found.Where(s => provider is null || ProviderOf(s).EndsWith("/" + provider, StringComparison.Ordinal) || ProviderOf(s) == provider).ToList();
        if (wanted.Count != 1 && !diagnostics.HasErrors)
        {
            diagnostics.Add(CliDiagnostics.WhichProvider(found.Select(ProviderOf)));
        }

        Screen.WriteDiagnostics(diagnostics);
        if (diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        screen.Output.Write(wanted[0].Utf8.Span);
        return ExitCode.Pass;
    }

    private static string ProviderOf(SourceText schema) => schema.GetLine(2).Split('\t')[1];

    private static SourceText? ReadFile(string file, DiagnosticBag diagnostics)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return TextFolder.ReadFile(file, file, diagnostics);
        }

        if (FileContent.Read(new FoundFile(file, IsNamed: true), MaxBytes, diagnostics, CancellationToken.None) is not { } packed)
        {
            return null;
        }

        try
        {
            using var content = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MaxBytes)
                {
                    diagnostics.Add(CliDiagnostics.TooLarge(file, MaxBytes));
                    return null;
                }
            }

            return new SourceText(file, plain.GetBuffer().AsMemory(0, (int)plain.Length));
        }
        catch (InvalidDataException)
        {
            diagnostics.Add(CliDiagnostics.CannotReadFile(file, "it is not gzip"));
            return null;
        }
    }
}
