using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Inventory.Ownership;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;

namespace Turnpike.Cli.Estate;

/// <summary>Declares what asks who answers for what.</summary>
internal static class OwnershipCommand
{
    private const int MostTypes = 10;

    public static Command MakeOwners(Screen screen, Option<bool> noColour)
    {
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("owners", "Show how much of the estate has an owner, an environment, a tier and so on, and who owns how much.") { format }, screen, noColour, async (result, client, cancellation) =>
        {
            var coverage = await client.GetAsync<IReadOnlyList<OwnershipCoverage>>("api/v1/estate/ownership", cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(coverage) : Owners(coverage, screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    public static Command MakeUnowned(Screen screen, Option<bool> noColour)
    {
        var type = new Option<string?>("--type") { Description = "Only of this type.", HelpName = "TYPE" };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("unowned", "List what nobody says who owns, with the owner that is likely.") { type, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var all = new List<UnownedResource>();
            for (string? after = null; ;)
            {
                var page = await client.GetAsync<Page<UnownedResource>>("api/v1/estate/unowned" + Query.Of(("type", result.GetValue(type)), ("limit", "200"), ("after", after)), cancellation);
                all.AddRange(page.Items);
                if ((after = page.Next) is null)
                {
                    break;
                }
            }

            screen.Write(result.GetValue(format) == "json" ? Printed.Json(all) : Client.Table.Write(
                ["RESOURCE", "NAME", "ACCOUNT", "LIKELY", "BECAUSE OF"],
                [.. all.Select(static u => new[] { u.Key, u.Name ?? "", u.Account, u.Proposed?.Value ?? "", u.Proposed?.Why ?? "" })],
                screen.TableWidth) + string.Create(CultureInfo.InvariantCulture, $"{all.Count} unowned\n"));
            return ExitCode.Pass;
        });
    }

    public static Command MakeOwn(Screen screen, Option<bool> noColour)
    {
        var match = new Argument<string>("RESOURCE") { Description = "Its key, or a pattern of keys with *." };
        var value = new Argument<string?>("VALUE") { Description = "The owner, or what else it is; nothing to take an earlier word back.", Arity = ArgumentArity.ZeroOrOne };
        var question = new Option<string>("--as") { Description = "owner, environment, tier, cost-centre, data-class or lifecycle.", HelpName = "QUESTION", DefaultValueFactory = static _ => "owner" }
            .AcceptOnlyFromAmong("owner", "environment", "tier", "cost-centre", "data-class", "lifecycle");
        var reason = new Option<string>("--reason") { Description = "Why; the ledger keeps it.", HelpName = "TEXT", Required = true };
        return new ServerCommand().Make(new Command("own", "Say who owns a resource, whatever its tags say.") { match, value, question, reason }, screen, noColour, async (result, client, cancellation) =>
        {
            var asked = Enum.GetValues<OwnershipQuestion>().First(q => Printed.Word(q) == result.GetRequiredValue(question));
            await client.PostAsync("api/v1/estate/ownership/corrections", new OwnershipCorrectionRequest(result.GetRequiredValue(match), asked, result.GetValue(value), result.GetRequiredValue(reason)), cancellation);
            screen.WriteLine(result.GetValue(value) is { } said ? $"{Printed.Word(asked)} of {result.GetValue(match)} is {said}" : $"what was said of {result.GetValue(match)} is taken back");
            return ExitCode.Pass;
        });
    }

    private static string Owners(IReadOnlyList<OwnershipCoverage> coverage, int? width)
    {
        var questions = Client.Table.Write(
            ["QUESTION", "ANSWERED", "BY PEOPLE", "BY TAG", "BY PLACE", "BY NEIGHBOUR"],
            [.. coverage.Select(static c => new[] { Printed.Word(c.Question), string.Create(CultureInfo.InvariantCulture, $"{c.All.Percent} % of {c.All.Resources}"), Count(c, OwnershipSource.Correction), Count(c, OwnershipSource.Tag), Count(c, OwnershipSource.Place), Count(c, OwnershipSource.Neighbour) })],
            width);
        if (coverage.FirstOrDefault(static c => c.Question == OwnershipQuestion.Owner) is not { } owner)
        {
            return questions;
        }

        var owners = owner.Values.Count == 0 ? "" : "\n" + Client.Table.Write(["OWNER", "RESOURCES"], [.. owner.Values.OrderByDescending(static v => v.Value).Select(static v => new[] { v.Key, v.Value.ToString(CultureInfo.InvariantCulture) })], width);
        var types = owner.Types.Where(static t => t.Answered < t.Resources).Take(MostTypes).ToList();
        return questions + owners + (types.Count == 0 ? "" : "\n" + Client.Table.Write(["MOST UNOWNED", "UNOWNED", "OF"], [.. types.Select(static t => new[] { t.Name, (t.Resources - t.Answered).ToString(CultureInfo.InvariantCulture), t.Resources.ToString(CultureInfo.InvariantCulture) })], width));
    }

    private static string Count(OwnershipCoverage coverage, OwnershipSource source) => coverage.Sources.GetValueOrDefault(source).ToString(CultureInfo.InvariantCulture);
}
