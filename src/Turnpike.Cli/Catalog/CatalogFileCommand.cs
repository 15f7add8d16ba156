using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Cli.Files;
using Turnpike.Formats.Backstage;
using Turnpike.Server.Catalog;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Catalog;

/// <summary>Declares what reads files of a catalog.</summary>
internal static class CatalogFileCommand
{
    private const long MaxBytes = 16 * 1024 * 1024;

    public static Command MakeCheck(Screen screen)
    {
        var files = Files();
        var command = new Command("check", "Tell what Backstage would not take in files of a catalog. Needs no server.") { files };
        command.SetAction(result =>
        {
            var faults = new DiagnosticBag();
            var entities = Read(result.GetRequiredValue(files), faults, CancellationToken.None);
            Screen.WriteDiagnostics(faults);
            if (!faults.HasErrors)
            {
                screen.WriteLine(entities.Count == 1 ? "1 entity, nothing wrong" : $"{entities.Count} entities, nothing wrong");
            }

            return faults.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
        });
        return command;
    }

    public static Command MakeApply(Screen screen, Option<bool> noColour)
    {
        var files = Files();
        return new ServerCommand().Make(new Command("apply", "Make the entities of files in Turnpike, or change those that were made there.") { files }, screen, noColour, async (result, client, cancellation) =>
        {
            var faults = new DiagnosticBag();
            var entities = Read(result.GetRequiredValue(files), faults, cancellation);
            Screen.WriteDiagnostics(faults);
            if (faults.HasErrors)
            {
                return ExitCode.BadInput;
            }

            foreach (var entity in entities)
            {
                var made = await client.PutAsync<EntityDetailResource>(CatalogCommand.AddressOf(entity.Reference), JsonText.Canonical(entity.Content), cancellation);
                screen.WriteLine(made.Faults.Count == 0 ? made.Entity.Ref : $"{made.Entity.Ref}: {string.Join("; ", made.Faults.Select(static f => f.Says))}");
            }

            return ExitCode.Pass;
        });
    }

    private static Argument<string[]> Files() => new("FILE") { Description = "catalog-info.yaml, or any file with entities.", Arity = ArgumentArity.OneOrMore };

    private static List<CatalogEntity> Read(string[] names, DiagnosticBag faults, CancellationToken cancellation)
    {
        var entities = new List<CatalogEntity>();
        foreach (var name in names)
        {
            if (FileContent.Read(new FoundFile(name, IsNamed: true), MaxBytes, faults, cancellation) is { } content)
            {
                var file = CatalogFile.Read(new SourceText(name, content), faults);
                file.Check();
                entities.AddRange(file.Entities);
            }
        }

        return entities;
    }
}
