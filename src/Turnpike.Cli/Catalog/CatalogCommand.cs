using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Formats.Backstage;
using Turnpike.Server.Api;
using Turnpike.Server.Catalog;

namespace Turnpike.Cli.Catalog;

/// <summary>Declares <c>turnpike catalog</c>: services and teams.</summary>
internal static class CatalogCommand
{
    public const string Examples = """
        Examples:
          turnpike catalog list
          turnpike catalog show component:web
          turnpike catalog teams
          turnpike catalog problems
          turnpike catalog check catalog-info.yaml
          turnpike catalog apply services.yaml
          turnpike catalog export --resources --output catalog-info.yaml

        An entity goes by [kind:][namespace/]name; a bare name is a component.
        """;

    public static Command Make(Screen screen, Option<bool> noColour) => new("catalog", "Services and teams: what each is made of, depends on and owns.")
    {
        MakeList(screen, noColour),
        MakeShow(screen, noColour),
        MakeTeams(screen, noColour),
        MakeProblems(screen, noColour),
        CatalogFileCommand.MakeCheck(screen),
        CatalogFileCommand.MakeApply(screen, noColour),
        MakeRemove(screen, noColour),
        MakeExport(screen, noColour),
    };

    internal static string AddressOf(EntityReference reference) =>
        $"api/v1/catalog/entities/{Uri.EscapeDataString(reference.Kind.ToLowerInvariant())}/{Uri.EscapeDataString(reference.Namespace)}/{Uri.EscapeDataString(reference.Name)}";

    private static Argument<EntityReference> Entity() => new("ENTITY")
    {
        Description = "Such as component:default/web; a bare name is a component.",
        CustomParser = static result =>
        {
            if (EntityReference.TryParse(result.Tokens[0].Value, "component", EntityReference.DefaultNamespace) is { } reference)
            {
                return reference;
            }

            result.AddError($"{result.Tokens[0].Value} is no entity: [kind:][namespace/]name.");
            return default;
        },
    };

    private static Command MakeList(Screen screen, Option<bool> noColour)
    {
        var kind = new Option<string?>("--kind") { Description = "component, api, resource, system, domain, group or user; all, for every kind.", HelpName = "KIND", DefaultValueFactory = static _ => "component" };
        var owner = new Option<string?>("--owner") { Description = "Only what they own.", HelpName = "OWNER" };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("list", "List entities; services, unless another kind is asked for.") { kind, owner, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var asked = result.GetValue(kind);
            var all = await WholeList.ReadAsync<EntityResource>(client, "api/v1/catalog/entities", [("kind", asked == "all" ? null : asked), ("owner", result.GetValue(owner))], cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(all) : Table.Write(
                ["ENTITY", "TITLE", "TYPE", "LIFECYCLE", "OWNER", "RESOURCES", "FAULTS"],
                [.. all.Select(static e => new[] { e.Ref, e.Title, e.Type ?? "", e.Lifecycle ?? "", e.Owner ?? "", Number(e.Resources), e.Faults == 0 ? "" : Number(e.Faults) })],
                screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeShow(Screen screen, Option<bool> noColour)
    {
        var entity = Entity();
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("show", "Show an entity: what it is made of, depends on, and is related to.") { entity, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var address = AddressOf(result.GetRequiredValue(entity));
            var detail = await client.GetAsync<EntityDetailResource>(address, cancellation);
            if (result.GetValue(format) == "json")
            {
                screen.Write(Printed.Json(detail));
                return ExitCode.Pass;
            }

            screen.Write(CatalogText.Of(detail, await WholeList.ReadAsync<EntityPartResource>(client, address + "/resources", [], cancellation), screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeTeams(Screen screen, Option<bool> noColour)
    {
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("teams", "List whoever owns something.") { format }, screen, noColour, async (result, client, cancellation) =>
        {
            var all = await WholeList.ReadAsync<CatalogTeamResource>(client, "api/v1/catalog/teams", [], cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(all) : Table.Write(
                ["TEAM", "GROUP", "ENTITIES", "RESOURCES", "MEMBERS", "CONTACT"],
                [.. all.Select(static t => new[] { t.Title, t.Group ?? "", Number(t.Owns.Count), Number(t.Resources), string.Join(", ", t.Members), t.Contact ?? "" })],
                screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeProblems(Screen screen, Option<bool> noColour)
    {
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("problems", "List what is wrong with entities, and names that are written in several places.") { format }, screen, noColour, async (result, client, cancellation) =>
        {
            var problems = await client.GetAsync<CatalogProblemsResource>("api/v1/catalog/problems", cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(problems) : Table.Write(
                ["ENTITY", "WHAT IS WRONG", "PLACE"],
                [
                    .. problems.Conflicts.Select(static c => new[] { c.Ref, $"is written {c.Places.Count} times; {c.Places[0]} counts", string.Join("; ", c.Places.Skip(1)) }),
                    .. problems.Faults.Select(static f => new[] { f.Ref, f.Says, f.Place }),
                ],
                screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeRemove(Screen screen, Option<bool> noColour)
    {
        var entity = Entity();
        var reason = new Option<string>("--reason") { Description = "Why; the ledger keeps it.", HelpName = "TEXT", Required = true };
        return new ServerCommand().Make(new Command("remove", "Take out an entity that was made in Turnpike.") { entity, reason }, screen, noColour, async (result, client, cancellation) =>
        {
            var reference = result.GetRequiredValue(entity);
            await client.DeleteAsync(AddressOf(reference) + Query.Of(("reason", result.GetRequiredValue(reason))), cancellation);
            screen.WriteLine($"{reference} is taken out");
            return ExitCode.Pass;
        });
    }

    private static Command MakeExport(Screen screen, Option<bool> noColour)
    {
        var kind = new Option<string?>("--kind") { Description = "Only entities of this kind.", HelpName = "KIND" };
        var resources = new Option<bool>("--resources") { Description = "Also an entity for each owned database, bucket, queue, cache and topic that the catalog does not have." };
        var output = new Option<string?>("--output", "-o") { Description = "Write it to a file, whole or not at all.", HelpName = "FILE" };
        return new ServerCommand().Make(new Command("export", "Write the catalog as a file that Backstage takes.") { kind, resources, output }, screen, noColour, async (result, client, cancellation) =>
        {
            var bytes = await client.GetBytesAsync("api/v1/catalog/export" + Query.Of(("kind", result.GetValue(kind)), ("resources", result.GetValue(resources) ? "true" : null)), cancellation);
            return screen.Deliver(bytes, result.GetValue(output)) ? ExitCode.Pass : ExitCode.BadInput;
        });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
