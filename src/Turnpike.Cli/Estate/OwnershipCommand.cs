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
        var costs = new Option<bool>("--costs") { Description = "Only what bears cost." };
        var accept = new Option<bool>("--accept") { Description = "Give each the owner that is likely; those that --sure leaves." };
        var sure = new Option<double>("--sure") { Description = "Only proposals that are at least so sure, from 0 to 1.", HelpName = "SURE" };
        sure.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError("--sure is from 0 to 1.");
            }
        });
        var reason = new Option<string?>("--reason") { Description = "Why they are accepted; the ledger keeps it.", HelpName = "TEXT" };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("unowned", "List what nobody says who owns, with the owner that is likely, and accept these.") { type, costs, sure, accept, reason, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var least = result.GetValue(sure);
            var all = (await WholeList.ReadAsync<UnownedResource>(client, "api/v1/estate/unowned", [("type", result.GetValue(type)), ("costs", result.GetValue(costs) ? "true" : null)], cancellation)).Where(u => least <= 0 || u.Proposed?.Confidence >= least).ToList();
            if (result.GetValue(accept))
            {
                var accepted = all.Where(static u => u.Proposed is not null).ToList();
                foreach (var some in accepted.Chunk(CorrectOwnership.MaxWords))
                {
                    await client.PostAsync(
                        "api/v1/estate/ownership/acceptances",
                        new OwnershipAcceptanceRequest([.. some.Select(static u => new AcceptedOwner(u.Key, u.Proposed!.Owner))], result.GetValue(reason) ?? "Accepted as proposed."),
                        cancellation);
                }

                screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted.Count} accepted, {all.Count - accepted.Count} without a likely owner"));
                return ExitCode.Pass;
            }

            screen.Write(result.GetValue(format) == "json" ? Printed.Json(all) : Client.Table.Write(
                ["RESOURCE", "NAME", "ACCOUNT", "LIKELY", "SURE", "BECAUSE"],
                [.. all.Select(static u => new[] { u.Key, u.Name ?? "", u.Account, u.Proposed?.Owner ?? "", u.Proposed?.Confidence.ToString("0.00", CultureInfo.InvariantCulture) ?? "", u.Proposed?.Reasons[0] ?? "" })],
                screen.TableWidth) + string.Create(CultureInfo.InvariantCulture, $"{all.Count} that nobody names an owner of\n"));
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
        var sources = Enum.GetValues<OwnershipSource>();
        var questions = Client.Table.Write(
            ["QUESTION", "ANSWERED", "OF WHAT COSTS", .. sources.Select(static s => "BY " + (s == OwnershipSource.Correction ? "PEOPLE" : s.ToString().ToUpperInvariant()))],
            [.. coverage.Select(c => (string[])[Printed.Word(c.Question), Percent(c.All), Percent(c.Costs), .. sources.Select(s => Count(c, s))])],
            width);
        if (coverage.FirstOrDefault(static c => c.Question == OwnershipQuestion.Owner) is not { } owner)
        {
            return questions;
        }

        var owners = owner.Values.Count == 0 ? "" : "\n" + Client.Table.Write(["OWNER", "RESOURCES"], [.. owner.Values.OrderByDescending(static v => v.Value).Select(static v => new[] { v.Key, v.Value.ToString(CultureInfo.InvariantCulture) })], width);
        var types = owner.Types.Where(static t => t.Answered < t.Resources).Take(MostTypes).ToList();
        return questions + owners + (types.Count == 0 ? "" : "\n" + Client.Table.Write(["MOST UNOWNED", "UNOWNED", "OF", "COSTS"], [.. types.Select(static t => new[] { t.Name, (t.Resources - t.Answered).ToString(CultureInfo.InvariantCulture), t.Resources.ToString(CultureInfo.InvariantCulture), t.BearsCost ? "yes" : "" })], width));
    }

    private static string Percent(Covered covered) => string.Create(CultureInfo.InvariantCulture, $"{covered.Percent} % of {covered.Resources}");

    private static string Count(OwnershipCoverage coverage, OwnershipSource source) => coverage.Sources.GetValueOrDefault(source).ToString(CultureInfo.InvariantCulture);
}
